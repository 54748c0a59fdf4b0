/** What the charts are made of: moments, lanes, waits and idleness, latency; ticks and their words. */
import { expect, test } from 'vitest';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { figures } from '../../src/trace/queries/figures.ts';
import { matchesOf } from '../../src/trace/queries/find.ts';
import { parseQuery } from '../../src/trace/queries/query.ts';
import { binsOf, chartData, laneShares } from '../../src/ui/panels/charts/chart-data.ts';
import { countTicks, shortCount } from '../../src/ui/panels/charts/count-ticks.ts';
import { inOneUnit } from '../../src/ui/panels/charts/quantiles.ts';
import { subsetOf } from '../../src/ui/panels/charts/subset.ts';

const article = predict(webWorkers, draftScenario({ text: 'sleep 0..4\npool 3', knobs: {}, engines: [] }), {
  cores: 2,
});
const asked = { fromMs: 0, toMs: 5000, shiftMs: 0, steps: 50, hiddenLanes: [] };

test('moments hold how many sleep and wait', () => {
  const { moments, most } = chartData(article, article, asked);
  expect(moments).toHaveLength(51);
  expect(moments[5]).toMatchObject({ ms: 500, cpu: 0, sleep: 3, place: 1 });
  expect(moments[15]).toMatchObject({ ms: 1500, sleep: 3, place: 0 });
  expect(moments[45]).toMatchObject({ ms: 4500, sleep: 1 });
  expect(most).toBe(4);
});

test('waits and idle time are sums over the window, largest first', () => {
  const whole = chartData(article, article, asked);
  expect(whole.waits.map(({ name, ms }) => [name, Math.round(ms)])).toEqual([['a worker', 1000]]);
  const idle = whole.idle.reduce((sum, { ms }) => sum + ms, 0);
  expect(idle).toBeCloseTo(3 * 5000 - 10_000, 3);
  const late = chartData(article, article, { ...asked, fromMs: 2000 });
  expect(late.waits).toEqual([]);
  expect(late.latency.count).toBe(3);
  expect(late.attempts).toBe(2);
  expect(late.total).toBe(5);
});

test('a run that is drawn later is asked about its own time', () => {
  const late = chartData(article, article, { ...asked, fromMs: 1000, toMs: 6000, shiftMs: 1000 });
  expect(late.moments[5]).toMatchObject({ ms: 1500, sleep: 3, place: 1 });
});

test('hidden lanes are left out and counted', () => {
  const { lanes, laneCount, hiddenLanes } = chartData(article, article, { ...asked, hiddenLanes: [1] });
  expect(lanes.map(({ lane }) => lane)).toEqual([0, 2]);
  expect([laneCount, hiddenLanes]).toEqual([3, 1]);
});

test('many lanes share bars, and none is lost', () => {
  const shares = Float64Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : 0));
  const bars = laneShares([...shares.keys()], shares);
  expect(bars.length).toBeLessThanOrEqual(48);
  expect(bars.reduce((sum, { lanes }) => sum + lanes, 0)).toBe(1000);
  expect(bars.reduce((sum, { share, lanes }) => sum + share * lanes, 0)).toBeCloseTo(500, 6);
});

test('bins count each time once, also where all are one', () => {
  const times = Float64Array.from({ length: 100 }, (_, i) => i);
  expect(binsOf(times).reduce((sum, { count }) => sum + count, 0)).toBe(100);
  expect(binsOf(Float64Array.of(7, 7, 7))).toMatchObject([{ count: 3 }]);
  expect(binsOf(Float64Array.of(0))[0]!.toMs).toBeGreaterThan(0);
  expect(binsOf(new Float64Array(0))).toEqual([]);
});

test('the part that a filter leaves has the figures of its attempts alone', () => {
  const trace = predict(
    webWorkers,
    draftScenario({ text: '4 x cpu 20ms, sleep 50ms\n3 x sleep 100ms fails\npool 2', knobs: {}, engines: [] }),
    {
      cores: 2,
    },
  );
  const part = subsetOf(trace, matchesOf(trace, parseQuery('failed')).rows);
  expect(part.spans.length).toBe(3);
  const capacity = { of: 'workers', count: 2 } as const;
  const [whole, failed] = [figures(trace, capacity), figures(part, capacity)];
  expect(failed.workMs).toBeCloseTo(300, 6);
  expect(failed.cpuMs).toBe(0);
  expect(failed.waitsMs.worker).toBeGreaterThan(0);
  expect(failed.waitsMs.worker!).toBeLessThan(whole.waitsMs.worker!);
  const rest = subsetOf(trace, matchesOf(trace, parseQuery('ok')).rows);
  expect(figures(rest, capacity).waitsMs.worker! + failed.waitsMs.worker!).toBeCloseTo(whole.waitsMs.worker!, 6);
});

test('counts have round ticks that reach over the highest', () => {
  expect(countTicks(0.4)).toEqual([0, 1]);
  expect(countTicks(2)).toEqual([0, 1, 2]);
  expect(countTicks(3)).toEqual([0, 2, 4]);
  expect(countTicks(16)).toEqual([0, 10, 20]);
  expect(countTicks(20_000)).toEqual([0, 10_000, 20_000]);
  for (let most = 1; most < 500; most++) {
    const ticks = countTicks(most);
    expect(ticks.at(-1)!).toBeGreaterThanOrEqual(most);
    expect(ticks.every(Number.isInteger)).toBe(true);
  }
  expect([999, 20_000, 1_500_000].map(shortCount)).toEqual(['999', '20k', '1.5M']);
});

test('quantiles are said in one unit', () => {
  expect(inOneUnit({ p50: 238.2, p95: 401, p99: 512.4 })).toBe('p50 238, p95 401, p99 512 ms');
  expect(inOneUnit({ p50: 5.014, p95: 9512, p99: 12_400 })).toBe('p50 0.01, p95 9.51, p99 12.4 s');
});
