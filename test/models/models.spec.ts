/**
 * The models of Python's tools held against CPython itself, in virtual time on the same machine: random scenarios as programs. A few an engine by the
 * run's seed; `SCENARIOS=1000 npm run models` runs that many, `ENGINE=asyncio.gather` one engine's only.
 */
import { expect, type Page, test } from '@playwright/test';
import { languagesOf } from '../../src/code/program.ts';
import { acceptable } from '../../src/engines/acceptable.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { whenThere } from '../../src/engines/late.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { computes } from '../../src/scenario/scenario.ts';
import { differences } from './compare.ts';
import { programWithNotes, toldBy } from './program-with-notes.ts';
import { randomScenario } from './random-scenario.ts';

const MANY = Number(process.env.SCENARIOS ?? 3);
/** Nothing but the tasks takes time. `nsPerCheck`: so short that what a program does beside its tasks does not show; where tasks compute, as long as it is. */
const CORES = 2;
const SWITCH_MS = 5;
const SLEEPING = { nsPerCheck: 0.01, withinMs: 0.001 };
const COMPUTING = { nsPerCheck: 50, withinMs: 2 };
const COSTS = { threadStartMs: 0, forkStartMs: 0, spawnStartMs: 0, forkserverStartMs: 0, forkserverForkMs: 0 };

const engines = ENGINES.filter(
  ({ id, group }) =>
    languagesOf(id)[0] === 'python' &&
    /^(?:python|asyncio)/.test(group ?? '') &&
    (process.env.ENGINE === undefined || id === process.env.ENGINE),
);

/** How the real one differs from its prediction. */
async function tried(page: Page, engine: Engine, number: number): Promise<string[]> {
  const scenario = randomScenario(engine, number);
  acceptable(engine, scenario);
  const { nsPerCheck, withinMs } = computes(scenario) ? COMPUTING : SLEEPING;
  const code = programWithNotes(engine.id, scenario);
  const machine = { cores: CORES, switchIntervalMs: SWITCH_MS };
  const { output, exit } = await page.evaluate((query) => window.overlap.python(query), {
    code,
    machine: { ...machine, ...COSTS, nsPerCheck },
    seed: number,
    pythonLike: '3.11',
  });
  return differences(predict(engine, scenario, machine), toldBy(output), exit === 'deadlock', withinMs);
}

test(`${MANY} random scenarios an engine: its model and CPython do the same`, async ({ page }) => {
  test.setTimeout(120_000 + 2_000 * MANY * engines.length);
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  const first = Math.abs(Number(process.env.PROPERTY_SEED)) % 1_000_000;
  const wrong: string[] = [];
  for (const engine of engines) {
    await whenThere(engine);
    const before = wrong.length;
    for (let number = first; number < first + MANY; number++)
      for (const difference of await tried(page, engine, number))
        wrong.push(`${engine.id}, scenario ${number}: ${difference}`);
    const disagree = new Set(wrong.slice(before).map((line) => line.split(':')[0])).size;
    console.log(`${engine.id}: ${MANY - disagree} of ${MANY} agree, from scenario ${first} on`);
  }
  expect(wrong).toEqual([]);
});
