/** A machine whose busy cores slow each other (`Machine.speedByBusyCores`). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { Cores } from '../../src/kernel/virtual/cores.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Machine } from '../../src/scenario/machine.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { validateMachine } from '../../src/scenario/validate-settings.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { arbScenario } from './scenario-arbitrary.ts';

const eightThatCompute: Scenario = {
  workers: 2,
  tasks: Array.from({ length: 8 }, (_, i) => ({ id: String(i), segments: [{ kind: 'cpu', ms: 150 }] })),
};

/** `workers` 1, 2 or 8: one core busy, both, or both with many in line. */
const predicted = (engine: string, machine: Machine, workers: number): TraceFile =>
  traceFile(predict(engineById(engine), { ...eightThatCompute, workers }, machine));

describe('two cores that slow each other to 0.8', () => {
  const machine: Machine = { cores: 2, speedByBusyCores: [1, 0.8] };

  test('one worker computes at its full speed', () => {
    expect(predicted('web-workers', machine, 1).totalMs).toBeCloseTo(1200, 6);
  });

  test('two workers take longer, and what takes longer is work, not a wait for a core', () => {
    const trace = predicted('web-workers', machine, 2);
    expect(trace.totalMs).toBeCloseTo(750, 6);
    for (const span of trace.spans) {
      expect(span.end! - span.start).toBeCloseTo(187.5, 6);
      expect(span.waits?.filter((wait) => wait.for === 'core') ?? []).toEqual([]);
    }
  });

  test('eight workers wait for two cores, which are as slow', () => {
    const trace = predicted('web-workers', machine, 8);
    expect(trace.totalMs).toBeCloseTo(750, 6);
    for (const span of trace.spans) {
      const waitedMs = (span.waits ?? []).filter((wait) => wait.for === 'core').reduce((sum, { ms }) => sum + ms, 0);
      expect(waitedMs).toBeCloseTo(750 * (1 - 2 / 8), 6);
    }
  });

  test('one thread at a time computes under the GIL, so no core slows it', () => {
    expect(predicted('threading.Thread', machine, 2).totalMs).toBeCloseTo(1200, 6);
  });
});

test('more busy cores than the curve tells of are as fast as its last number says', () => {
  const cores = new Cores<string>(4, [1, 0.5]);
  for (const burner of ['a', 'b', 'c', 'd']) cores.add(burner, 0, 10);
  expect(cores.nextEnd).toBe(20);
});

test('a core is slow only while the other one computes', () => {
  const cores = new Cores<string>(2, [1, 0.5]);
  cores.add('long', 0, 10);
  cores.add('short', 0, 2);
  expect(cores.done(4)).toBe('short');
  expect(cores.nextEnd).toBe(12);
});

const curves = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
const machines = fc.record({ cores: fc.integer({ min: 1, max: 4 }), speedByBusyCores: curves });

describe.each(ENGINES.map(({ id }) => id))('%s', (id) => {
  const engine = engineById(id);
  const scenarios = arbScenario({ fails: true, knobs: true, maxWorkers: 6 });

  test('a curve of ones changes nothing', () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: 4 }), (scenario, cores) => {
        const [flat, none] = [{ cores, speedByBusyCores: [1, 1, 1, 1] }, { cores }].map((machine) =>
          traceFile(predict(engine, scenario, machine)),
        );
        expect(flat!.totalMs).toBeCloseTo(none!.totalMs!, 6);
        const ends = ({ spans }: TraceFile) => spans.map(({ task, attempt, end }) => [task, attempt, end?.toFixed(6)]);
        expect(ends(flat!).sort()).toEqual(ends(none!).sort());
      }),
      { numRuns: 60 },
    );
  });

  test('time from submit to end is waits and own time, which lies between the work at full speed and at the slowest', () => {
    fc.assert(
      fc.property(scenarios, machines, (scenario, machine) => {
        const slowest = Math.min(1, ...machine.speedByBusyCores);
        const fastest = Math.max(...machine.speedByBusyCores);
        const tasks = new Map(scenario.tasks.map((task) => [task.id, task.segments]));
        for (const span of traceFile(predict(engine, scenario, machine)).spans) {
          if (span.outcome !== 'ok' || span.submit === null) continue;
          const own = span.end! - span.submit - (span.waits ?? []).reduce((sum, { ms }) => sum + ms, 0);
          let [sleepMs, cpuMs] = [0, 0];
          for (const { kind, ms } of tasks.get(span.task)!) kind === 'cpu' ? (cpuMs += ms) : (sleepMs += ms);
          expect(own).toBeGreaterThanOrEqual(sleepMs + cpuMs / Math.max(1, fastest) - 1e-6);
          expect(own).toBeLessThanOrEqual(sleepMs + cpuMs / slowest + 1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('a curve that is none is refused with its place', () => {
  const refusal = (speedByBusyCores: unknown) => {
    try {
      validateMachine({ cores: 2, speedByBusyCores });
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(refusal([1, 0.93])).toBeUndefined();
  for (const wrong of [[], [0], [1, 1.5], [1, 'x'], 0.9, [Number.NaN], null])
    expect(refusal(wrong)).toMatch(
      /^machine\.speedByBusyCores: expected a list of numbers above 0 and at most 1, found /,
    );
});
