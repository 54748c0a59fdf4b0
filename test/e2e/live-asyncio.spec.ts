/**
 * asyncio's engines, live in a real browser: random scenarios of failures, cancels and permits have the attempts, outcomes and
 * order of their predictions. (`test/property/live-main-thread.test.ts` compares the times, too, by a clock that is not real.)
 */
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import '../seed/load-engines.ts';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { type Served, serveHarness } from './harness/serve.ts';

const ENGINES = ['asyncio.gather', 'asyncio.TaskGroup', 'asyncio.Semaphore', 'event-loop'];
const SCENARIOS = 6;
/** A busy machine may swap two things once; a loop that is wrong is wrong each time. */
const TRIES = 3;

/** Sleeps far apart and short stretches of computing: noise swaps nothing. */
const segment = fc.oneof(
  fc.record({ kind: fc.constant('sleep' as const), ms: fc.constantFrom(0, 60, 120, 180) }),
  fc.record({ kind: fc.constant('cpu' as const), ms: fc.constantFrom(2, 5) }),
);
const scenarios: fc.Arbitrary<Scenario> = fc.record(
  {
    workers: fc.integer({ min: 1, max: 3 }),
    giveUpMs: fc.constantFrom(30, 150),
    tasks: fc
      .array(fc.record({ segments: fc.array(segment, { maxLength: 2 }), fails: fc.boolean() }), {
        minLength: 2,
        maxLength: 6,
      })
      .map((list) => list.map(({ segments, fails }, id) => ({ id: String(id), segments, ...(fails && { fails }) }))),
  },
  { requiredKeys: ['workers', 'tasks'] },
);

interface Attempt {
  readonly task: number;
  readonly attempt: number;
  readonly outcome: string;
  readonly start: number;
  readonly end: number;
}

const name = ({ task, attempt, outcome }: Attempt): string => `${task}/${attempt} ${outcome}`;

/** Predicted ends that lie so far apart (ms) must be measured in the same order; of those at one moment the trace does not tell it. */
const APART_MS = 20;

/** Attempts in the order of their starts. */
const starts = (attempts: readonly Attempt[]): string[] => attempts.map(name);

/** Pairs of attempts that ended in the wrong order. */
function swapped(measured: readonly Attempt[], expected: readonly Attempt[]): string[] {
  const endOf = new Map(measured.map((one) => [name(one), one.end]));
  return expected.flatMap((a) =>
    expected
      .filter((b) => b.end - a.end >= APART_MS && endOf.get(name(b))! < endOf.get(name(a))!)
      .map((b) => `${name(b)} before ${name(a)}`),
  );
}

function predicted(engine: string, scenario: Scenario): { attempts: Attempt[]; raised: readonly string[] | undefined } {
  const { spans, facts } = traceFile(predict(engineById(engine), scenario, { cores: 2 }));
  const ids = scenario.tasks.map(({ id }) => id);
  const attempts = spans.map(({ task, attempt, outcome, start, end }) => {
    return { task: ids.indexOf(task), attempt, outcome, start, end: end! };
  });
  return { attempts, raised: facts.raised };
}

let served: Served;
test.beforeAll(async () => {
  served = await serveHarness(true);
});
test.afterAll(() => served.close());

for (const engine of ENGINES) {
  test(`${engine}: random scenarios run in the order of their predictions`, async ({ page }) => {
    await page.goto(served.url);
    await page.waitForFunction(() => 'live' in window);
    const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);
    for (const scenario of fc.sample(scenarios, { seed, numRuns: SCENARIOS })) {
      const expected = predicted(engine, scenario);
      for (let nth = 1; ; nth++) {
        const ran = await page.evaluate((given) => window.live.run(given), { engine, scenario });
        const measured = {
          starts: starts(ran.rows),
          raised: ran.facts.raised,
          swapped: swapped(ran.rows, expected.attempts),
        };
        const wanted = { starts: starts(expected.attempts), raised: expected.raised, swapped: [] };
        if (nth < TRIES && JSON.stringify(measured) !== JSON.stringify(wanted)) continue;
        expect(measured, `PROPERTY_SEED=${seed}, ${JSON.stringify(scenario)}`).toEqual(wanted);
        break;
      }
    }
  });
}
