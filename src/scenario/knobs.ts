import * as v from 'valibot';
import type { Knobs } from './scenario.ts';

/** The knobs beside the tasks: what each may be, in one table that notation, validation and URL share. */

/** Every knob that has one plain value; `kills` has lines of its own. */
export type KnobName = Exclude<keyof Knobs, 'kills'>;

const SHARES = 'a list of numbers above 0 and at most 1';

/** The message of each schema is what reads on after "expected". */
const whole = (min: number, max = Number.MAX_SAFE_INTEGER) => {
  const what =
    max === Number.MAX_SAFE_INTEGER ? `a whole number of ${min} or more` : `a whole number from ${min} to ${max}`;
  return v.pipe(v.number(what), v.safeInteger(what), v.minValue(min, what), v.maxValue(max, what));
};
const duration = v.pipe(
  v.number('a number of 0 or more'),
  v.finite('a number of 0 or more'),
  v.minValue(0, 'a number of 0 or more'),
);
const shares = v.pipe(
  v.array(v.pipe(v.number(SHARES), v.gtValue(0, SHARES), v.maxValue(1, SHARES)), SHARES),
  v.minLength(1, SHARES),
);
const positive = v.pipe(v.number('a number above 0'), v.finite('a number above 0'), v.gtValue(0, 'a number above 0'));

/** Most workers that a scenario may ask for. */
const MAX_WORKERS = 1000;

export const KNOB_SCHEMAS = {
  name: v.string('a name'),
  workers: whole(1, MAX_WORKERS),
  chunksize: whole(1),
  dispatch: v.picklist(['message', 'chunk', 'shared'], 'message, chunk or shared'),
  startMethod: v.picklist(['fork', 'spawn'], 'fork or spawn'),
  switchIntervalMs: positive,
  giveUpMs: duration,
  seed: whole(0),
} as const satisfies Record<KnobName, v.GenericSchema>;

export const KNOB_NAMES = Object.keys(KNOB_SCHEMAS) as KnobName[];

/** Knobs whose value is not a number. */
export const TEXT_KNOBS: ReadonlySet<string> = new Set<KnobName>(['name', 'dispatch', 'startMethod']);

/** The members of a machine, with the same kind of messages. */
export const MACHINE_SCHEMAS = {
  cores: whole(1),
  speed: positive,
  speedByBusyCores: shares,
  switchIntervalMs: positive,
  threadStartMs: duration,
  forkStartMs: duration,
  spawnStartMs: duration,
  pipeRoundTripMs: duration,
  messageRoundTripMs: duration,
  workerStartMs: duration,
} as const;

/** The knob that the first word of a line names: its JSON name, or `pool` for `workers`. */
export function knobOf(word: string): KnobName | undefined {
  if (word === 'pool') return 'workers';
  return Object.hasOwn(KNOB_SCHEMAS, word) ? (word as KnobName) : undefined;
}

/** What a knob should be, if `value` is not that; undefined if it is. Reads on after "expected". */
export function knobMistake(name: KnobName, value: unknown): string | undefined {
  const result = v.safeParse(KNOB_SCHEMAS[name] as v.GenericSchema, value);
  return result.success ? undefined : result.issues[0].message;
}
