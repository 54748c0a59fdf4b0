/** Live runs on the main thread against their predictions, on a page whose clock is not real: both must be the same, to the moment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { runOnFakePage } from '../live-on-fake-page.ts';
import { story } from '../live-story.ts';
import { arbScenario } from './scenario-arbitrary.ts';

const ASYNCIO = [
  'asyncio.gather',
  'asyncio.gather.return_exceptions',
  'asyncio.TaskGroup',
  'asyncio.Semaphore',
  'event-loop',
];
const BROWSER = ['async-pool', 'semaphore', 'sequential'];

const patient = arbScenario({ maxTasks: 10, maxMs: 6, after: true, fails: true, retry: true, maxWorkers: 4 });
const scenarios = fc
  .tuple(patient, fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }))
  .map(([scenario, giveUpMs]): Scenario => (giveUpMs === undefined ? scenario : { ...scenario, giveUpMs }));

/**
 * No two sums of their times are alike: which of two things a browser takes first that are due at one moment, no standard says. No
 * stretch is shorter than half a millisecond: after a burn so short the page's loop does not look who is due.
 */
const untied = patient.map((scenario) => ({
  ...scenario,
  tasks: scenario.tasks.map((task, t) => ({
    ...task,
    segments: task.segments.map(({ kind, ms }, s) => ({ kind, ms: ms + 0.6 + 0.013 * Math.sqrt(2 + 3 * t + s) })),
  })),
}));

const property = (id: string, scenario: fc.Arbitrary<Scenario>) =>
  fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const engine = engineById(id);
      expect(story(await runOnFakePage(engine, given))).toEqual(story(predict(engine, given, { cores: 1 })));
    }),
    { numRuns: 300 },
  );

describe.each(ASYNCIO)('%s', (id) => {
  test('random scenarios run as they are predicted', () => property(id, scenarios), 60_000);
});

describe.each(BROWSER)('%s', (id) => {
  test(
    'random scenarios in which no two things happen at once run as they are predicted',
    () => property(id, untied),
    60_000,
  );
});
