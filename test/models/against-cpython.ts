/** One scenario, predicted and run by CPython in the page in virtual time, on the same machine: what differs. */
import type { Page } from '@playwright/test';
import { languagesOf } from '../../src/code/program.ts';
import { locksIn } from '../../src/code/task-set.ts';
import { acceptable } from '../../src/engines/acceptable.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { whenThere } from '../../src/engines/late.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { loadParts } from '../../src/kernel/virtual/late-parts.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { computes, type Scenario } from '../../src/scenario/scenario.ts';
import { differences } from './compare.ts';
import { programWithNotes, type Told, toldBy } from './program-with-notes.ts';
import { randomScenario } from './random-scenario.ts';

/** The page runs CPython 3.14, so the models are asked for that one's rules (`src/engines/python-rules.ts`). */
const MACHINE = { cores: 2, switchIntervalMs: 5, python: '3.14' };
/**
 * Nothing but the tasks and the server of `forkserver` takes time. `nsPerCheck`: so short that what a program does beside its tasks does not show; where tasks compute, long enough for
 * the counter to hold a whole turn.
 */
const SLEEPING = { nsPerCheck: 0.01, withinMs: 0.001 };
const COMPUTING = { nsPerCheck: 1, withinMs: 0.25 };
const COSTS = {
  forkStartMs: 0,
  spawnStartMs: 0,
  forkserverStartMs: 0,
  // The caller has its answer after 1 ms, the child begins 0.5 ms later: as on every computer the caller has gone on by then.
  forkserverForkMs: 1.5,
  interpreterStartMs: 0,
};

/** Who gives a lock back and takes it again at once is before the one that is woken by it: that takes twice the start of a thread. */
const costsOf = ({ tasks }: Scenario) => ({ threadStartMs: locksIn(tasks).length > 0 ? 0.002 : 0 });

/** The engines of Python that the page's CPython can run. */
export const HELD: readonly Engine[] = ENGINES.filter(
  ({ id, group }) => languagesOf(id)[0] === 'python' && /^(?:python|asyncio)/.test(group ?? ''),
);

/** What CPython did. */
export interface Ran {
  readonly told: Told;
  readonly hung: boolean;
}

/** The scenario of that number as a program, and the machine that it is to run on. */
export function askedOf(engine: Engine, number: number) {
  const scenario = randomScenario(engine, number);
  const { cores, switchIntervalMs } = MACHINE;
  const { nsPerCheck } = computes(scenario) ? COMPUTING : SLEEPING;
  return {
    code: programWithNotes(engine.id, scenario),
    machine: { cores, switchIntervalMs, ...COSTS, ...costsOf(scenario), nsPerCheck },
    seed: number,
  };
}

/** Runs the scenario of that number as a program in the page. */
export async function ran(page: Page, engine: Engine, number: number): Promise<Ran> {
  const { output, exit } = await page.evaluate(
    async (asked) => {
      const { output, exit } = await window.overlap.python(asked);
      return { output, exit };
    },
    askedOf(engine, number),
  );
  return { told: toldBy(output), hung: exit === 'deadlock' };
}

/** How what CPython did differs from the prediction of the same scenario, in words. */
export async function differing(engine: Engine, number: number, { told, hung }: Ran): Promise<string[]> {
  await whenThere(engine);
  await loadParts();
  const scenario = randomScenario(engine, number);
  acceptable(engine, scenario);
  const { withinMs } = computes(scenario) ? COMPUTING : SLEEPING;
  return differences(predict(engine, scenario, { ...MACHINE, ...COSTS, ...costsOf(scenario) }), told, hung, withinMs);
}
