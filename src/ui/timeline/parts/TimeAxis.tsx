/** The one recharts chart: it lays out the time axis and gives its scale. Labels and grid lines are the ruler's, at any frame. */
import { memo, useLayoutEffect } from 'react';
import { ComposedChart, usePlotArea, useXAxisScale, XAxis } from 'recharts';
import { AXIS_HEIGHT, type Layout } from '../model/layout.ts';
import type { Surface } from '../surface/surface.ts';

interface Props {
  readonly surface: Surface;
  readonly layout: Layout;
  readonly fromMs: number;
  readonly toMs: number;
  readonly height: number;
}

const NO_DATA: readonly never[] = [];

export const TimeAxis = memo(function TimeAxis({ surface, layout, fromMs, toMs, height }: Props) {
  const margin = { top: 0, right: layout.width - layout.right, bottom: 0, left: layout.gutter };
  return (
    <ComposedChart width={layout.width} height={height} margin={margin} data={NO_DATA} accessibilityLayer={false}>
      <XAxis
        type="number"
        dataKey="ms"
        orientation="top"
        height={AXIS_HEIGHT}
        domain={[fromMs, toMs]}
        allowDataOverflow
        axisLine={false}
        tick={false}
        tickLine={false}
      />
      <Bridge surface={surface} fromMs={fromMs} toMs={toMs} />
    </ComposedChart>
  );
});

/** Hands recharts' own scale to the canvas and the ruler. */
function Bridge({ surface, fromMs, toMs }: Pick<Props, 'surface' | 'fromMs' | 'toMs'>) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  const [left, right] = [scale?.(fromMs), scale?.(toMs)];
  useLayoutEffect(() => {
    if (plot && left !== undefined && right !== undefined && right > left) {
      surface.setScale({ fromMs, toMs, left, width: right - left });
    }
  }, [surface, plot, fromMs, toMs, left, right]);
  return null;
}
