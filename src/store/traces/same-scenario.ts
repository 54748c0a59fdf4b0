/** Whether a measurement is one of the scenario on the page. */
import type { Scenario, TaskSpec } from '../../scenario/scenario.ts';

/** Longer lists are the same only if they are one list: comparing them would cost more than it is worth. */
const MOST_COMPARED = 10_000;

export function sameScenario(a: Scenario, b: Scenario): boolean {
  if (a === b) return true;
  const { tasks: ofA, ...knobsOfA } = a;
  const { tasks: ofB, ...knobsOfB } = b;
  return ordered(knobsOfA) === ordered(knobsOfB) && sameTasks(ofA, ofB);
}

/** Whether two lists have the same tasks in the same order. */
export function sameTasks(a: readonly TaskSpec[], b: readonly TaskSpec[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length || a.length > MOST_COMPARED) return false;
  return a.every((task, i) => task.id === b[i]!.id && JSON.stringify(task) === JSON.stringify(b[i]));
}

function ordered(knobs: object): string {
  return JSON.stringify(Object.entries(knobs).sort(([x], [y]) => (x < y ? -1 : 1)));
}
