/** Live runs on workers that are asked by message, against their predictions. The workers and the clock are not real: both must be the same, to the moment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { leftovers } from '../../src/kernel/live/platform/leftovers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { runOnFakeWorkers } from '../live-on-fake-page.ts';
import { story } from '../live-story.ts';
import { arbScenario, withOwnSegments } from './scenario-arbitrary.ts';
import { untied } from './untied.ts';

const ENGINES: readonly [string, Partial<Scenario>][] = [
  ['web-workers', { dispatch: 'message' }],
  ['web-workers', { dispatch: 'chunk', chunksize: 3 }],
  ['ProcessPoolExecutor.as_completed', {}],
  ['ProcessPoolExecutor.map', {}],
  ['multiprocessing.Pool.map', {}],
  ['multiprocessing.Pool.imap', {}],
  ['multiprocessing.Pool.imap_unordered', {}],
  ['multiprocessing.Process', {}],
];

/** `map` and its kind take the whole list in one call: nothing of it waits for another, or is tried again. */
const TAKES_THE_LIST = /\.i?map/;

const scenarios = (id: string) =>
  withOwnSegments(
    arbScenario({
      maxTasks: 10,
      maxMs: 6,
      kinds: ['sleep'],
      after: !TAKES_THE_LIST.test(id),
      retry: !TAKES_THE_LIST.test(id),
      fails: true,
      dies: true,
      maxWorkers: 4,
    }),
    'sleep',
  ).map((scenario) => untied(scenario, true));

/** An attempt that others take along has told nobody when it began: the log of a worker comes with its answer. */
function withoutUnknownBegins({ attempts, ...run }: ReturnType<typeof story>) {
  for (const { attempt, times } of attempts) if (attempt.endsWith(' killed')) times[1] = undefined;
  return { ...run, attempts: attempts.sort((a, b) => (a.attempt < b.attempt ? -1 : 1)) };
}

describe.each(ENGINES)('%s %o', (id, knobs) => {
  test('random scenarios run as they are predicted, and leave nothing behind', async () => {
    const engine = engineById(id);
    await fc.assert(
      fc.asyncProperty(scenarios(id), async (given) => {
        const scenario = { ...given, ...knobs };
        const [run, predicted] = [await runOnFakeWorkers(engine, scenario), predict(engine, scenario, { cores: 64 })];
        expect(withoutUnknownBegins(story(run))).toEqual(withoutUnknownBegins(story(predicted)));
        await new Promise(setImmediate);
        expect(leftovers()).toEqual({ workers: 0, timers: 0, locks: 0, waits: 0 });
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
