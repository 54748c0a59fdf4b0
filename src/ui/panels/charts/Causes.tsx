/** What tasks waited for, and why lanes stood empty: two bars by cause on one scale. */
import { Bar, BarChart, XAxis, YAxis } from 'recharts';
import { formatMs } from '../../timeline/duration.ts';
import { timeTicks } from '../../timeline/ticks.ts';
import { AXIS } from './axes.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData, Part } from './chart-data.ts';
import { gutterOf } from './count-ticks.ts';
import { fillOf, Swatch } from './Patterns.tsx';

const MARGIN = { top: 2, right: 28, bottom: 0, left: 0 };
/** Bars and their axis (px). */
const HEIGHT = 58;
const APART = 56;
const GUTTER = gutterOf(['waits']);
/** Lines that the key has room for. */
const LISTED = 4;

export function Causes({ data, part }: { data: ChartData; part: string | undefined }) {
  const { waits, idle } = data;
  const [waited, empty] = [sumOf(waits), sumOf(idle)];
  const longest = Math.max(waited, empty);
  const rows = [
    { name: 'waits', ...numbered('w', waits) },
    { name: 'idle', ...numbered('i', idle) },
  ];
  const key = [...waits.map((one) => ({ ...one, of: 'w' })), ...idle.map((one) => ({ ...one, of: 'i' }))].sort(
    (a, b) => b.ms - a.ms,
  );
  const listed = key.length > LISTED ? LISTED - 1 : key.length;
  const rest = key.slice(listed);
  const words = [
    `Tasks waited ${formatMs(waited)} in the window${listOf(waits)}.`,
    `Lanes stood idle for ${formatMs(empty)}${listOf(idle)}.`,
  ];
  return (
    <ChartFrame
      title="Waits, idle lanes"
      part={part}
      says={`${formatMs(waited, 2)} waited, ${formatMs(empty, 2)} idle`}
      words={words.join(' ')}
      empty={longest > 0 ? undefined : 'Nothing waited, no lane stood idle.'}
      below={
        <ul className="chart-key" aria-hidden="true">
          {key.slice(0, listed).map(({ name, look, ms, of }) => (
            <li key={of + name}>
              <Swatch look={look} />
              <b>{formatMs(ms, 2)}</b> {name}
            </li>
          ))}
          {rest.length > 0 && (
            <li>
              and {rest.length} more, {formatMs(sumOf(rest), 2)}
            </li>
          )}
        </ul>
      }
    >
      {({ width }) => {
        const ticks = timeTicks(0, longest, width - GUTTER - MARGIN.right, APART);
        const labels = new Map(ticks.map(({ ms, label }) => [ms, label]));
        return (
          <BarChart
            layout="vertical"
            width={width}
            height={HEIGHT}
            margin={MARGIN}
            data={rows}
            accessibilityLayer={false}
            barSize={12}
          >
            <XAxis
              type="number"
              domain={[0, longest]}
              ticks={ticks.map(({ ms }) => ms)}
              tickFormatter={(ms: number) => labels.get(ms) ?? ''}
              interval={0}
              height={AXIS}
              tickLine={false}
              tickMargin={4}
            />
            <YAxis
              type="category"
              dataKey="name"
              width={GUTTER}
              interval={0}
              axisLine={false}
              tickLine={false}
              tickMargin={4}
            />
            {waits.map(({ name, look }, i) => (
              <Bar key={`w${name}`} dataKey={`w${i}`} {...barOf(look)} />
            ))}
            {idle.map(({ look }, i) => (
              <Bar key={`i${look}`} dataKey={`i${i}`} {...barOf(look)} />
            ))}
          </BarChart>
        );
      }}
    </ChartFrame>
  );
}

const barOf = (look: Part['look']) => ({
  stackId: 'causes',
  fill: fillOf(look),
  className: 'chart-cause',
  isAnimationActive: false,
});

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { ms }) => sum + ms, 0);

/** `{ w0: 120, w1: 3 }`: the parts as members of one row. */
function numbered(letter: string, parts: readonly Part[]): Record<string, number> {
  return Object.fromEntries(parts.map(({ ms }, i) => [`${letter}${i}`, ms]));
}

const listOf = (parts: readonly Part[]): string =>
  parts.length === 0 ? '' : `: ${parts.map(({ name, ms }) => `${name} ${formatMs(ms)}`).join(', ')}`;
