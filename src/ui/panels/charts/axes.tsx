/** What the small charts have in common: where the plot lies, ticks, a quiet grid. */
import { CartesianGrid, XAxis, YAxis } from 'recharts';
import { timeTicks } from '../../timeline/ticks.ts';
import { shortCount } from './count-ticks.ts';

export const AXIS = 18;
export const MARGIN = { top: 8, right: 12, bottom: 0, left: 0 };
/** Least distance of two ticks of a time axis (px). */
const APART = 56;

interface TimeProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
  /** Left of the plot (px). */
  readonly gutter: number;
}

/** A time axis with units on its ticks, and the values of the other one as lines. */
export function timeAxes({ fromMs, toMs, width, gutter }: TimeProps, values: readonly number[]) {
  const ticks = timeTicks(fromMs, toMs, width - gutter - MARGIN.right, APART);
  const labels = new Map(ticks.map(({ ms, label }) => [ms, label]));
  return [
    <CartesianGrid key="grid" vertical={false} horizontalValues={[...values]} />,
    <XAxis
      key="x"
      type="number"
      dataKey="ms"
      domain={[fromMs, toMs]}
      ticks={ticks.map(({ ms }) => ms)}
      tickFormatter={(ms: number) => labels.get(ms) ?? ''}
      interval={0}
      height={AXIS}
      tickLine={false}
      tickMargin={4}
      allowDataOverflow
    />,
    valueAxis(values, gutter, shortCount),
  ];
}

export function valueAxis(values: readonly number[], gutter: number, says: (value: number) => string) {
  return (
    <YAxis
      key="y"
      type="number"
      domain={[0, values.at(-1)!]}
      ticks={[...values]}
      tickFormatter={says}
      interval={0}
      width={gutter}
      axisLine={false}
      tickLine={false}
      tickMargin={4}
      allowDataOverflow
    />
  );
}
