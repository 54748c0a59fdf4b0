/** Whether a measurement is one of the scenario on the page. */
import type { Scenario } from '../../scenario/scenario.ts';

/** Longer lists are the same only if they are one list: comparing them would cost more than it is worth. */
const MOST_COMPARED = 2_000;

export function sameScenario(a: Scenario, b: Scenario): boolean {
  if (a === b) return true;
  const { tasks: ofA, ...knobsOfA } = a;
  const { tasks: ofB, ...knobsOfB } = b;
  if (ordered(knobsOfA) !== ordered(knobsOfB)) return false;
  if (ofA === ofB) return true;
  return ofA.length === ofB.length && ofA.length <= MOST_COMPARED && JSON.stringify(ofA) === JSON.stringify(ofB);
}

function ordered(knobs: object): string {
  return JSON.stringify(Object.entries(knobs).sort(([x], [y]) => (x < y ? -1 : 1)));
}
