/** What holds for Spark on random scenarios of stages, jobs, executors, failures and deaths. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spark } from '../../src/engines/spark/spark.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { arbScenario } from './scenario-arbitrary.ts';

const MACHINE = {
  cores: 2,
  jobSubmitMs: 10,
  taskStartMs: 5,
  reuseMs: 5,
  taskEndMs: 2,
  resultMs: 4,
  shuffleWriteMs: 10,
  stageGapMs: 8,
  shuffleReadMs: 3,
  shortTaskMs: 38,
  pythonWorkerStartMs: 200,
  executorLossMs: 40,
  executorStartMs: 2500,
};

const knobs = fc.record(
  {
    hosts: fc.integer({ min: 1, max: 3 }),
    cluster: fc.constantFrom('local', 'standalone', 'local-cluster'),
    cold: fc.boolean(),
    schedulerMode: fc.constantFrom('FIFO', 'FAIR'),
    speculation: fc.boolean(),
    speculationQuantile: fc.constantFrom(0, 0.5, 0.9),
  },
  { requiredKeys: [] },
);

/** Random names of groups and jobs, jobs at times and in pools, and kills of whole machines. */
const arbSpark = (troubled: boolean): fc.Arbitrary<Scenario> =>
  fc
    .tuple(
      arbScenario({
        maxTasks: 14,
        maxMs: 400,
        after: true,
        fails: troubled,
        dies: troubled,
        kills: troubled,
        maxWorkers: 4,
      }),
      knobs,
      fc.array(fc.tuple(fc.constantFrom('map', 'reduce', undefined), fc.constantFrom('a', 'b', undefined)), {
        minLength: 14,
        maxLength: 14,
      }),
      fc.boolean(),
      fc.constantFrom(undefined, 'p'),
    )
    .map(([scenario, set, names, timed, pool]) => ({
      ...scenario,
      ...set,
      jobs: timed ? [{ name: 'b', atMs: 50, ...(pool && { pool }) }] : [],
      kills: (scenario.kills ?? []).map((kill, k) =>
        k % 2 === 1 && kill.workerOf !== undefined ? { atMs: kill.atMs * 10, hostOf: kill.workerOf } : kill,
      ),
      tasks: scenario.tasks.map((task, k) => {
        const [group, job] = names[k]!;
        return { ...task, ...(group && { group }), ...(job && { job }) };
      }),
    }));

const run = (scenario: Scenario): TraceFile => traceFile(predict(spark, scenario, MACHINE));

describe('Spark, 300 random scenarios', () => {
  test('where nothing fails each task is done, behind all that it waits for, and none twice but copies', () => {
    fc.assert(
      fc.property(arbSpark(false), (scenario) => {
        const { spans, facts } = run(scenario);
        expect(facts).toEqual({});
        const first = (id: string, at: 'start' | 'end') =>
          Math.min(...spans.filter(({ task, outcome }) => task === id && outcome === 'ok').map((span) => span[at]!));
        for (const { id, after = [] } of scenario.tasks) {
          expect(first(id, 'end')).toBeLessThan(Number.POSITIVE_INFINITY);
          for (const other of after) expect(first(other, 'end')).toBeLessThanOrEqual(first(id, 'start'));
        }
        expect(spans.every(({ attempt }) => attempt === 1)).toBe(
          !(scenario as { speculation?: boolean }).speculation || spans.length === scenario.tasks.length,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('no more tasks are under way on a host than it has slots', () => {
    fc.assert(
      fc.property(arbSpark(false), (scenario) => {
        const { spans } = run(scenario);
        for (const { start, host } of spans) {
          const running = spans.filter((other) => other.start <= start && other.end! > start && other.host === host);
          expect(running.length).toBeLessThanOrEqual(scenario.workers!);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('whatever fails, dies or is killed: the call returns or raises, and hangs only where the only executor died', () => {
    fc.assert(
      fc.property(arbSpark(true), (scenario) => {
        const { spans, facts } = run(scenario);
        const { cluster, hosts } = scenario as { cluster?: string; hosts?: number };
        const isLocal = (cluster ?? ((hosts ?? 1) > 1 ? 'standalone' : 'local')) === 'local';
        const hostsDie = (scenario.kills ?? []).some(({ hostOf }) => hostOf !== undefined);
        if (facts.hung) expect(isLocal && hostsDie).toBe(true);
        else if (!facts.raised)
          for (const { id } of scenario.tasks)
            expect(spans.some(({ task, outcome }) => task === id && outcome === 'ok')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
