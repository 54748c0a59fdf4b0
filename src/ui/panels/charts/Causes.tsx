/** What tasks waited for, and why lanes stood empty: two bars by cause on one scale. */
import { formatMs } from '../../../scenario/duration.ts';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData, Part } from './chart-data.ts';
import { fillOf, Swatch } from './Patterns.tsx';
import { type Axis, gutterFor, Plot, type Scales, timeAxis } from './Plot.tsx';

/** Bars and their axis (px). */
const HEIGHT = 58;
const BAR = 12;
/** Two bars, each in the middle of its half. */
const UP: Axis = { from: 0, to: 2, ticks: [0.5, 1.5], says: (at) => (at > 1 ? 'waits' : 'idle') };
/** Room for the last label of the axis (px). */
const END = 28;
/** Lines that the key has room for. */
const LISTED = 4;

export function Causes({ data, part }: { data: ChartData; part: string | undefined }) {
  const { waits, idle } = data;
  const [waited, empty] = [sumOf(waits), sumOf(idle)];
  const longest = Math.max(waited, empty);
  const key = [...waits.map((one) => ({ ...one, of: 'w' })), ...idle.map((one) => ({ ...one, of: 'i' }))].sort(
    (a, b) => b.ms - a.ms,
  );
  const listed = key.length > LISTED ? LISTED - 1 : key.length;
  const rest = key.slice(listed);
  const words = [
    `Tasks waited ${formatMs(waited, 3)} in the window${listOf(waits)}.`,
    `Lanes stood idle for ${formatMs(empty, 3)}${listOf(idle)}.`,
  ];
  return (
    <ChartFrame
      title="Waits, idle lanes"
      part={part}
      says={`${formatMs(waited, 2)} waited, ${formatMs(empty, 2)} idle`}
      words={words.join(' ')}
      empty={longest > 0 ? undefined : 'No task waited and no lane was idle.'}
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
        const across = timeAxis(0, longest, width - gutterFor(UP) - END);
        return (
          <Plot width={width} height={HEIGHT} across={across} up={UP} top={2} right={END}>
            {(scales) => [...barOf(waits, 1.5, scales), ...barOf(idle, 0.5, scales)]}
          </Plot>
        );
      }}
    </ChartFrame>
  );
}

/** Parts one after another, around a height. */
function barOf(parts: readonly Part[], at: number, { x, y }: Scales) {
  let from = 0;
  return parts.map(({ name, look, ms }) => {
    const left = x(from);
    from += ms;
    const box = { x: left, y: y(at) - BAR / 2, width: x(from) - left, height: BAR };
    return <rect key={`${at} ${name}`} className="chart-cause" fill={fillOf(look)} {...box} />;
  });
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { ms }) => sum + ms, 0);

const listOf = (parts: readonly Part[]): string =>
  parts.length === 0 ? '' : `: ${parts.map(({ name, ms }) => `${name} ${formatMs(ms, 3)}`).join(', ')}`;
