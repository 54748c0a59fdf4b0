/** Which scenarios an engine cannot take. */
import { checkAttempts } from '../scenario/bounds.ts';
import { InputError } from '../scenario/input-error.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { EngineFacts } from './facts.ts';

/**
 * No engine takes more attempts than fit the columns of a trace. Engines that take the whole list in one call cannot hold a
 * task back or hand it over again.
 * @throws InputError that begins with the path
 */
export function acceptable(engine: EngineFacts, scenario: Scenario): void {
  checkAttempts(scenario);
  const { tasks } = scenario;
  if (!engine.oneCall) return;
  for (const [i, task] of tasks.entries()) {
    for (const member of ['after', 'retry'] as const) {
      if (task[member] === undefined || (member === 'retry' && task.retry === 0)) continue;
      const what = `expected no \`${member}\`: ${engine.id} takes the whole list in one call`;
      throw new InputError(`scenario.tasks[${i}].${member}: ${what}, found ${JSON.stringify(task[member])}`);
    }
  }
}
