/** Whether tasks have structure that a section shows: names of groups, dependencies. */
import type { Scenario } from '../../../scenario/scenario.ts';

export interface Structured {
  readonly groups: boolean;
  readonly order: boolean;
}

/** Asked in every frame, so it is remembered. */
const known = new WeakMap<Scenario['tasks'], Structured>();

export function structured({ tasks }: Scenario): Structured {
  let has = known.get(tasks);
  if (!has) {
    const groups = tasks.some(({ group }) => !!group);
    known.set(tasks, (has = { groups, order: tasks.some(({ after }) => after !== undefined) }));
  }
  return has;
}
