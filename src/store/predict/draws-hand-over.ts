/** Whether a prediction depends on the seed beyond its tasks: who of those that wait gets the GIL next is drawn. */
import type { EngineFacts } from '../../engines/facts.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';

/** The tasks compute under one lock. */
export function drawsHandOver({ lanes }: EngineFacts, scenario: Scenario): boolean {
  return lanes.cpu === 'gil' && scenario.tasks.length > 1 && computes(scenario);
}
