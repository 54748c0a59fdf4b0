/**
 * Two runs of one scenario held against each other, measured and predicted: how far apart they ended, which attempt was
 * furthest off, and what the difference is made of. Times are milliseconds; a difference is `measured - predicted`.
 */
import { SegmentCursor, WaitCursor } from './stretches.ts';
import { SEGMENT_KINDS, type Trace, WAIT_CAUSES, type WaitCause } from './trace.ts';

/**
 * What time on the critical path goes to: doing, a wait by its cause, the caller before it handed a task over (`caller`), the way
 * of the last result to the caller (`result`), and what none of these explains (`rest`).
 */
export type Part = WaitCause | 'cpu' | 'sleep' | 'caller' | 'result' | 'rest';

/** An attempt that both runs know, and how much later it ended. */
export interface Off {
  readonly task: number;
  readonly attempt: number;
  readonly ms: number;
}

export interface Comparison {
  readonly predictedMs: number;
  readonly measuredMs: number;
  /** The attempt whose end is furthest from its prediction, by task and attempt; undefined where none is in both. */
  readonly worst: Off | undefined;
  /** Attempts that only one of the two runs has. */
  readonly unmatched: number;
  /** What the difference of the makespans is made of, largest first; the sum is that difference. */
  readonly parts: readonly { readonly part: Part; readonly ms: number }[];
}

/** Less than this (ms) is rounding. */
const NOTHING = 1e-6;
/** Paths longer than this are not followed to their beginning; nor is anybody looked for who gave way so many ends ago. */
const MOST_STEPS = 20_000;
const MOST_LOOKED_AT = 256;
/** Waits for a place or another task: they are somebody else's time, so the path goes on with who gave way. */
const GIVEN: ReadonlySet<WaitCause> = new Set(['turn', 'worker', 'slot', 'permit', 'thread', 'dependency']);

/** Compares two finished runs of one scenario. */
export function compareRuns(measured: Trace, predicted: Trace): Comparison {
  const [did, was] = [criticalParts(measured), criticalParts(predicted)];
  const parts = [...new Set([...did.keys(), ...was.keys()])]
    .map((part) => ({ part, ms: (did.get(part) ?? 0) - (was.get(part) ?? 0) }))
    .filter(({ ms }) => Math.abs(ms) > NOTHING)
    .sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms));
  return { predictedMs: predicted.totalMs, measuredMs: measured.totalMs, parts, ...furthestOff(measured, predicted) };
}

function furthestOff(measured: Trace, predicted: Trace): Pick<Comparison, 'worst' | 'unmatched'> {
  const foretold = new Map<number, number>();
  const key = ({ spans }: Trace, row: number) => spans.at.task[row]! * 65_536 + spans.at.attempt[row]!;
  for (let row = 0; row < predicted.spans.length; row++)
    foretold.set(key(predicted, row), predicted.spans.at.end[row]!);
  let worst: Off | undefined;
  let matched = 0;
  const { task, attempt, end } = measured.spans.at;
  for (let row = 0; row < measured.spans.length; row++) {
    const expected = foretold.get(key(measured, row));
    if (expected === undefined) continue;
    matched++;
    const ms = end[row]! - expected;
    if (!Number.isNaN(ms) && (!worst || Math.abs(ms) > Math.abs(worst.ms)))
      worst = { task: task[row]!, attempt: attempt[row]!, ms };
  }
  return { worst, unmatched: measured.spans.length + predicted.spans.length - 2 * matched };
}

/**
 * What the makespan of a finished run is made of, along its critical path: back from the last end through what that attempt did and
 * waited for, and where it waited for a place or another task, on with the attempt that gave way. The sum is `totalMs`.
 */
export function criticalParts(trace: Trace): Map<Part, number> {
  const parts = new Map<Part, number>();
  const { spans } = trace;
  const ends = byEnd(trace);
  const add = (part: Part, ms: number) => {
    if (ms !== 0) parts.set(part, (parts.get(part) ?? 0) + ms);
  };
  let at = trace.totalMs;
  let row = lastToEnd(trace);
  if (row >= 0) {
    add('result', at - spans.at.end[row]!);
    at = Math.min(at, spans.at.end[row]!);
  }
  const seen = new Set<number>();
  while (row >= 0 && seen.size < MOST_STEPS) {
    seen.add(row);
    at = insideSpan(trace, row, at, add);
    [row, at] = beforeSpan(trace, row, at, ends, seen, add);
  }
  add('caller', at);
  return parts;
}

type Add = (part: Part, ms: number) => void;

