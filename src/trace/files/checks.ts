/**
 * What a member of `concurrency-trace/1` may be. Each check gives the value or throws an `InputError` that begins with the path:
 * `trace.spans[0].lane: expected a whole number from 0 to 999999, found -1`.
 */
import { FURTHEST_MS, MAX_RETRY, MAX_TASKS } from '../../scenario/bounds.ts';
import { expected } from '../../scenario/expected.ts';

/** Each task may have a lane of its own. */
const LAST_LANE = MAX_TASKS - 1;
/** Of the order of times within a span (ms): clocks and rounding may differ by less. */
const ROUNDING_MS = 1e-3;
/** Two clocks of one measured run may differ by this (ms). */
const CLOCKS_MS = 1;

export function asObject(x: unknown, path: string): object {
  if (typeof x !== 'object' || x === null || Array.isArray(x)) throw expected(path, 'an object', x);
  return x;
}

export function asList(x: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(x)) throw expected(path, 'a list', x);
  return x;
}

/** A time in ms. */
export function time(x: unknown, path: string): number {
  if (typeof x !== 'number' || !Number.isFinite(x)) throw expected(path, 'a number', x);
  if (Math.abs(x) > FURTHEST_MS + 1) throw expected(path, `a time (ms) within ±${FURTHEST_MS}`, x);
  // -0 is no time of its own.
  return x + 0;
}

/** NaN where it is null or left out: not known. */
export const timeOrNaN = (x: unknown, path: string): number =>
  x === null || x === undefined ? Number.NaN : time(x, path);

/** A time that is not before another. */
export function timeFrom(fromMs: number, x: unknown, path: string): number {
  const at = time(x, path);
  if (at < fromMs - ROUNDING_MS) throw expected(path, `a time that is not before its start, ${fromMs}`, x);
  return at;
}

/** From when until when something lasted (ms). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * A stretch within its span. What two clocks differ by is cut off: kept, a trace that is saved with rounded times could be refused
 * when it is opened again.
 * @param span an end that is not known is NaN
 */
export function partOf(span: Stretch, x: { readonly start?: unknown; readonly end?: unknown }, path: string): Stretch {
  const from = time(x.start, `${path}.start`);
  const to = timeFrom(from, x.end, `${path}.end`);
  if (from < span.from - CLOCKS_MS)
    throw expected(`${path}.start`, `a time from ${span.from} on, as its span`, x.start);
  if (to > span.to + CLOCKS_MS) throw expected(`${path}.end`, `a time up to ${span.to}, as its span`, x.end);
  const [begins, ends] = [within(span, from), within(span, to)];
  return { from: Math.min(begins, ends), to: Math.max(begins, ends) };
}

/** The time, or the end of the span that it lies beyond. */
function within(span: Stretch, ms: number): number {
  if (ms < span.from - ROUNDING_MS) return span.from;
  return ms > span.to + ROUNDING_MS ? span.to : ms;
}

/** The stretches, none of which begins before another one has ended. What two clocks differ by is cut off, as `partOf` does. */
export function apart(stretches: readonly Stretch[], path: string): readonly Stretch[] {
  const all = [...stretches];
  const order = all.map((_, i) => i).sort((a, b) => all[a]!.from - all[b]!.from);
  for (let k = 1; k < order.length; k++) {
    const before = all[order[k - 1]!]!.to;
    const i = order[k]!;
    const { from, to } = all[i]!;
    if (from < before - CLOCKS_MS)
      throw expected(`${path}[${i}].start`, `a time from ${before} on, when another one ends`, from);
    if (from < before - ROUNDING_MS) all[i] = { from: before, to: Math.max(before, to) };
  }
  return all;
}

/** Whether a value that is passed over where it is wrong can be a time (ms). */
export const isTime = (x: unknown): x is number => typeof x === 'number' && Math.abs(x) <= FURTHEST_MS;

