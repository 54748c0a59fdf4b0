/**
 * A recharts chart of axes, grid and scales; what is drawn between them is plain paths on its scales, as in the timeline
 * and the sweep: its series would bring more script than all that is drawn here.
 */
import type { ReactNode } from 'react';
import { CartesianGrid, ComposedChart, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts';
import type { Room } from '../../base/use-room.ts';
import { timeTicks } from '../../timeline/model/ticks.ts';
import { gutterOf } from './count-ticks.ts';

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly says: (value: number) => string;
}

/** Where a value is (px). */
export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

interface Props extends Room {
  readonly across: Axis;
  /** Its ticks are lines too. */
  readonly up: Axis;
  readonly top?: number;
  readonly right?: number;
  readonly children: (scales: Scales) => ReactNode;
}

const AXIS = 18;
export const RIGHT = 12;
/** Least distance of two ticks of a time axis (px). */
const APART = 56;
const NO_DATA: readonly never[] = [];

export const gutterFor = ({ ticks, says }: Axis): number => gutterOf(ticks.map(says));

/** A time axis with units on its ticks. */
export function timeAxis(from: number, to: number, width: number): Axis {
  const ticks = timeTicks(from, to, width, APART);
  const labels = new Map(ticks.map(({ ms, label }) => [ms, label]));
  return { from, to, ticks: ticks.map(({ ms }) => ms), says: (ms) => labels.get(ms) ?? '' };
}

export function Plot({ width, height, across, up, top = 8, right = RIGHT, children }: Props) {
  const fixed = { type: 'number', interval: 0, tickLine: false, tickMargin: 4, allowDataOverflow: true } as const;
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top, right, bottom: 0, left: 0 }}
      data={NO_DATA}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} horizontalValues={[...up.ticks]} />
      <XAxis
        {...fixed}
        dataKey="x"
        domain={[across.from, across.to]}
        ticks={[...across.ticks]}
        tickFormatter={across.says}
        height={AXIS}
      />
      <YAxis
        {...fixed}
        domain={[up.from, up.to]}
        ticks={[...up.ticks]}
        tickFormatter={up.says}
        width={gutterFor(up)}
        axisLine={false}
      />
      <Drawn draw={children} />
    </ComposedChart>
  );
}

function Drawn({ draw }: { draw: Props['children'] }) {
  const plot = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!plot || !x || !y) return null;
  return <g>{draw({ x: (value) => x(value) ?? 0, y: (value) => y(value) ?? 0 })}</g>;
}

type Points = readonly (readonly [x: number, y: number])[];

/** A line that goes level from each point to the next: `M0 4H10V2`. */
export function stepsOf(points: Points): string {
  return points.map(([x, y], i) => (i === 0 ? `M${px(x)} ${px(y)}` : `H${px(x)}V${px(y)}`)).join('');
}

/** What lies between two such lines over the same places. */
export function areaOf(tops: Points, feet: Points): string {
  let path = stepsOf(tops);
  for (let i = feet.length - 1; i >= 0; i--)
    path += i === feet.length - 1 ? `V${px(feet[i]![1])}` : `V${px(feet[i]![1])}H${px(feet[i]![0])}`;
  return `${path}z`;
}

const px = (value: number): string => value.toFixed(1);
