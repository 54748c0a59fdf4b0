/**
 * The knobs beside the tasks: what each may be. Notation, validation, printing, colours and the URL read this one table. Its first
 * rows are the file format's own; an engine that has a knob of its own adds a row (`declareKnob`), so that nobody else need know it.
 * A member of a scenario that has no row is kept and reported as unknown.
 */
import { MAX_WORKERS } from './bounds.ts';
import {
  between,
  type Check,
  duration,
  flag,
  nodes,
  oneOf,
  positive,
  pythonVersion,
  shares,
  text,
  whole,
  yesOrNo,
} from './checks.ts';
import type { Knobs } from './scenario.ts';

/** A knob that has one plain value, by its member of the scenario; `kills` is none, and has lines of its own. */
export type KnobName = string;

/** A row of the table. */
export interface KnobRule {
  readonly name: KnobName;
  /** What its value may be. */
  readonly check: Check;
  /** Its value is a word or a text, not a number. */
  readonly isText: boolean;
  /** The words that it may be, where these are few. */
  readonly values?: readonly string[];
  /** It is true or false in a scenario, and reads `on` or `off` everywhere else. */
  readonly isFlag?: true;
}

/** A knob whose value is a number: a whole one of `min` to `max`, or any between. */
export const numberRule = (name: KnobName, bounds: { min: number; max: number; whole: boolean }): KnobRule => {
  const { min, max } = bounds;
  return { name, check: bounds.whole ? whole(min, max) : between(min, max), isText: false };
};

/** A knob whose value is one of some words. */
export const choiceRule = (name: KnobName, values: readonly string[]): KnobRule => ({
  name,
  check: oneOf(values),
  isText: true,
  values,
});

/** A knob that is on or off. */
export const flagRule = (name: KnobName): KnobRule => ({
  name,
  check: flag,
  isText: true,
  values: ['off', 'on'],
  isFlag: true,
});

/** In the order in which they are printed and written into links. */
const RULES = new Map<KnobName, KnobRule>(
  [
    { name: 'name', check: text, isText: true },
    { name: 'workers', check: whole(1, MAX_WORKERS), isText: false },
    { name: 'chunksize', check: whole(1), isText: false },
    choiceRule('dispatch', ['message', 'chunk', 'shared']),
    choiceRule('startMethod', ['fork', 'spawn', 'forkserver']),
    { name: 'switchIntervalMs', check: positive, isText: false },
    { name: 'giveUpMs', check: duration, isText: false },
    { name: 'seed', check: whole(0), isText: false },
  ].map((rule) => [rule.name, rule]),
);

/** Words that are no knobs, since lines of the notation begin with them or a scenario has such members. */
const TAKEN = new Set([
  'tasks',
  'kills',
  'jobs',
  'job',
  'together',
  'pool',
  'sleep',
  'cpu',
  'nothing',
  'kill',
  'terminate',
  'lock',
  'extra',
]);

/**
 * Makes a knob known. A name that is known already keeps its row: several engines may have the same knob.
 * @throws {Error} where the name is no word of its own, or is known for another kind of value
 */
export function declareKnob(rule: KnobRule): void {
  const known = RULES.get(rule.name);
  if (known && known.isText !== rule.isText)
    throw new Error(`The knob ${rule.name} takes ${known.isText ? 'words' : 'numbers'}`);
  if (TAKEN.has(rule.name) || !/^[a-z]\w*$/i.test(rule.name)) throw new Error(`${rule.name} cannot be a knob's name`);
  if (!known) RULES.set(rule.name, rule);
}

/** All knobs, in the order in which they are printed. */
export const knobNames = (): readonly KnobName[] => [...RULES.keys()];

export const isKnob = (name: string): boolean => RULES.has(name);

/** Whether the knob's value is a word or a text, not a number. */
export const isTextKnob = (name: KnobName): boolean => RULES.get(name)?.isText === true;

/** Whether a word is a value of some knob. */
export const isKnobValue = (word: string): boolean => [...RULES.values()].some(({ values }) => values?.includes(word));

export const isFlagKnob = (name: KnobName): boolean => RULES.get(name)?.isFlag === true;

/** The value that these knobs have for a name, of a flag `on` or `off`; undefined where they leave it out. */
export const knobIn = (knobs: Knobs, name: KnobName): string | number | undefined => {
  const value = (knobs as Readonly<Record<string, string | number | boolean | undefined>>)[name];
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
};

/** What a scenario has for a value of this knob: of a flag true or false, of all others the value itself. */
export const knobMember = (name: KnobName, value: unknown): unknown =>
  isFlagKnob(name) && typeof value === 'string' ? value === 'on' : value;

/** The members of a machine, with the same kind of messages. */
export const MACHINE_CHECKS = {
  cores: whole(1),
  speed: positive,
  speedByBusyCores: shares,
  switchIntervalMs: positive,
  python: pythonVersion,
  gil: yesOrNo,
  threadStartMs: duration,
  forkStartMs: duration,
  spawnStartMs: duration,
  forkserverStartMs: duration,
  forkserverForkMs: duration,
  interpreterStartMs: duration,
  yieldMs: duration,
  contendedMs: duration,
  pipeRoundTripMs: duration,
  messageRoundTripMs: duration,
  workerStartMs: duration,
  sharedCores: flag,
  nodes,
} as const satisfies Readonly<Record<string, Check>>;

/** The knob that the first word of a line names: its JSON name, or `pool` for `workers`. */
export function knobOf(word: string): KnobName | undefined {
  if (word === 'pool') return 'workers';
  return isKnob(word) ? word : undefined;
}

/** What a knob should be, if `value` is not that; undefined if it is. Reads on after "expected". */
export function knobMistake(name: KnobName, value: unknown): string | undefined {
  return RULES.get(name)!.check(value);
}
