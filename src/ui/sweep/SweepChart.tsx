/** One recharts chart: axes, grid and scales; what is drawn between them follows its scales. Anew only for new curves. */
import { memo } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import type { MeasuredPoint } from '../../store/sweep/measured-points.ts';
import { MOST_SWEPT } from '../../store/sweep/sizes.ts';
import type { Bound, Line } from './lines.ts';
import { HoveredSize, Marks, PageSize, SizeTick } from './Marks.tsx';
import { type Measure, valueTicks } from './measures.ts';
import type { Room } from './SizePicker.tsx';

interface Props extends Room {
  readonly lines: readonly Line[];
  readonly bounds: readonly Bound[];
  readonly points: readonly MeasuredPoint[];
  /** Ids of the engines chosen, in the order of their styles. */
  readonly order: readonly string[];
  readonly measure: Measure;
  readonly log: boolean;
  readonly narrow: boolean;
}

const NO_DATA: readonly never[] = [];
const GUTTER = 56;
const LABELS = { wide: 168, narrow: 100 };
const AXIS = 28;
const TOP = 12;
/** Least distance of two grid lines (px). */
const APART = 44;
const LOG_TICKS = [1, 2, 4, 8, 16, 32, 64];
const LINEAR_TICKS = { wide: [1, 8, 16, 24, 32, 40, 48, 56, 64], narrow: [1, 16, 32, 48, 64] };

export const SweepChart = memo(function SweepChart(props: Props) {
  const { width, height, lines, bounds, points, order, measure, log, narrow, onScale } = props;
  const room = narrow ? 'narrow' : 'wide';
  const top = topOf(lines, points, measure);
  const { values, step } = valueTicks(top, (height - TOP - AXIS) / APART);
  const ticks = log ? LOG_TICKS : LINEAR_TICKS[room];
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top: TOP, right: LABELS[room], bottom: 0, left: 0 }}
      data={NO_DATA}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} horizontalValues={values} />
      <XAxis
        type="number"
        dataKey="size"
        scale={log ? 'log' : 'linear'}
        domain={[1, MOST_SWEPT]}
        ticks={ticks}
        interval={0}
        height={AXIS}
        tickLine={false}
        tickMargin={2}
        tick={SizeTick}
        allowDataOverflow
      />
      <YAxis
        type="number"
        domain={[0, top]}
        ticks={values}
        interval={0}
        width={GUTTER}
        axisLine={false}
        tickLine={false}
        tickMargin={8}
        tickFormatter={(value: number) => measure.tick(value, step)}
        allowDataOverflow
      />
      <Marks
        lines={lines}
        bounds={bounds}
        points={points}
        order={order}
        measure={measure}
        narrow={narrow}
        onScale={onScale}
      />
      <HoveredSize />
      <PageSize />
    </ComposedChart>
  );
});

/** As high as what is drawn, and a little. Utilisation is a share of all. */
function topOf(lines: readonly Line[], points: readonly MeasuredPoint[], measure: Measure): number {
  if (measure.name === 'utilisation') return 1;
  let top = 0;
  for (const { vertices } of lines) for (const { value } of vertices) top = Math.max(top, value);
  for (const point of points) if (Number.isFinite(measure.of(point))) top = Math.max(top, measure.of(point));
  return top > 0 ? top * 1.04 : 1;
}
