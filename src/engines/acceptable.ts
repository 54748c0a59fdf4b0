/** Which scenarios an engine cannot take. */
import { checkAttempts } from '../scenario/bounds.ts';
import { InputError } from '../scenario/input-error.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { EngineFacts } from './facts.ts';

/** Why an engine does not take a scenario. */
export interface Refusal {
  /** In few words, for a list: `needs no “after”`. */
  readonly short: string;
  /** Begins with the path, and says what was expected and found. */
  readonly message: string;
}

/** Lists of tasks that no engine refuses: a scenario is predicted many times, and its list stays the same. */
const independent = new WeakSet<Scenario['tasks']>();

/** Engines that take the whole list in one call cannot hold a task back or hand it over again. Undefined where the engine takes it. */
export function refusal(engine: EngineFacts, { tasks }: Pick<Scenario, 'tasks'>): Refusal | undefined {
  if (!engine.oneCall || independent.has(tasks)) return undefined;
  for (const [i, task] of tasks.entries()) {
    for (const member of ['after', 'retry'] as const) {
      if (task[member] === undefined || (member === 'retry' && task.retry === 0)) continue;
      const what = `expected no \`${member}\`: ${engine.id} takes the whole list in one call`;
      const message = `scenario.tasks[${i}].${member}: ${what}, found ${JSON.stringify(task[member])}`;
      return { short: `needs no “${member}”`, message };
    }
  }
  independent.add(tasks);
  return undefined;
}

/**
 * Nothing, where the engine takes the scenario. No engine takes more attempts than fit the columns of a trace.
 * @throws InputError that begins with the path
 */
export function acceptable(engine: EngineFacts, scenario: Scenario): void {
  checkAttempts(scenario);
  const refused = refusal(engine, scenario);
  if (refused) throw new InputError(refused.message);
}
