/** Whether a prediction depends on the seed beyond its tasks: who of those that wait gets the GIL next is drawn. */
import { cpuNeedOf, type EngineFacts } from '../../engines/facts.ts';
import type { Machine } from '../../scenario/machine.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';

/** The tasks compute under one lock. `machine`: the one that is assumed, where that is known; it may have no GIL. */
export function drawsHandOver(engine: EngineFacts, scenario: Scenario, machine: Pick<Machine, 'gil'> = {}): boolean {
  return cpuNeedOf(engine, machine) === 'gil' && scenario.tasks.length > 1 && computes(scenario);
}
