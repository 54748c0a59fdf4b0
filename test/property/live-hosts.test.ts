/** Live runs of engines of many machines against their predictions, on workers and a clock that are not real: the same, to the moment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { leftovers } from '../../src/kernel/live/platform/leftovers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { runOnFakeWorkers } from '../live-on-fake-page.ts';
import { story } from '../live-story.ts';
import { arbScenario, withOwnSegments } from './scenario-arbitrary.ts';
import { untied } from './untied.ts';

const flag = fc.constantFrom(false, true);
const hosts = fc.integer({ min: 1, max: 3 });

/** By family: its knobs, beside the pool size. */
const KNOBS = {
  celery: fc.record(
    {
      hosts,
      prefetchMultiplier: fc.integer({ min: 0, max: 4 }),
      disablePrefetch: flag,
      acksLate: flag,
      rejectOnWorkerLost: flag,
      retryDelayMs: fc.constantFrom(0, 2.5, 40.25),
      retryBackoff: flag,
      rateLimitPerS: fc.constantFrom(0, 93.7),
      maxTasksPerChild: fc.integer({ min: 0, max: 3 }),
      timeLimitMs: fc.constantFrom(0, 6.7),
      softTimeLimitMs: fc.constantFrom(0, 4.3),
      submitEveryMs: fc.constantFrom(0, 1.37),
      broker: fc.constantFrom('redis', 'sqlite'),
      exitNotice: fc.constantFrom('at once', 'tick'),
      // Ticks and polls at moments of their own.
      tickPhaseMs: fc.constant(2431.7),
      pollPhaseMs: fc.constant(471.3),
    },
    { requiredKeys: ['tickPhaseMs', 'pollPhaseMs'] },
  ),
  ray: fc.record(
    {
      hosts,
      maxRetries: fc.integer({ min: 0, max: 3 }),
      maxRestarts: fc.integer({ min: 0, max: 2 }),
      maxTaskRetries: fc.integer({ min: 0, max: 2 }),
      schedulingStrategy: fc.constantFrom('DEFAULT', 'SPREAD'),
      heartbeatAtMs: fc.constantFrom(100.7, 500.9),
    },
    { requiredKeys: [] },
  ),
  spark: fc.record(
    {
      hosts,
      maxFailures: fc.integer({ min: 1, max: 4 }),
      speculation: flag,
      minTaskRuntimeMs: fc.constantFrom(1.5, 100),
      speculationQuantile: fc.constantFrom(0.3, 0.9),
      schedulerMode: fc.constantFrom('FIFO', 'FAIR'),
    },
    { requiredKeys: [] },
  ),
} as const;

/** By engine: its family, and whether its caller takes the whole list in one call. */
const ENGINES: readonly [string, keyof typeof KNOBS, boolean?][] = [
  ['celery', 'celery'],
  ['celery.group', 'celery'],
  ['celery.group.iter_native', 'celery'],
  ['celery.chain', 'celery'],
  ['celery.chord', 'celery'],
  ['ray.get', 'ray'],
  ['ray.wait', 'ray'],
  ['ray.util.ActorPool', 'ray', true],
  ['spark', 'spark'],
];

/** Who dies in every attempt may be tried again for ever: here the first one only. */
const mortal = (scenario: Scenario): Scenario => ({
  ...scenario,
  tasks: scenario.tasks.map((task) => (task.dies === true ? { ...task, dies: [1] } : task)),
});

/** Some tasks of Ray ask for fractions of CPUs, or are calls of actors. */
function wanting(scenario: Scenario, every: number): Scenario {
  const tasks = scenario.tasks.map((task, t) => {
    if (t % every === 1) return { ...task, cpus: t % 2 === 0 ? 0.5 : 1 };
    return t % every === 2 ? { ...task, actor: t % 4 === 0 ? 'a' : 'b' } : task;
  });
  return { ...scenario, tasks };
}

const scenarios = (family: keyof typeof KNOBS, oneCall: boolean) =>
  fc
    .tuple(
      withOwnSegments(
        arbScenario({
          maxTasks: 10,
          maxMs: 6,
          kinds: ['sleep'],
          after: !oneCall,
          retry: !oneCall,
          fails: true,
          dies: true,
          maxWorkers: 3,
        }),
        'sleep',
      ),
      KNOBS[family] as fc.Arbitrary<Partial<Scenario>>,
      fc.integer({ min: 2, max: 5 }),
    )
    .map(([scenario, knobs, every]) => {
      const given = { ...mortal(untied(scenario, true)), ...knobs };
      return family === 'ray' && !oneCall ? wanting(given, every) : given;
    });

/** An attempt that others take along has told nobody when it began: the log of a worker comes with its answer. */
function withoutUnknownBegins({ attempts, ...run }: ReturnType<typeof story>) {
  for (const { attempt, times } of attempts) if (attempt.endsWith(' killed')) times[1] = undefined;
  return { ...run, attempts: attempts.sort((a, b) => (a.attempt < b.attempt ? -1 : 1)) };
}

/** All of Ray's dependents of failed tasks take as long as each other, so two may end at one moment: either may be handled first. */
function hasTies({ facts }: Trace): boolean {
  const caught = Object.values((facts.caught as Record<string, { ms: number; type: string }> | undefined) ?? {});
  const times = caught.flatMap(({ ms, type }) => (type.startsWith('RayTaskError') ? ms : []));
  return new Set(times).size < times.length;
}

/**
 * Two instances of Celery that waited for their rate since one moment begin their next tasks at one moment, too. Each then fetches, and whoever gets a
 * retry, which is held for its countdown and so takes no place, fetches once more: either may be handled first.
 */
function hasRateTies({ scenario, spans: { length, at } }: Trace): boolean {
  const { rateLimitPerS = 0, hosts: many = 1 } = scenario as { rateLimitPerS?: number; hosts?: number };
  if (rateLimitPerS === 0 || many === 1) return false;
  const rows = Array.from({ length }, (_, row) => row);
  const begins = rows.flatMap((row) => (at.start[row]! > 0 && at.attempt[row] === 1 ? at.start[row]! : []));
  return rows.some((row) => at.attempt[row]! > 1) && new Set(begins).size < begins.length;
}

describe.each(ENGINES)('%s', (id, family, oneCall = false) => {
  test('random scenarios run as they are predicted, and leave nothing behind', async () => {
    const engine = engineById(id);
    await fc.assert(
      fc.asyncProperty(scenarios(family, oneCall), async (scenario) => {
        const predicted = predict(engine, scenario, { cores: 64 });
        fc.pre(!hasTies(predicted) && !hasRateTies(predicted));
        const run = await runOnFakeWorkers(engine, scenario);
        expect(withoutUnknownBegins(story(run))).toEqual(withoutUnknownBegins(story(predicted)));
        expect(run.facts.caught).toEqual(predicted.facts.caught);
        await new Promise(setImmediate);
        expect(leftovers()).toEqual({ workers: 0, timers: 0, locks: 0, waits: 0 });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
