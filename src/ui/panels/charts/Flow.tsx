/** How many tasks compute, sleep and wait from moment to moment, one on the other. */
import { type PointerEvent, useState } from 'react';
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { useApp, useOverlap } from '../../base/use-overlap.ts';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData, Moment } from './chart-data.ts';
import { countTicks, shortCount } from './count-ticks.ts';
import { fillOf } from './Patterns.tsx';
import { areaOf, gutterFor, Plot, RIGHT, type Scales, stepsOf, timeAxis } from './Plot.tsx';

/** From below. */
const LAYERS = [
  { key: 'cpu', says: 'compute', edge: 'var(--cpu)' },
  { key: 'sleep', says: 'sleep', edge: 'var(--sleep-edge)' },
  { key: 'compute', says: 'wait to compute', edge: 'var(--wproc)' },
  { key: 'thin', says: 'start up or travel', edge: 'var(--frame)' },
  { key: 'place', says: 'wait for a place', edge: 'var(--wplace)' },
  { key: 'others', says: 'wait for others', edge: 'var(--wothers)' },
] as const;

export function Flow({ data, part }: { data: ChartData; part: string | undefined }) {
  const { store } = useOverlap();
  const replay = useApp((state) => state.cursorMs);
  const [pointed, setPointed] = useState<number | null>(null);
  const { fromMs, toMs, moments, most } = data;
  const cursor = replay ?? pointed;
  const values = countTicks(most);
  const up = { from: 0, to: values.at(-1)!, ticks: values, says: shortCount };
  const gutter = gutterFor(up);
  const at = cursor === null ? undefined : momentAt(data, cursor);
  const peak = moments.reduce<Moment | undefined>(
    (top, one) => (top && sumOf(top) >= sumOf(one) ? top : one),
    undefined,
  );
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - gutter) / (width - gutter - RIGHT);
    const ms = fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs);
    if (replay === null) setPointed(ms);
    else store.getState().replay({ cursorMs: ms });
  };
  return (
    <ChartFrame
      title="Tasks"
      part={part}
      says={at ? `${formatMs(cursor!, 3)}: ${inShort(at)}` : peak ? `at most ${countOf(most)} at a time` : ''}
      words={`Tasks over time, from ${formatMs(fromMs, 3)} to ${formatMs(toMs, 3)}. ${moments.length === 0 || !peak ? '' : `Most at ${formatMs(peak.ms, 3)}: ${told(peak)}.`}`}
      empty={most > 0 ? undefined : 'No task in this window.'}
    >
      {({ width, height }) => {
        const x =
          cursor === null ? Number.NaN : gutter + ((cursor - fromMs) / (toMs - fromMs)) * (width - gutter - RIGHT);
        return (
          <div
            className="chart-pointed"
            onPointerMove={point}
            onPointerDown={point}
            onPointerLeave={() => setPointed(null)}
          >
            <Plot width={width} height={height} across={timeAxis(fromMs, toMs, width - gutter - RIGHT)} up={up}>
              {(scales) => layersOf(moments, scales)}
            </Plot>
            {x >= gutter && x <= width && <div className="chart-cursor" style={{ left: Math.round(x) }} />}
          </div>
        );
      }}
    </ChartFrame>
  );
}

/** Each layer on those below it. */
function layersOf(moments: readonly Moment[], { x, y }: Scales) {
  const below = new Float64Array(moments.length);
  return LAYERS.map(({ key, edge }) => {
    if (moments.every((moment) => moment[key] === 0)) return null;
    const feet = moments.map(({ ms }, i) => [x(ms), y(below[i]!)] as const);
    for (const [i, moment] of moments.entries()) below[i]! += moment[key];
    const tops = moments.map(({ ms }, i) => [x(ms), y(below[i]!)] as const);
    return (
      <g key={key} className="chart-layer" data-layer={key}>
        <path d={areaOf(tops, feet)} fill={fillOf(key)} />
        <path d={stepsOf(tops)} fill="none" stroke={edge} />
      </g>
    );
  });
}

const sumOf = (moment: Moment): number => LAYERS.reduce((sum, { key }) => sum + moment[key], 0);

function momentAt({ moments }: ChartData, ms: number): Moment | undefined {
  return moments.findLast((moment) => moment.ms <= ms) ?? moments[0];
}

function told(moment: Moment): string {
  const parts = LAYERS.flatMap(({ key, says }) => (moment[key] > 0.005 ? [`${countOf(moment[key])} ${says}`] : []));
  return parts.length > 0 ? parts.join(', ') : 'none';
}

/** All that wait together. */
function inShort({ cpu, sleep, compute, place, others, thin }: Moment): string {
  const parts = [
    [cpu, 'compute'],
    [sleep, 'sleep'],
    [compute + place + others + thin, 'wait'],
  ] as const;
  const some = parts.filter(([count]) => count > 0.005).map(([count, what]) => `${countOf(count)} ${what}`);
  return some.length > 0 ? some.join(', ') : 'none';
}

/** `3`, `2.4`: an average over a step need not be whole. */
const countOf = (count: number): string =>
  Math.abs(count - Math.round(count)) < 0.05 ? formatCount(Math.round(count)) : count.toFixed(1);
