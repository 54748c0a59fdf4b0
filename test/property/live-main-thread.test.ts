/** Live runs on the main thread against their predictions, on a page whose clock is not real: both must be the same, to the moment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { runOnFakePage } from '../live-on-fake-page.ts';
import { story } from '../live-story.ts';
import { arbScenario, withOwnSegments } from './scenario-arbitrary.ts';
import { untied } from './untied.ts';

const ASYNCIO = [
  'asyncio.gather',
  'asyncio.gather.return_exceptions',
  'asyncio.TaskGroup',
  'asyncio.as_completed',
  'asyncio.eager',
  'asyncio.Semaphore',
  'event-loop',
];
const BROWSER = ['async-pool', 'semaphore', 'sequential'];

const patient = withOwnSegments(
  arbScenario({ maxTasks: 10, maxMs: 6, after: true, fails: true, retry: true, maxWorkers: 4 }),
  'cpu',
);
const scenarios = fc
  .tuple(patient, fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }))
  .map(([scenario, giveUpMs]): Scenario => (giveUpMs === undefined ? scenario : { ...scenario, giveUpMs }));

/** After a burn shorter than half a millisecond the page's loop does not look who is due. */
const apart = patient.map((scenario) => untied(scenario));

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
    () => property(id, apart),
    60_000,
  );
});
