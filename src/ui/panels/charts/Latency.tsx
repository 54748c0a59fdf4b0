/** How long tasks took from submit to end: how many so long, with p50, p95 and p99. */
import { Area, ComposedChart, ReferenceLine } from 'recharts';
import { formatMs } from '../../timeline/duration.ts';
import { countTicks, gutterOf, MARGIN, timeAxes } from './axes.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData } from './chart-data.ts';

/** The rarer, the finer the line. */
const MARKS = [
  { key: 'p50', dashes: undefined },
  { key: 'p95', dashes: '5 3' },
  { key: 'p99', dashes: '1.5 2.5' },
] as const;

export function Latency({ data }: { data: ChartData }) {
  const { latency, bins, total } = data;
  const says = MARKS.map(({ key }) => `${key} ${formatMs(latency[key], 2)}`).join(' · ');
  const none = latency.count === 0;
  return (
    <ChartFrame
      title="Latency"
      part={
        latency.count < total ? `${latency.count.toLocaleString('en')} of ${total.toLocaleString('en')}` : undefined
      }
      says={none ? '' : inOneUnit(latency)}
      words={
        none
          ? 'No task ended in the window.'
          : `From submit to end, of ${latency.count} tasks that ended in the window: ${says}, from ${formatMs(latency.min)} to ${formatMs(latency.max)}.`
      }
      empty={none ? 'No task ended in this window.' : undefined}
    >
      {({ width, height }) => {
        const points = bins.map(({ fromMs, count }) => ({ ms: fromMs, count }));
        const last = bins.at(-1)!;
        points.push({ ms: last.toMs, count: 0 });
        const most = countTicks(Math.max(...bins.map(({ count }) => count)));
        const [first] = bins;
        return (
          <ComposedChart
            width={width}
            height={height}
            margin={MARGIN}
            data={[{ ms: first!.fromMs, count: 0 }, ...points]}
            accessibilityLayer={false}
          >
            {timeAxes({ fromMs: 0, toMs: last.toMs * 1.04, width, gutter: gutterOf(most.map(String)) }, most)}
            <Area
              type="stepAfter"
              dataKey="count"
              className="chart-latency"
              fillOpacity={1}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
            {MARKS.map(({ key, dashes }) => (
              <ReferenceLine key={key} x={latency[key]} className="chart-quantile" strokeDasharray={dashes} />
            ))}
          </ComposedChart>
        );
      }}
    </ChartFrame>
  );
}

/** `p50 238, p95 401, p99 512 ms`: the unit is said once. */
export function inOneUnit(latency: Readonly<Record<(typeof MARKS)[number]['key'], number>>): string {
  const seconds = latency.p99 >= 999.5;
  const shown = (ms: number) => {
    const value = seconds ? ms / 1000 : ms;
    return value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
  };
  return `${MARKS.map(({ key }) => `${key} ${shown(latency[key])}`).join(', ')} ${seconds ? 's' : 'ms'}`;
}
