/** How many tasks compute, sleep and wait from moment to moment, one on the other. */
import { type PointerEvent, useState } from 'react';
import { Area, ComposedChart } from 'recharts';
import { formatMs } from '../../timeline/duration.ts';
import { useApp, useOverlap } from '../../use-overlap.ts';
import { MARGIN, timeAxes } from './axes.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData, Moment } from './chart-data.ts';
import { countTicks, gutterOf, shortCount } from './count-ticks.ts';
import { fillOf } from './Patterns.tsx';

/** From below. */
const LAYERS = [
  { key: 'cpu', says: 'compute', edge: 'var(--cpu)' },
  { key: 'sleep', says: 'sleep', edge: 'var(--sleep-edge)' },
  { key: 'compute', says: 'wait to compute', edge: 'var(--wproc)' },
  { key: 'thin', says: 'start up or travel', edge: 'var(--frame)' },
  { key: 'place', says: 'wait for a place', edge: 'var(--wplace)' },
] as const;

export function Flow({ data, part }: { data: ChartData; part: string | undefined }) {
  const { store } = useOverlap();
  const replay = useApp((state) => state.cursorMs);
  const [pointed, setPointed] = useState<number | null>(null);
  const { fromMs, toMs, moments, most } = data;
  const cursor = replay ?? pointed;
  const values = countTicks(most);
  const gutter = gutterOf(values.map(shortCount));
  const at = cursor === null ? undefined : momentAt(data, cursor);
  const used = LAYERS.filter(({ key }) => moments.some((moment) => moment[key] > 0));
  const peak = moments.reduce<Moment | undefined>(
    (top, one) => (top && sumOf(top) >= sumOf(one) ? top : one),
    undefined,
  );
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - gutter) / (width - gutter - MARGIN.right);
    const ms = fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs);
    if (replay === null) setPointed(ms);
    else store.setState({ cursorMs: ms });
  };
  return (
    <ChartFrame
      title="Tasks"
      part={part}
      says={at ? `${formatMs(cursor!)}: ${inShort(at)}` : peak ? `at most ${countOf(most)} at a time` : ''}
      words={`Tasks over time, from ${formatMs(fromMs)} to ${formatMs(toMs)}. ${moments.length === 0 || !peak ? '' : `Most at ${formatMs(peak.ms)}: ${told(peak)}.`}`}
      empty={most > 0 ? undefined : 'No task in this window.'}
    >
      {({ width, height }) => {
        const x =
          cursor === null
            ? Number.NaN
            : gutter + ((cursor - fromMs) / (toMs - fromMs)) * (width - gutter - MARGIN.right);
        return (
          <div
            className="chart-pointed"
            onPointerMove={point}
            onPointerDown={point}
            onPointerLeave={() => setPointed(null)}
          >
            <ComposedChart width={width} height={height} margin={MARGIN} data={[...moments]} accessibilityLayer={false}>
              {timeAxes({ fromMs, toMs, width, gutter }, values)}
              {used.map(({ key, edge }) => (
                <Area
                  key={key}
                  type="stepAfter"
                  dataKey={key}
                  stackId="tasks"
                  fill={fillOf(key)}
                  fillOpacity={1}
                  stroke={edge}
                  strokeWidth={1}
                  dot={false}
                  activeDot={false}
                  isAnimationActive={false}
                />
              ))}
            </ComposedChart>
            {x >= gutter && x <= width && <div className="chart-cursor" style={{ left: Math.round(x) }} />}
          </div>
        );
      }}
    </ChartFrame>
  );
}

const sumOf = ({ cpu, sleep, compute, place, thin }: Moment): number => cpu + sleep + compute + place + thin;

function momentAt({ moments }: ChartData, ms: number): Moment | undefined {
  return moments.findLast((moment) => moment.ms <= ms) ?? moments[0];
}

function told(moment: Moment): string {
  const parts = LAYERS.flatMap(({ key, says }) => (moment[key] > 0.005 ? [`${countOf(moment[key])} ${says}`] : []));
  return parts.length > 0 ? parts.join(', ') : 'none';
}

/** All that wait together. */
function inShort({ cpu, sleep, compute, place, thin }: Moment): string {
  const parts = [
    [cpu, 'compute'],
    [sleep, 'sleep'],
    [compute + place + thin, 'wait'],
  ] as const;
  const some = parts.filter(([count]) => count > 0.005).map(([count, what]) => `${countOf(count)} ${what}`);
  return some.length > 0 ? some.join(', ') : 'none';
}

/** `3`, `2.4`: an average over a step need not be whole. */
const countOf = (count: number): string =>
  Math.abs(count - Math.round(count)) < 0.05 ? Math.round(count).toLocaleString('en') : count.toFixed(1);
