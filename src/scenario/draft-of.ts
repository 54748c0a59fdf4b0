import { DEFAULT_ENGINES, type Draft } from './draft.ts';
import { printNotation } from './print.ts';
import type { Scenario } from './scenario.ts';

/** A draft that shows a scenario: all of it as text. */
export function draftOf(scenario: Scenario, engines: readonly string[] = DEFAULT_ENGINES): Draft {
  return { text: printNotation(scenario), knobs: {}, engines };
}
