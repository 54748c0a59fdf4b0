/** The one recharts chart: time axis and grid. The canvas takes its scale from here, so the two are never apart. */
import { memo, useLayoutEffect } from 'react';
import { createPortal } from 'react-dom';
import { CartesianGrid, ComposedChart, usePlotArea, useXAxisScale, XAxis, YAxis } from 'recharts';
import { AXIS_HEIGHT, type Layout } from './layout.ts';
import type { Surface } from './surface.ts';
import type { Tick } from './ticks.ts';

interface Props {
  readonly surface: Surface;
  /** Where the labels go: it stays on top while the lanes scroll under it. */
  readonly band: HTMLElement | null;
  readonly layout: Layout;
  readonly fromMs: number;
  readonly toMs: number;
  readonly ticks: readonly Tick[];
  readonly height: number;
}

const NO_DATA: readonly never[] = [];
const Y_DOMAIN = [0, 1];

export const TimeAxis = memo(function TimeAxis({ surface, band, layout, fromMs, toMs, ticks, height }: Props) {
  const margin = { top: 0, right: layout.width - layout.right, bottom: 0, left: layout.gutter };
  const values = ticks.map((tick) => tick.ms);
  return (
    <ComposedChart width={layout.width} height={height} margin={margin} data={NO_DATA} accessibilityLayer={false}>
      <CartesianGrid horizontal={false} vertical={gridLine} verticalValues={values} />
      <XAxis
        type="number"
        dataKey="ms"
        orientation="top"
        height={AXIS_HEIGHT}
        domain={[fromMs, toMs]}
        ticks={values}
        interval={0}
        allowDataOverflow
        axisLine={false}
        tick={false}
        tickLine={false}
      />
      <YAxis hide type="number" domain={Y_DOMAIN} />
      <Bridge surface={surface} band={band} ticks={ticks} fromMs={fromMs} toMs={toMs} />
    </ComposedChart>
  );
});

/** Grid lines on whole pixels, as the canvas has its edges. */
function gridLine({ x1, y1, y2 }: { x1?: unknown; y1?: unknown; y2?: unknown }) {
  const x = Math.round(Number(x1)) + 0.5;
  return <line key={x} className="tl-grid" x1={x} x2={x} y1={Number(y1)} y2={Number(y2)} />;
}

type BridgeProps = Pick<Props, 'surface' | 'band' | 'ticks' | 'fromMs' | 'toMs'>;

/** Hands recharts' own scale to the canvas, and its ticks to the band of labels. */
function Bridge({ surface, band, ticks, fromMs, toMs }: BridgeProps) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  const [left, right] = [scale?.(fromMs), scale?.(toMs)];
  useLayoutEffect(() => {
    if (plot && left !== undefined && right !== undefined && right > left) {
      surface.setScale({ fromMs, toMs, left, width: right - left });
    }
  }, [surface, plot, fromMs, toMs, left, right]);
  if (!band || !scale) return null;
  return createPortal(
    ticks.map((tick) => {
      const x = Math.round(scale(tick.ms) ?? Number.NaN);
      return (
        <span key={tick.ms} className="tl-tick" data-x={x} style={{ left: x }}>
          {tick.label}
        </span>
      );
    }),
    band,
  );
}
