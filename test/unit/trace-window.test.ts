import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { latencies } from '../../src/trace/queries/latencies.ts';
import { seriesOf } from '../../src/trace/queries/series.ts';
import { histogram, summaryOf } from '../../src/trace/queries/times.ts';
import { laneUtilisation, windowFigures } from '../../src/trace/queries/window.ts';

const run = (engine: string, text: string) => predict(engineById(engine), parseNotation(text).scenario, { cores: 2 });
/** Permits for three; 0 takes no time, then 1, 2, 3, and 4 from 1 s to 5 s. */
const ARTICLE = run('semaphore', 'pool 3\nsleep 0..4');

test('quantiles are linear between neighbours', () => {
  expect(summaryOf(Float64Array.of(40, 10, 30, 20))).toEqual({
    count: 4,
    total: 100,
    min: 10,
    mean: 25,
    p50: 25,
    p95: expect.closeTo(38.5, 9),
    p99: expect.closeTo(39.7, 9),
    max: 40,
  });
  expect(summaryOf(Float64Array.of(7))).toMatchObject({ count: 1, min: 7, p50: 7, p99: 7, max: 7 });
  expect(summaryOf(new Float64Array(0))).toMatchObject({ count: 0, total: 0, p50: Number.NaN });
});

test('work and waits are clipped to the range, durations are whole attempts’', () => {
  const figures = windowFigures(ARTICLE, 500, 1500);
  expect(figures).toMatchObject({
    lengthMs: 1000,
    attempts: 4,
    tasks: 4,
    onlyWaited: 0,
    began: 1,
    ended: 1,
    notOk: 0,
    cpuMs: 0,
    // Task 1 until 1 s, 2 and 3 all the time, 4 from 1 s on.
    sleepMs: 500 + 1000 + 1000 + 500,
    waitsMs: { permit: 500 },
  });
  expect(figures.durations).toMatchObject({ count: 4, total: 10_000, min: 1000, max: 4000, p50: 2500 });
});

test('who only waits in the range is told apart; who takes no time is in it', () => {
  expect(windowFigures(ARTICLE, 100, 900)).toMatchObject({ attempts: 3, onlyWaited: 1, waitsMs: { permit: 800 } });
  expect(windowFigures(ARTICLE, 0, 100)).toMatchObject({ attempts: 4, ended: 1, onlyWaited: 1 });
  expect(windowFigures(ARTICLE, 5000, 6000)).toMatchObject({ attempts: 0, sleepMs: 0 });
});

test('how many ran, slept and waited, bucket by bucket', () => {
  const series = seriesOf(ARTICLE, 0, 5000, 5);
  expect([...series.running]).toEqual([3, 3, 2, 1, 1]);
  expect([...series.sleeping]).toEqual([3, 3, 2, 1, 1]);
  expect([...series.waiting]).toEqual([1, 0, 0, 0, 0]);
  // Task 0, which takes no time, is not lost.
  expect([...series.touched]).toEqual([4, 3, 2, 1, 1]);
  expect([...seriesOf(ARTICLE, 500, 2500, 2).running]).toEqual([3, 2.5]);
});

test('the busy share of each lane in a window', () => {
  expect([...laneUtilisation(ARTICLE, 0, 4000)]).toEqual([0, 0.25, 0.5, 0.75, 0.75]);
  expect([...laneUtilisation(ARTICLE, 2000, 3000)]).toEqual([0, 0, 0, 1, 1]);
});

test('latency from submit to end and until the caller had it', () => {
  const { toEnd, toYielded, unknown, endTimes } = latencies(ARTICLE, 0, 5000);
  expect(toEnd).toMatchObject({ count: 5, total: 11_000, p50: 2000, max: 5000 });
  expect(toYielded.count).toBe(5);
  expect(unknown).toBe(0);
  expect(histogram(endTimes, 5)).toEqual({ fromMs: 0, bucketMs: 1000, counts: Float64Array.of(1, 1, 1, 1, 1) });
});
