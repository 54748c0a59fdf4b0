/** The busy share of each lane in the window. */
import { Bar, BarChart, CartesianGrid, XAxis } from 'recharts';
import { AXIS, MARGIN, valueAxis } from './axes.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import type { ChartData } from './chart-data.ts';
import { gutterOf } from './count-ticks.ts';

const VALUES = [0, 0.5, 1];
const tick = (share: number): string => (share === 0 ? '0' : `${share * 100}\u00a0%`);
const GUTTER = gutterOf(['100 %']);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** `lane`: what a lane is, `worker`. */
export function Lanes({ data, lane }: { data: ChartData; lane: string }) {
  const { lanes, laneCount, hiddenLanes } = data;
  const seen = laneCount - hiddenLanes;
  const each = lanes[0]?.lanes ?? 1;
  const mean = lanes.reduce((sum, { share, lanes: many }) => sum + share * many, 0) / Math.max(1, seen);
  const [least, most] = [Math.min(...lanes.map(({ share }) => share)), Math.max(...lanes.map(({ share }) => share))];
  const many = (count: number) => `${count.toLocaleString('en')} ${lane}${count === 1 ? '' : 's'}`;
  const part = [hiddenLanes > 0 && `${seen} of ${laneCount}`, each > 1 && `${each} a bar`].filter(Boolean).join(', ');
  return (
    <ChartFrame
      title="Busy"
      part={part || undefined}
      says={lanes.length > 0 ? `${percent(mean)}, ${many(seen)}` : ''}
      words={`Share of the window that each ${lane} was busy: ${percent(mean)} on average of ${many(seen)}, from ${percent(least)} to ${percent(most)}. ${lanes
        .slice(0, 16)
        .map((one) => `${lane} ${one.lane + 1}: ${percent(one.share)}`)
        .join(', ')}${lanes.length > 16 ? `; 16 of ${many(lanes.length)}` : ''}.`}
      empty={lanes.length > 0 ? undefined : 'No lanes.'}
    >
      {({ width, height }) => (
        <BarChart
          width={width}
          height={height}
          margin={MARGIN}
          data={[...lanes]}
          accessibilityLayer={false}
          barCategoryGap={lanes.length > 16 ? 1 : '20%'}
          maxBarSize={28}
        >
          <CartesianGrid vertical={false} horizontalValues={VALUES} />
          <XAxis
            dataKey="lane"
            tickFormatter={(number: number) => String(number + 1)}
            interval="preserveStartEnd"
            minTickGap={12}
            height={AXIS}
            tickLine={false}
            tickMargin={4}
          />
          {valueAxis(VALUES, GUTTER, tick)}
          <Bar dataKey="share" className="chart-bar" isAnimationActive={false} />
        </BarChart>
      )}
    </ChartFrame>
  );
}
