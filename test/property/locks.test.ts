/** Computing under named locks, in predictions: nothing of the work is lost or done twice, and one at a time does it, whatever comes at the same moment. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { loadParts } from '../../src/kernel/virtual/late-parts.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario, Segment } from '../../src/scenario/scenario.ts';
import { figuresOf } from '../../src/store/traces/figures-of.ts';

await loadParts();

const ENGINES = ['threading.Thread', 'ThreadPoolExecutor.as_completed', 'multiprocessing.Process', 'web-workers'];

/** Whole milliseconds: many ends and hand-overs fall on one moment. */
const segment: fc.Arbitrary<Segment> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('cpu' as const), ms: fc.nat(6), lock: fc.constantFrom('a', 'b') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cpu' as const, 'sleep' as const), ms: fc.nat(4) }) },
);

test('all work is done once, and under one lock one after another', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ENGINES),
      fc.array(fc.array(segment, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.record({
        cores: fc.integer({ min: 1, max: 4 }),
        gil: fc.boolean(),
        threadStartMs: fc.constantFrom(0, 0.03),
        yieldMs: fc.constantFrom(0, 1.35),
        contendedMs: fc.constant(0),
      }),
      fc.constantFrom('3.11', '3.14', '3.15'),
      (id, lists, machine, python) => {
        const tasks = lists.map((segments, i) => ({ id: String(i), segments }));
        const scenario: Scenario = { tasks, workers: 3 };
        const trace = predict(engineById(id), scenario, { ...machine, python });
        const all = lists.flat();
        const sum = (some: readonly Segment[]) => some.reduce((ms, one) => ms + one.ms, 0);
        expect(trace.spans.length).toBe(tasks.length);
        expect(figuresOf(trace).cpuMs).toBeCloseTo(sum(all.filter(({ kind }) => kind === 'cpu')), 6);
        for (const lock of ['a', 'b'])
          expect(trace.totalMs).toBeGreaterThan(sum(all.filter((one) => one.lock === lock)) - 1e-6);
      },
    ),
    { numRuns: 600 },
  );
}, 60_000);
