/** Share of the ideal against task length, a line a kind of dispatch. recharts gives axes, grid and scales. */
import { CartesianGrid, ComposedChart, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts';
import { DISPATCHES, LENGTHS_MS, type LengthPoint } from '../../store/run/lengths.ts';
import { useRoom } from '../base/use-room.ts';
import { DISPATCH_NAMES, lengthWords, percent } from './length-words.ts';
import { lineStyle, pointPath } from './line-styles.ts';
import { spread } from './lines.ts';

const NO_DATA: readonly never[] = [];
const TICKS = { wide: LENGTHS_MS, narrow: [0.02, 0.1, 1, 10] };
const SHARES = [0, 0.25, 0.5, 0.75, 1];
const LABEL_ROOM = 108;
const LABEL_GAP = 16;

export function LengthChart({ points, narrow }: { points: readonly LengthPoint[]; narrow: boolean }) {
  const [box, room] = useRoom();
  return (
    <div ref={box} className="sweep-chart lengths-chart" aria-hidden="true">
      {room.width > 0 && room.height > 0 && (
        <ComposedChart
          {...room}
          margin={{ top: 12, right: LABEL_ROOM, bottom: 0, left: 0 }}
          data={NO_DATA}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} horizontalValues={SHARES} />
          <XAxis
            type="number"
            dataKey="ms"
            scale="log"
            domain={[LENGTHS_MS[0]!, LENGTHS_MS.at(-1)!]}
            ticks={[...TICKS[narrow ? 'narrow' : 'wide']]}
            interval={0}
            height={28}
            tickLine={false}
            tickMargin={6}
            tickFormatter={lengthWords}
            allowDataOverflow
          />
          <YAxis
            type="number"
            domain={[0, 1]}
            ticks={SHARES}
            interval={0}
            width={56}
            axisLine={false}
            tickLine={false}
            tickMargin={8}
            tickFormatter={percent}
            allowDataOverflow
          />
          <Lines points={points} />
        </ComposedChart>
      )}
    </div>
  );
}

function Lines({ points }: { points: readonly LengthPoint[] }) {
  const plot = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!plot || !x || !y) return null;
  const lines = DISPATCHES.map((dispatch, style) => {
    const own = points.filter((point) => point.dispatch === dispatch).toSorted((a, b) => a.ms - b.ms);
    // A share a little above the ideal is noise of the clock.
    const at = own.map(({ ms, share }): [number, number] => [x(ms) ?? Number.NaN, y(Math.min(1, share)) ?? Number.NaN]);
    return { dispatch, style: lineStyle(style), at };
  }).filter(({ at }) => at.length > 0);
  const bottom = plot.y + plot.height;
  const right = plot.x + plot.width;
  const wanted = lines.map(({ at }) => at.at(-1)![1]);
  const places = spread(wanted, LABEL_GAP, plot.y + 4, bottom - 4);
  return (
    <g>
      {lines.map(({ dispatch, style: { dashes, tone, width, shape }, at }, i) => (
        <g key={dispatch}>
          <path
            className="sweep-line"
            data-dispatch={dispatch}
            d={at.map(([px, py], n) => `${n === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('')}
            stroke={`var(--${tone})`}
            strokeWidth={width}
            strokeDasharray={dashes}
          />
          {at.map(([px, py]) => (
            <path key={px} className="sweep-point" d={pointPath(shape, px, py, 3.5)} />
          ))}
          <path
            className="sweep-leader"
            d={`M${right + 5} ${wanted[i]!.toFixed(1)}L${right + 10} ${places[i]!.toFixed(1)}`}
          />
          <text className="sweep-label" x={right + 14} y={places[i]} dy="0.35em">
            {DISPATCH_NAMES[dispatch]}
          </text>
        </g>
      ))}
    </g>
  );
}