/** Tells what the attempt did between its start and `at`; gives its start. */
function insideSpan(trace: Trace, row: number, at: number, add: Add): number {
  const start = Math.min(at, trace.spans.at.start[row]!);
  let until = at;
  const segment = new SegmentCursor().of(trace, row);
  const wait = new WaitCursor().of(trace, row);
  let waits = wait.next();
  const waited = (from: number): number => {
    let lost = 0;
    for (; waits && wait.start >= from && wait.end > start; waits = wait.next()) {
      lost += wait.ms;
      add(WAIT_CAUSES[wait.cause]!, wait.ms);
    }
    return lost;
  };
  while (segment.next()) {
    const { start: from, end } = segment;
    const to = Number.isNaN(end) ? until : Math.min(until, end);
    add('rest', until - to - waited(to));
    add(SEGMENT_KINDS[segment.kind]!, to - from - waited(from));
    until = from;
  }
  add('rest', until - start - waited(start));
  return start;
}

/**
 * Tells what it waited for before `at`, its start, back to its submit or to who gave way.
 * @returns the row at which the path goes on, -1 at its beginning, and the time up to which all is told
 */
function beforeSpan(
  trace: Trace,
  row: number,
  at: number,
  ends: Uint32Array,
  seen: ReadonlySet<number>,
  add: Add,
): [row: number, at: number] {
  const { spans } = trace;
  let until = at;
  const wait = new WaitCursor().of(trace, row);
  while (wait.next()) {
    const { start: from, ms } = wait;
    const to = Math.min(until, wait.end);
    if (from >= until) continue;
    const cause = WAIT_CAUSES[wait.cause]!;
    add('rest', until - to);
    if (GIVEN.has(cause)) {
      const giver = giverOf(trace, row, cause, from, to, ends, seen);
      if (giver >= 0) {
        const end = spans.at.end[giver]!;
        add(cause, to - end);
        return [giver, end];
      }
    }
    const share = Math.min(ms, to - from);
    add(cause, share);
    add('rest', to - from - share);
    until = from;
  }
  const submit = Number.isNaN(spans.at.submit[row]!) ? until : Math.min(until, spans.at.submit[row]!);
  add('rest', until - submit);
  const before = earlierAttempt(trace, row, submit);
  if (before < 0) return [-1, submit];
  add('caller', submit - spans.at.end[before]!);
  return [before, spans.at.end[before]!];
}

/** Who ended during the wait and so gave way: on the same lane if somebody did, else the last one; -1 if nobody. */
function giverOf(
  trace: Trace,
  row: number,
  cause: WaitCause,
  from: number,
  to: number,
  ends: Uint32Array,
  seen: ReadonlySet<number>,
): number {
  const { end, lane, task } = trace.spans.at;
  const { tasks } = trace.scenario;
  const after = cause === 'dependency' ? new Set(tasks[task[row]!]!.after) : undefined;
  let last = -1;
  const first = lastUntil(end, ends, to);
  for (let i = first; i >= 0 && i > first - MOST_LOOKED_AT && end[ends[i]!]! > from; i--) {
    const other = ends[i]!;
    if (seen.has(other) || (after && !after.has(tasks[task[other]!]!.id))) continue;
    if (after || lane[other] === lane[row]) return other;
    if (last < 0) last = other;
  }
  return last;
}

/** The attempt before at the same task, if the engine tried again from `submit` on. */
function earlierAttempt({ spans }: Trace, row: number, submit: number): number {
  const { task, attempt, end } = spans.at;
  if (attempt[row]! < 2) return -1;
  for (let other = 0; other < spans.length; other++)
    if (task[other] === task[row] && attempt[other] === attempt[row]! - 1)
      return end[other]! <= submit + 1 ? other : -1;
  return -1;
}

/** Rows of the spans that ended, by their end. */
function byEnd({ spans }: Trace): Uint32Array {
  const { end } = spans.at;
  const rows: number[] = [];
  for (let row = 0; row < spans.length; row++) if (!Number.isNaN(end[row]!)) rows.push(row);
  return Uint32Array.from(rows).sort((a, b) => end[a]! - end[b]!);
}

/** The place in `ends` of the last row that ended until then. */
function lastUntil(end: Float64Array, ends: Uint32Array, ms: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (end[ends[middle]!]! <= ms + NOTHING) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The row whose end or delivery was last; -1 where there is none. */
function lastToEnd({ spans }: Trace): number {
  const { end, yielded } = spans.at;
  let [last, latest] = [-1, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < spans.length; row++) {
    if (Number.isNaN(end[row]!)) continue;
    const at = Math.max(end[row]!, yielded[row]! || 0);
    // Delivered together: the one that ended last held the others up.
    if (at > latest || (at === latest && end[row]! > end[last]!)) [last, latest] = [row, at];
  }
  return last;
}
