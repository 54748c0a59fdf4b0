/** What stands between the axes: the bound, a line an engine with its name at its end, knees, measured points, sizes. */
import { useId, useLayoutEffect } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';
import type { MeasuredPoint } from '../../store/sweep/measured-points.ts';
import { MOST_SWEPT } from '../../store/sweep/sizes.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { lineStyle, pointPath } from './line-styles.ts';
import { type Bound, type Line, spread, type Vertex, valueAt } from './lines.ts';
import type { Measure } from './measures.ts';
import { namesOf } from './names.ts';
import type { Scale } from './SizePicker.tsx';
import { useSweep } from './use-sweep.ts';

interface Props {
  readonly lines: readonly Line[];
  readonly bounds: readonly Bound[];
  readonly points: readonly MeasuredPoint[];
  readonly order: readonly string[];
  readonly measure: Measure;
  readonly narrow: boolean;
  readonly onScale: (scale: Scale) => void;
}

/** Lines of labels are so far apart (px). */
const LABEL_GAP = 16;
/** So many characters go beside the plot. */
const LABEL_ROOM = { wide: 27, narrow: 14 };

export function Marks({ lines, bounds, points, order, measure, narrow, onScale }: Props) {
  const clip = useId();
  const plot = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  useLayoutEffect(() => {
    if (x) onScale((size) => x(size));
  }, [x, onScale]);
  if (!plot || !x || !y) return null;
  const { x: left, y: top, width, height } = plot;
  const bottom = top + height;
  const at = ({ size, value }: Vertex): [number, number] => [x(size) ?? Number.NaN, y(value) ?? Number.NaN];
  const path = (vertices: readonly Vertex[]) =>
    vertices
      .map(
        (vertex, i) =>
          `${i === 0 ? 'M' : 'L'}${at(vertex)
            .map((n) => n.toFixed(1))
            .join(' ')}`,
      )
      .join('');
  const beyond = measure.impossible === 'below' ? bottom : top;
  const loosest = loosestOf(bounds, measure);
  const labels = labelsOf(lines, bounds, narrow, (vertices) => {
    const end = vertices.at(-1)!;
    return Math.min(bottom, Math.max(top, y(end.value) ?? bottom));
  });
  const places = spread(
    labels.map((label) => label.y),
    LABEL_GAP,
    top + 4,
    bottom - 4,
  );
  return (
    <g>
      <clipPath id={clip}>
        <rect x={left} y={top} width={width} height={height + 1} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {loosest && <path className="sweep-impossible" d={`${path(loosest.vertices)}V${beyond}H${left}z`} />}
        {bounds.map(({ engines, vertices }) => (
          <path key={engines[0]!.id} className="sweep-bound" d={path(vertices)} />
        ))}
      </g>
      {lines.map(({ engines, style, vertices }) => {
        const { dashes, tone, width: strokeWidth } = lineStyle(style);
        return (
          <path
            key={engines[0]!.id}
            className="sweep-line"
            data-engines={engines.map(({ id }) => id).join(' ')}
            d={path(vertices)}
            stroke={`var(--${tone})`}
            strokeWidth={strokeWidth}
            strokeDasharray={dashes}
          />
        );
      })}
      {lines.map(({ engines, vertices, knee }) => {
        const value = knee === undefined ? Number.NaN : valueAt(vertices, knee);
        if (Number.isNaN(value)) return null;
        const [cx, cy] = at({ size: knee!, value });
        return <circle key={engines[0]!.id} className="sweep-knee" data-size={knee} cx={cx} cy={cy} r="6" />;
      })}
      {points.map((point, i) => {
        const [px, py] = at({ size: point.size, value: measure.of(point) });
        if (point.size > MOST_SWEPT || Number.isNaN(py)) return null;
        const { shape } = lineStyle(order.indexOf(point.engine));
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: points are only ever added.
            key={i}
            className="sweep-point"
            data-engine={point.engine}
            data-size={point.size}
            d={pointPath(shape, px, py)}
          />
        );
      })}
      <text className="sweep-label" data-quiet="" x={left + width + 14} y={bottom + 13} dy="0.35em">
        pool size
      </text>
      {labels.map(({ key, text, quiet, y: wanted }, i) => {
        const place = places[i]!;
        const from = left + width;
        return (
          <g key={key}>
            <path className="sweep-leader" d={`M${from + 3} ${wanted.toFixed(1)}L${from + 10} ${place.toFixed(1)}`} />
            <text className="sweep-label" data-quiet={quiet ? '' : undefined} x={from + 14} y={place} dy="0.35em">
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Beyond this one nobody can be. */
function loosestOf(bounds: readonly Bound[], { impossible }: Measure): Bound | undefined {
  const end = ({ vertices }: Bound) => (impossible === 'below' ? 1 : -1) * vertices.at(-1)!.value;
  return [...bounds].sort((a, b) => end(a) - end(b))[0];
}

interface Label {
  readonly key: string;
  readonly text: string;
  readonly quiet: boolean;
  readonly y: number;
}

function labelsOf(
  lines: readonly Line[],
  bounds: readonly Bound[],
  narrow: boolean,
  endOf: (vertices: readonly Vertex[]) => number,
): Label[] {
  const room = LABEL_ROOM[narrow ? 'narrow' : 'wide'];
  return [
    ...lines.map(({ engines, vertices }) => ({
      key: engines[0]!.id,
      text: namesOf(engines, room),
      quiet: false,
      y: endOf(vertices),
    })),
    ...bounds.map(({ engines, vertices }) => ({
      key: `bound ${engines[0]!.id}`,
      text: boundName(engines[0]!.lanes.cpu === 'core', bounds.length > 1, narrow),
      quiet: true,
      y: endOf(vertices),
    })),
  ];
}

function boundName(cores: boolean, several: boolean, narrow: boolean): string {
  if (!several) return narrow ? 'bound' : 'work and span bound';
  if (narrow) return cores ? 'bound, cores' : 'bound, one cpu';
  return cores ? 'bound with all cores' : 'bound, cpu one at a time';
}

/** The pool size of the page, and where it is; undefined without a pool, and beyond the chart. */
function usePageSize(): { size: number; x: number } | undefined {
  const { cores } = useOverlap();
  const engines = useApp((state) => state.draft.engines);
  const scenario = useApp((state) => state.scenario);
  const scale = useXAxisScale();
  const engine = firstPooled(engines);
  const size = settledWorkers(engine, scenario, cores);
  const x = scale?.(size);
  if (!engine || x === undefined || size > MOST_SWEPT) return undefined;
  return { size, x: Math.round(x) };
}

/** A size under the axis. The flag of the page's size takes the place of those under it. */
export function SizeTick({ x, y, payload }: { x?: number | string; y?: number | string; payload?: { value: number } }) {
  const page = usePageSize();
  if (page && Math.abs(page.x - Number(x)) < FLAG_ROOM) return null;
  return (
    <text className="sweep-tick" x={x} y={y} dy="0.71em">
      {payload?.value}
    </text>
  );
}

/** What stands so near to the flag's middle (px) would be cut off. */
const FLAG_ROOM = 20;

/** The pool size of the page: a line, and its number on the axis. */
export function PageSize() {
  const page = usePageSize();
  const plot = usePlotArea();
  if (!page || !plot) return null;
  const { size, x } = page;
  const bottom = plot.y + plot.height;
  const width = size < 10 ? 20 : 26;
  return (
    <g className="sweep-now" data-size={size}>
      <line x1={x} x2={x} y1={plot.y - 4} y2={bottom} />
      <rect x={x - width / 2} y={bottom + 4} width={width} height="18" rx="3" />
      <text x={x} y={bottom + 13} dy="0.35em">
        {size}
      </text>
    </g>
  );
}

/** The size that the pointer is on. */
export function HoveredSize() {
  const size = useSweep((state) => state.hovered);
  const plot = usePlotArea();
  const scale = useXAxisScale();
  const at = size === null ? undefined : scale?.(size);
  if (!plot || at === undefined) return null;
  const x = Math.round(at) + 0.5;
  return <line className="sweep-hovered" x1={x} x2={x} y1={plot.y} y2={plot.y + plot.height} />;
}
