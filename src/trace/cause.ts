/** Looks causes of waiting up in their table: by number, as traces have them, or by name. */
import {
  type CauseKind,
  type CauseName,
  type CauseRow,
  PROGRAM_CAUSES,
  WAIT_CAUSES,
  type WaitCause,
  type WaitMark,
} from './wait-causes.ts';

const ROWS: readonly CauseRow[] = [...WAIT_CAUSES, ...PROGRAM_CAUSES];

/** The names of the table, by number. A trace's own list (`Trace.causes`) begins with these. */
export const CAUSE_NAMES: readonly CauseName[] = WAIT_CAUSES.map(({ name }) => name);

/** The same, with those that only programs have. Causes that a file brought follow them. */
export const ALL_CAUSE_NAMES: readonly CauseName[] = ROWS.map(({ name }) => name);

/** So many causes at the most in one trace: a cause is a byte, and what an attempt does has numbers below those of causes. */
export const MOST_CAUSES = 240;

const numbers = new Map<string, number>(ALL_CAUSE_NAMES.map((name, number) => [name, number]));

/** The number of a cause of the table. */
export const causeNumber = (cause: WaitCause): number => numbers.get(cause)!;

/** What a cause is, by its number in any trace. */
export const kindOfCause = (number: number): CauseKind => ROWS[number]?.is ?? 'unknown';

/** How a wait is drawn, by the number of its cause in any trace. */
export const markOfCause = (number: number): WaitMark => ROWS[number]?.mark ?? NEUTRAL;

/** The mark of causes that are not in the table. */
const NEUTRAL: WaitMark = 'thin';

/** The row of a cause. One that is not in the table has its name for all words. */
export function causeRow(name: CauseName): CauseRow {
  const number = numbers.get(name);
  return number === undefined ? { name, is: 'unknown', what: name, mark: NEUTRAL, spent: name } : ROWS[number]!;
}

const endedByOthers = (is: CauseKind): boolean => is === 'place' || is === 'task';

/** By number: 1 where the wait is drawn as one for a place. */
export const DRAWN_AS_PLACE = Uint8Array.from({ length: MOST_CAUSES }, (_, number) =>
  markOfCause(number) === 'place' ? 1 : 0,
);

/** By number: 1 where another attempt ends the wait by its own end: it gives up a place, or others depend on it. */
export const ENDED_BY_OTHERS = Uint8Array.from({ length: MOST_CAUSES }, (_, number) =>
  endedByOthers(kindOfCause(number)) ? 1 : 0,
);

/** After an amount of time on a critical path: `GIL`, `handing over a worker`. */
export function spentOnPath(name: CauseName): string {
  const { what, is, spent } = causeRow(name);
  if (spent !== undefined) return spent;
  return is === 'place' ? `handing over ${what}` : what.replace(/^(?:an?|the) /, '');
}

/** After an amount of time in the life of one attempt: `GIL`, `waiting for a worker`. */
export function spentInLife(name: CauseName): string {
  const { what, is } = causeRow(name);
  return endedByOthers(is) ? `waiting for ${what}` : spentOnPath(name);
}
