import { type KnobName, knobMember } from './knobs.ts';
import type { LinuxName, Machine } from './machine.ts';
import { parseNotation } from './notation.ts';
import type { Knobs, Scenario } from './scenario.ts';
import { hasKnob, setKnob } from './set-knob.ts';

/** A machine set by hand: what nobody chose is left out, and `here` is never part of a draft. */
export type MachineChoice = Machine | 'ideal' | LinuxName;

/** What the page edits and the URL carries. */
export interface Draft {
  /** Task notation, also while it is wrong. */
  readonly text: string;
  /** Knobs set by controls. The text's own lines win. */
  readonly knobs: Knobs;
  /** Ids of the engines chosen, in order. */
  readonly engines: readonly string[];
  readonly machine?: MachineChoice;
}

/** The engines of a link, and of an example, that names none. What a link means stays as it is, whatever the page opens with. */
export const DEFAULT_ENGINES: readonly string[] = ['web-workers', 'async-pool', 'semaphore'];

/** The last text that was read, since a slider moves knobs many times a second while the text stays. */
let last: { text: string; seed: number | undefined; scenario: Scenario } | undefined;

/**
 * The scenario that a draft describes. Same text and seed, same `tasks` array, whatever knobs move.
 * @throws {InputError} where its text is wrong
 */
export function draftScenario({ text, knobs }: Draft): Scenario {
  if (knobs.kills !== undefined) return parseNotation(text, knobs).scenario;
  const { seed } = knobs;
  if (last?.text !== text || last.seed !== seed) {
    last = { text, seed, scenario: parseNotation(text, seed === undefined ? {} : { seed }).scenario };
  }
  const set = Object.fromEntries(Object.entries(knobs).filter(([, value]) => value !== undefined));
  return { ...set, ...last.scenario };
}

/** Moves a knob: on its line where the text has one, else beside the text. */
export function withKnob(draft: Draft, name: KnobName, value: string | number): Draft {
  if (hasKnob(draft.text, name)) return { ...draft, text: setKnob(draft.text, name, value) };
  return { ...draft, knobs: { ...draft.knobs, [name]: knobMember(name, value) } };
}
