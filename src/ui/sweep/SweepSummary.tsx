/** Under the chart, an engine a row: its line, what it gives at the size one looks at, what was measured there, and its knee. */
import { engineById } from '../../engines/list.ts';
import type { MeasuredPoint } from '../../store/sweep/measured-points.ts';
import type { Curve } from '../../store/sweep/sweeper.ts';
import { KNEE_WITHIN, type Limits, serialShare } from '../../trace/queries/speed-up.ts';
import { nameOf, percent, timesWords } from '../words/names-and-numbers.ts';
import { lineStyle, pointPath } from './line-styles.ts';
import { kneeOf, type Line, valueAt, verticesOf } from './lines.ts';
import type { Measure } from './measures.ts';
import { useSweep } from './use-sweep.ts';

interface Props {
  readonly curves: readonly Curve[];
  readonly lines: readonly Line[];
  readonly points: readonly MeasuredPoint[];
  readonly measure: Measure;
  readonly workers: number;
}

const NONE = '–';
const KNEE = `The smallest pool that takes at most ${KNEE_WITHIN * 100} % longer than the best`;
const BOUND =
  'Work and span bound: the longest chain of tasks, all cpu work where one task computes at a time, or the work divided by the pool size, whichever is most';

export function SweepSummary({ curves, lines, points, measure, workers }: Props) {
  const hovered = useSweep((state) => state.hovered);
  const size = hovered ?? workers;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="sweep-summary" aria-label="Figures of the sweep" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{measure.title}</th>
            <th scope="col">
              at <b>{size}</b>
            </th>
            <th scope="col">measured</th>
            <th scope="col" className="sweep-wide" title={BOUND}>
              bound
            </th>
            <th scope="col" title={KNEE}>
              <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                <circle className="sweep-knee" cx="7" cy="7" r="5" />
              </svg>{' '}
              knee
            </th>
            <th scope="col" className="sweep-wide">
              at the knee
            </th>
          </tr>
        </thead>
        <tbody>
          {curves.map((curve, i) => (
            <Row key={curve.engine} curve={curve} place={i} size={size} {...{ lines, points, measure }} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends Pick<Props, 'lines' | 'points' | 'measure'> {
  readonly curve: Curve;
  readonly place: number;
  readonly size: number;
}

function Row({ curve, place, size, lines, points, measure }: RowProps) {
  const { engine: id, limits, refused } = curve;
  const engine = engineById(id);
  const vertices = verticesOf(curve, measure);
  const at = kneeOf(curve);
  const own = points.filter((point) => point.engine === id);
  const measured = own.findLast((point) => point.size === size);
  const bound = limits && measure.bound(limits, size);
  const line = lines.find(({ engines }) => engines.includes(engine));
  return (
    <tr title={refused}>
      <th scope="row">
        <Sample style={line?.style} place={place} measured={own.length > 0} />
        <span>{nameOf(engine)}</span>
      </th>
      {refused === undefined ? (
        <>
          <td>{format(measure, valueAt(vertices, size))}</td>
          <td>{format(measure, measured && measure.of(measured))}</td>
          <td className="sweep-wide" title={limits && serialWords(limits)}>
            {format(measure, bound)}
          </td>
          <td>{at ?? NONE}</td>
          <td className="sweep-wide">{format(measure, at === undefined ? undefined : valueAt(vertices, at))}</td>
        </>
      ) : (
        <td colSpan={5} className="sweep-refused">
          {refused}
        </td>
      )}
    </tr>
  );
}

const format = (measure: Measure, value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? NONE : measure.format(value);

/** `40 % of the work can only be done one thing at a time: at most 2.50× as fast` */
function serialWords(limits: Limits): string {
  const share = serialShare(limits);
  return `${percent(share)} of the work can only be done one thing at a time: at most ${timesWords(1 / share)} as fast`;
}

/** The engine's line, and its point once there is one. */
function Sample({ style, place, measured }: { style: number | undefined; place: number; measured: boolean }) {
  const { shape } = lineStyle(place);
  const line = style === undefined ? undefined : lineStyle(style);
  return (
    <svg width="36" height="12" viewBox="0 0 36 12" aria-hidden="true">
      {line && (
        <line
          x1="0"
          x2="36"
          y1="6"
          y2="6"
          stroke={`var(--${line.tone})`}
          strokeWidth={line.width}
          strokeDasharray={line.dashes}
        />
      )}
      {measured && <path className="sweep-point" d={pointPath(shape, 18, 6)} />}
    </svg>
  );
}