/** A length in ms. */
function length(x: unknown, path: string): number {
  const ms = time(x, path);
  if (ms < -ROUNDING_MS) throw expected(path, 'a number of 0 or more', x);
  return ms;
}

/** NaN where it is null or left out: not known. */
export const lengthOrNaN = (x: unknown, path: string): number =>
  x === null || x === undefined ? Number.NaN : length(x, path);

/**
 * How much of a wait was waiting: not more than the wait is long. Where two clocks make it longer by a little, it is as long as
 * the wait: kept longer, a trace that is saved with rounded times could be refused when it is opened again.
 */
export function waitedMs(longMs: number, x: unknown, path: string): number {
  const ms = length(x, path);
  if (ms > longMs + CLOCKS_MS) throw expected(path, `at most the ${longMs} ms from its start to its end`, x);
  return ms > longMs + ROUNDING_MS ? longMs : ms;
}

function whole(x: unknown, least: number, most: number, path: string): number {
  if (!Number.isSafeInteger(x) || (x as number) < least || (x as number) > most)
    throw expected(path, `a whole number from ${least} to ${most}`, x);
  return x as number;
}

export const lane = (x: unknown, path: string): number => whole(x, 0, LAST_LANE, path);

/** Of a turn: -1 is the caller's. */
export const laneOrCaller = (x: unknown, path: string): number => whole(x, -1, LAST_LANE, path);

export const attempt = (x: unknown, path: string): number => whole(x, 1, 1 + MAX_RETRY, path);

/** A text that is more than blanks. */
export function name(x: unknown, path: string): string {
  if (typeof x !== 'string' || x.trim() === '') throw expected(path, 'a text that is not empty', x);
  return x;
}

export function oneOf<T extends string>(known: readonly T[], x: unknown, path: string): T {
  const found = known.find((one) => one === x);
  if (found === undefined) throw expected(path, `one of ${known.join(', ')}`, x);
  return found;
}

/** Values nested deeper than this cannot be handed between threads or saved again. */
const DEEPEST = 100;

/** A value that is kept as it is. */
export function kept<T>(x: T, path: string): T {
  if (deeperThan(x, DEEPEST)) throw expected(path, `values nested at most ${DEEPEST} deep`, x);
  return x;
}

function deeperThan(x: unknown, levels: number): boolean {
  if (typeof x !== 'object' || x === null) return false;
  return levels === 0 || Object.values(x).some((one) => deeperThan(one, levels - 1));
}

const isTrue = (x: unknown, path: string): void => {
  if (x !== true) throw expected(path, 'true', x);
};
export function texts(x: unknown, path: string): readonly string[] {
  const list = asList(x, path);
  for (const [i, one] of list.entries()) if (typeof one !== 'string') throw expected(`${path}[${i}]`, 'a text', one);
  return list as readonly string[];
}
const listOf =
  (check: (x: unknown, path: string) => unknown) =>
  (x: unknown, path: string): void => {
    for (const [i, one] of asList(x, path).entries()) check(one, `${path}[${i}]`);
  };

/** The facts that the page reads, and what each may be. All others are kept as they are. */
const FACTS: Readonly<Record<string, (x: unknown, path: string) => void>> = {
  raised: texts,
  raisedMs: length,
  hung: isTrue,
  stoppedMs: length,
  cutOffMs: length,
  hidden: isTrue,
  clockJumpedMs: time,
  startupMs: length,
  roundsPerMs: length,
  lostRecords: length,
  laneNames: texts,
  outermostLanes: listOf(lane),
  joined: listOf(lane),
  joinedMs: listOf(length),
};

/** @throws {InputError} `trace.facts.raised: expected a list, found "abc"` */
export function checkFacts(facts: Readonly<Record<string, unknown>>): void {
  kept(facts, 'trace.facts');
  for (const [fact, check] of Object.entries(FACTS))
    if (Object.hasOwn(facts, fact) && facts[fact] !== undefined) check(facts[fact], `trace.facts.${fact}`);
}
