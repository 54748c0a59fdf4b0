/** How long tasks took from submit to end: how many so long, with p50, p95 and p99. */
import { Area, ComposedChart, ReferenceLine } from 'recharts';
import { formatMs } from '../../timeline/duration.ts';
import { MARGIN, timeAxes } from './axes.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData } from './chart-data.ts';
import { countTicks, gutterOf, shortCount } from './count-ticks.ts';
import { inOneUnit, MARKS } from './quantiles.ts';

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
            {timeAxes({ fromMs: 0, toMs: last.toMs * 1.04, width, gutter: gutterOf(most.map(shortCount)) }, most)}
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
