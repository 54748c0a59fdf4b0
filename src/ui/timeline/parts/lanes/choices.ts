/** Pins and hides lanes, in the form in which the store keeps them. Pure. */
import type { LaneChoice, State } from '../../../../store/state/state.ts';

export type Choices = State['laneChoice'];
const NONE: LaneChoice = { pinned: [], hidden: [] };
const without = (lanes: readonly number[], lane: number) => lanes.filter((one) => one !== lane);

/** Pins a lane to the top, or unpins it. A hidden lane is shown again. */
export function pin(choices: Choices, section: string, lane: number, on: boolean): Choices {
  const { pinned, hidden } = choices[section] ?? NONE;
  const rest = without(pinned, lane);
  return { ...choices, [section]: { pinned: on ? [...rest, lane] : rest, hidden: without(hidden, lane) } };
}

/** Hides a lane or shows it. */
export function hide(choices: Choices, section: string, lane: number, on: boolean): Choices {
  const { pinned, hidden } = choices[section] ?? NONE;
  const rest = without(hidden, lane);
  return {
    ...choices,
    [section]: { pinned: on ? without(pinned, lane) : pinned, hidden: on ? [...rest, lane] : rest },
  };
}

/** Shows all lanes of a section again. Pinned lanes stay pinned. */
export const showAll = (choices: Choices, section: string): Choices => ({
  ...choices,
  [section]: { pinned: choices[section]?.pinned ?? [], hidden: [] },
});
