/** How long tasks took from submit to end: how many so long, with p50, p95 and p99. */
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData } from './chart-data.ts';
import { countTicks, shortCount } from './count-ticks.ts';
import { areaOf, gutterFor, Plot, RIGHT, stepsOf, timeAxis } from './Plot.tsx';
import { inOneUnit, MARKS } from './quantiles.ts';

export function Latency({ data }: { data: ChartData }) {
  const { latency, bins, total } = data;
  const says = MARKS.map(({ key }) => `${key} ${formatMs(latency[key], 2)}`).join(' · ');
  const none = latency.count === 0;
  return (
    <ChartFrame
      title="Latency"
      part={latency.count < total ? `${formatCount(latency.count)} of ${formatCount(total)}` : undefined}
      says={none ? '' : inOneUnit(latency)}
      words={
        none
          ? 'No task ended in the window.'
          : `From submit to end, of ${latency.count} tasks that ended in the window: ${says}, from ${formatMs(latency.min, 3)} to ${formatMs(latency.max, 3)}.`
      }
      empty={none ? 'No task ended in this window.' : undefined}
    >
      {({ width, height }) => {
        const last = bins.at(-1)!;
        const counts = countTicks(Math.max(...bins.map(({ count }) => count)));
        const up = { from: 0, to: counts.at(-1)!, ticks: counts, says: shortCount };
        const across = timeAxis(0, last.toMs * 1.04, width - gutterFor(up) - RIGHT);
        const points = [...bins.map(({ fromMs, count }) => [fromMs, count] as const), [last.toMs, 0] as const];
        return (
          <Plot width={width} height={height} across={across} up={up}>
            {({ x, y }) => {
              const tops = points.map(([ms, count]) => [x(ms), y(count)] as const);
              const feet = points.map(([ms]) => [x(ms), y(0)] as const);
              return (
                <>
                  <path className="chart-latency" d={areaOf(tops, feet)} />
                  <path className="chart-outline" d={stepsOf([feet[0]!, ...tops])} />
                  {MARKS.map(({ key, dashes }) => {
                    const at = Math.round(x(latency[key]));
                    return (
                      <path
                        key={key}
                        className="chart-quantile"
                        strokeDasharray={dashes}
                        d={`M${at} ${y(0)}V${y(up.to)}`}
                      />
                    );
                  })}
                </>
              );
            }}
          </Plot>
        );
      }}
    </ChartFrame>
  );
}
