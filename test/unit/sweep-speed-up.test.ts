import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { CPYTHON_LINUX, idealMachine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { resourcesOf } from '../../src/store/sweep/resources.ts';
import { boundMs, KNEE_WITHIN, knee, type Limits, limits, serialShare } from '../../src/trace/queries/speed-up.ts';
import { arbScenario } from '../property/scenario-arbitrary.ts';

const read = (text: string): Scenario => parseNotation(text, {}).scenario;
const of = (id: string, scenario: Scenario, cores = 2): Limits | undefined =>
  limits(scenario, resourcesOf(engineById(id), idealMachine(cores)));

describe('Amdahl’s bound', () => {
  const machines = fc.integer({ min: 1, max: 4 }).map(idealMachine);
  const sizes = fc.integer({ min: 1, max: 9 });

  describe.each(ENGINES.map(({ id }) => id))('%s', (id) => {
    const engine = engineById(id);
    const may = { after: !engine.oneCall, retry: !engine.oneCall, knobs: true };
    const given = fc
      .oneof(arbScenario({ ...may, kills: true }), arbScenario({ ...may, fails: true, dies: true }), arbScenario(may))
      .map(({ giveUpMs: _, ...rest }): Scenario => rest);
    test('no prediction on the ideal machine, nor on one that costs something, beats it', () => {
      fc.assert(
        fc.property(given, machines, sizes, fc.boolean(), (scenario, ideal, size, costly) => {
          const machine = costly ? CPYTHON_LINUX : ideal;
          const found = limits(scenario, resourcesOf(engine, machine));
          if (!found) return;
          const { totalMs, spans } = predict(engine, { ...scenario, workers: size }, machine);
          expect(totalMs).toBeGreaterThanOrEqual(boundMs(found, size) - 1e-6);
          expect(spans.length).toBeLessThanOrEqual(found.attempts);
        }),
        { numRuns: 150 },
      );
    });
  });

  test('is reached where nothing stands in the way', () => {
    const scenario = read('12 x sleep 100ms');
    const found = of('web-workers', scenario)!;
    for (const size of [1, 2, 3, 4, 6, 12]) {
      const { totalMs } = predict(engineById('web-workers'), { ...scenario, workers: size }, idealMachine(2));
      expect(totalMs).toBeCloseTo(boundMs(found, size), 6);
    }
  });

  test('is the work by the pool size for few places, and the longest chain for many', () => {
    const found = of('semaphore', read('load: 4 x sleep 200ms\nmerge after load: sleep 300ms'))!;
    expect(found).toMatchObject({ workMs: 1100, chainMs: 500, attempts: 5 });
    expect(boundMs(found, 1)).toBe(1100);
    expect(boundMs(found, 2)).toBe(550);
    expect(boundMs(found, 64)).toBe(500);
    expect(serialShare(found)).toBeCloseTo(500 / 1100, 12);
  });

  test('has all cpu in its serial share where one loop or the GIL does it, and shares it among cores elsewhere', () => {
    const scenario = read('8 x cpu 60ms, sleep 200ms, cpu 60ms');
    expect(boundMs(of('async-pool', scenario)!, 64)).toBeCloseTo(960, 9);
    expect(boundMs(of('ThreadPoolExecutor.as_completed', scenario)!, 64)).toBeCloseTo(960, 9);
    expect(boundMs(of('web-workers', scenario)!, 64)).toBeCloseTo(480, 9);
    expect(boundMs(of('web-workers', scenario, 8)!, 64)).toBeCloseTo(320, 9);
  });

  test('leaves room for what goes on beside the serial part, which Amdahl’s own formula does not', () => {
    const scenario = read('sleep 4\n6 x sleep 1');
    const found = of('semaphore', scenario)!;
    const { totalMs } = predict(engineById('semaphore'), { ...scenario, workers: 2 }, idealMachine(2));
    const s = found.chainMs / found.workMs;
    expect(totalMs).toBe(5000);
    expect(totalMs).toBeLessThan(found.workMs * (s + (1 - s) / 2));
    expect(totalMs).toBeGreaterThanOrEqual(boundMs(found, 2));
  });

  test('counts every attempt, one after another', () => {
    const found = of('semaphore', read('sleep 100ms fails on 1 retry 3\nsleep 50ms'))!;
    expect(found).toMatchObject({ workMs: 250, chainMs: 200, attempts: 3 });
  });

  test('leaves out what never begins, and is not told where a run may be cut short', () => {
    const scenario = read('a: sleep 100ms fails\nb after a: sleep 900ms');
    expect(of('semaphore', scenario)).toMatchObject({ workMs: 100, chainMs: 100, attempts: 1 });
    expect(of('asyncio.gather', scenario)).toBeUndefined();
    expect(of('semaphore', { ...read('sleep 1'), giveUpMs: 20 })).toBeUndefined();
    expect(of('web-workers', { ...read('sleep 1'), kills: [{ atMs: 5, workerOf: '0' }] })).toBeUndefined();
  });

  test('is not dearer for thousands that wait for thousands, nor for a long chain', () => {
    const after = Array.from({ length: 20_000 }, (_, i) => String(i));
    const first = after.map((id) => ({ id, segments: [{ kind: 'sleep' as const, ms: 1 }] }));
    const second = first.map(({ segments }, i) => ({ id: String(20_000 + i), segments, after }));
    expect(of('semaphore', { tasks: [...second, ...first] })).toMatchObject({ workMs: 40_000, chainMs: 2 });
    const chain = first.map((task, i) => (i === 19_999 ? task : { ...task, after: [String(i + 1)] }));
    expect(of('semaphore', { tasks: chain })).toMatchObject({ chainMs: 20_000 });
  });
});

describe('the knee', () => {
  const makespans = fc.array(fc.oneof(fc.double({ min: 0.1, max: 1e6, noNaN: true }), fc.constant(Number.NaN)), {
    minLength: 1,
    maxLength: 64,
  });

  test('is the smallest size within 5 % of the best', () => {
    fc.assert(
      fc.property(makespans, (list) => {
        const sizes = list.map((_, i) => i + 1);
        const best = Math.min(...list.filter((ms) => !Number.isNaN(ms)));
        const found = knee(sizes, list);
        if (best === Number.POSITIVE_INFINITY) {
          expect(found).toBeUndefined();
          return;
        }
        const near = (ms: number) => ms <= best * (1 + KNEE_WITHIN);
        expect(near(list[found! - 1]!)).toBe(true);
        expect(list.slice(0, found! - 1).some(near)).toBe(false);
      }),
    );
  });

  test.each([
    ['the article’s case', [10, 6, 5, 4, 4, 4], 4],
    ['a gain of 4 % is none', [100, 52, 50, 49, 48.5], 3],
    ['nothing to gain', [7, 7, 7], 1],
    ['more places cost', [9, 5, 6, 7], 2],
  ])('%s', (_, list, size) => {
    expect(
      knee(
        list.map((_, i) => i + 1),
        list,
      ),
    ).toBe(size);
  });
});
