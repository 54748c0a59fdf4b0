/** The busy share of each lane in the window. */
import { formatCount } from '../../../scenario/count.ts';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData } from './chart-data.ts';
import { type Axis, gutterFor, Plot, RIGHT } from './Plot.tsx';

/** Of a bar (px). */
const WIDEST = 28;
/** Least distance of two numbers below the bars (px). */
const APART = 28;
const tick = (share: number): string => (share === 0 ? '0' : `${share * 100}\u00a0%`);
const UP: Axis = { from: 0, to: 1, ticks: [0, 0.5, 1], says: tick };
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** `lane`: what a lane is, `worker`. */
export function Lanes({ data, lane }: { data: ChartData; lane: string }) {
  const { lanes, laneCount, hiddenLanes } = data;
  const seen = laneCount - hiddenLanes;
  const each = lanes[0]?.lanes ?? 1;
  const mean = lanes.reduce((sum, { share, lanes: many }) => sum + share * many, 0) / Math.max(1, seen);
  const [least, most] = [Math.min(...lanes.map(({ share }) => share)), Math.max(...lanes.map(({ share }) => share))];
  const many = (count: number) => `${formatCount(count)} ${lane}${count === 1 ? '' : 's'}`;
  const part = [hiddenLanes > 0 && `${seen} of ${laneCount}`, each > 1 && `${each} a bar`].filter(Boolean).join(', ');
  return (
    <ChartFrame
      title="Busy"
      part={part || undefined}
      says={lanes.length > 0 ? `${percent(mean)}, ${many(seen)}` : ''}
      words={`Share of the window that each ${lane} was busy: ${percent(mean)} on average of ${many(seen)}, from ${percent(least)} to ${percent(most)}. ${lanes
        .slice(0, 16)
        .map((one) => `${lane} ${one.lane + 1}: ${percent(one.share)}`)
        .join(', ')}${lanes.length > 16 ? `; 16 of ${many(lanes.length)}` : ''}.`}
      empty={lanes.length > 0 ? undefined : 'No lanes.'}
    >
      {({ width, height }) => (
        <Plot width={width} height={height} across={acrossOf(lanes, width - gutterFor(UP) - RIGHT)} up={UP}>
          {({ x, y }) =>
            lanes.map(({ lane: number, share }, i) => {
              const room = x(i + 1) - x(i);
              const wide = Math.max(1, Math.min(WIDEST, room > 4 ? room * 0.75 : room - 0.5));
              return (
                <rect
                  key={number}
                  className="chart-bar"
                  x={x(i + 0.5) - wide / 2}
                  width={wide}
                  y={y(share)}
                  height={y(0) - y(share)}
                />
              );
            })
          }
        </Plot>
      )}
    </ChartFrame>
  );
}

/** The numbers of the first, the last and some between. */
function acrossOf(lanes: ChartData['lanes'], width: number): Axis {
  const most = Math.max(2, Math.floor(width / APART));
  const step = Math.max(1, Math.ceil((lanes.length - 1) / (most - 1)));
  const places = lanes.flatMap((_, i) => (i % step === 0 ? [i + 0.5] : []));
  return { from: 0, to: lanes.length, ticks: places, says: (place) => String(lanes[Math.floor(place)]!.lane + 1) };
}
