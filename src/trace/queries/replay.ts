/**
 * A run again, event by event, and how things stood at any moment: the queue, which attempts run, what they wait for, the results
 * so far. Moments take in what happens at them: what starts at 1 s runs at 1 s, what ends then does not.
 */
import { inOrder } from '../order.ts';
import type { Queued, Trace } from '../trace.ts';

/** What can happen to an attempt. The place in this list is the number in the column. */
export const EVENT_KINDS = ['submit', 'wait', 'resume', 'start', 'end', 'result'] as const;
const [SUBMIT, WAIT, RESUME, START, END, RESULT] = [0, 1, 2, 3, 4, 5] as const;

/** All events of a run in order of time; at one time what gives way comes before what takes its place. */
export interface Events {
  readonly count: number;
  readonly ms: Float64Array;
  /** Place in EVENT_KINDS. */
  readonly kind: Uint8Array;
  /** Row of the attempt in the trace. */
  readonly row: Int32Array;
  /** Of `wait` and `resume`: the number of the cause. */
  readonly cause: Uint8Array;
}

/** How things stand at a moment. Rows are the trace's. */
export interface Moment {
  readonly ms: number;
  /** The attempts that have begun and not ended, by lane. */
  readonly running: Int32Array;
  /** Of those in `running`: what each waits for, the number of its cause; -1: nothing. */
  readonly waitsFor: Int16Array;
  /** How many have been handed over and have not begun. */
  readonly queued: number;
  /** The first of them in order of hand-over, at most as many as asked for. */
  readonly queue: Int32Array;
  /** Handed over by then and never begun in this trace. */
  readonly neverBegun: readonly Queued[];
  /** How many attempts have ended, and of how many tasks the caller has the result: a failure that was tried again is none. */
  readonly ended: number;
  readonly results: number;
  /** The latest results, latest first, at most as many as asked for. */
  readonly latest: Int32Array;
}

interface Kept<T> {
  readonly spans: number;
  readonly nowMs: number;
  readonly value: T;
}

/** Keeps the answer for a trace until it goes on. */
function keeping<T>(make: (trace: Trace) => T): (trace: Trace) => T {
  const kept = new WeakMap<Trace, Kept<T>>();
  return (trace) => {
    const before = kept.get(trace);
    const nowMs = Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs;
    const spans = trace.spans.length;
    if (before && before.spans === spans && Object.is(before.nowMs, nowMs)) return before.value;
    const value = make(trace);
    kept.set(trace, { spans, nowMs, value });
    return value;
  };
}

/** All events of a run. Made once, kept until the trace goes on. A wait of no length is none. */
export const eventsOf: (trace: Trace) => Events = keeping((trace) => {
  const draft = new Draft();
  const { submit, start, end, yielded, by, lane } = trace.spans.at;
  const rows = inOrder(trace);
  /** How many tasks without length have handed on one to the next at this very moment. */
  const chained = new Uint32Array(rows.length);
  const isPoint = (row: number) => end[row]! <= start[row]!;
  const lastOn = new Map<number, number>();
  for (const row of rows) {
    for (const before of [by[row]!, lastOn.get(lane[row]!) ?? -1]) {
      if (before < 0 || end[before] !== start[row]) continue;
      chained[row] = Math.max(chained[row]!, chained[before]! + (isPoint(before) ? 1 : 0));
    }
    lastOn.set(lane[row]!, row);
  }
  for (const row of rows) if (!Number.isNaN(submit[row]!)) draft.add(submit[row]!, SUBMIT, row, 0, 2);
  for (const row of rows) draft.add(start[row]!, START, row, 0, 4 + 3 * chained[row]!);
  for (const row of rows) {
    if (!Number.isNaN(end[row]!)) draft.add(end[row]!, END, row, 0, isPoint(row) ? 5 + 3 * chained[row]! : 1);
  }
  for (const row of rows) {
    if (!Number.isNaN(yielded[row]!)) draft.add(yielded[row]!, RESULT, row, 0, Number.POSITIVE_INFINITY);
  }
  for (const row of rows) {
    trace.eachWait(row, (cause, from, to) => {
      if (to <= from) return;
      draft.add(from, WAIT, row, cause, from < start[row]! ? 3 : 6 + 3 * chained[row]!);
      if (!Number.isNaN(to)) draft.add(to, RESUME, row, cause, 0);
    });
  }
  return draft.sorted();
});

class Draft {
  readonly #ms: number[] = [];
  readonly #kind: number[] = [];
  readonly #row: number[] = [];
  readonly #cause: number[] = [];
  /** Order of what happens at one time. */
  readonly #rank: number[] = [];

  add(ms: number, kind: number, row: number, cause: number, rank: number): void {
    this.#ms.push(ms);
    this.#kind.push(kind);
    this.#row.push(row);
    this.#cause.push(cause);
    this.#rank.push(rank);
  }

  sorted(): Events {
    const [ms, rank, row] = [this.#ms, this.#rank, this.#row];
    // A plain array: its sort makes use of stretches that are in order already, as each kind's mostly are.
    const order = ms.map((_, i) => i);
    order.sort((a, b) => ms[a]! - ms[b]! || (rank[a] === rank[b] ? row[a]! - row[b]! : rank[a]! - rank[b]!));
    return {
      count: order.length,
      ms: Float64Array.from(order, (i) => ms[i]!),
      kind: Uint8Array.from(order, (i) => this.#kind[i]!),
      row: Int32Array.from(order, (i) => row[i]!),
      cause: Uint8Array.from(order, (i) => this.#cause[i]!),
    };
  }
}

/** The place of the first event later than `ms`; `count` where there is none. */
export const firstAfter = ({ ms: times, count }: Events, ms: number): number => upper(times, count, ms);

/**
 * The event to step to from a moment: the place of one at the next time later (1) or earlier (-1) at which there is
 * something to tell, a start, an end or the beginning of a wait; -1 where there is none. `toldAt` gives all of that time.
 */
export function stepFrom(events: Events, ms: number, step: 1 | -1): number {
  const { kind, ms: times, count } = events;
  const told = (i: number) => kind[i] === START || kind[i] === END || kind[i] === WAIT;
  let i = step > 0 ? upper(times, count, ms) : lower(times, count, ms) - 1;
  while (i >= 0 && i < count && !told(i)) i += step;
  return i >= 0 && i < count ? i : -1;
}

/** The places of all events told of at the time of an event, in order. */
export function toldAt({ kind, ms: times, count }: Events, ms: number): number[] {
  const places: number[] = [];
  for (let i = lower(times, count, ms); i < count && times[i] === ms; i++) {
    if (kind[i] === START || kind[i] === END || kind[i] === WAIT) places.push(i);
  }
  return places;
}

interface Index {
  /** Rows in order of start, their starts, and the latest end up to each. */
  readonly byStart: Uint32Array;
  readonly starts: Float64Array;
  readonly lastEnds: Float64Array;
  /** Rows in order of hand-over (those for which it is known), its times, and the latest start up to each. */
  readonly bySubmit: Uint32Array;
  readonly submits: Float64Array;
  readonly lastStarts: Float64Array;
  /** Starts of those handed over at a known time, and all ends, ascending. */
  readonly submittedStarts: Float64Array;
  readonly ends: Float64Array;
  readonly byResult: Uint32Array;
  readonly resultTimes: Float64Array;
}

const indexOf: (trace: Trace) => Index = keeping((trace) => {
  const { submit, start, end, yielded, task, attempt } = trace.spans.at;
  const byStart = inOrder(trace);
  const bySubmit = byStart.filter((row) => !Number.isNaN(submit[row]!)).sort((a, b) => submit[a]! - submit[b]!);
  const tries = new Map<number, number>();
  for (const row of byStart) tries.set(task[row]!, Math.max(attempt[row]!, tries.get(task[row]!) ?? 0));
  const isResult = (row: number) => !Number.isNaN(yielded[row]!) && attempt[row] === tries.get(task[row]!);
  const byResult = byStart.filter(isResult).sort((a, b) => yielded[a]! - yielded[b]!);
  return {
    byStart,
    starts: Float64Array.from(byStart, (row) => start[row]!),
    lastEnds: highest(byStart, (row) => (Number.isNaN(end[row]!) ? Number.POSITIVE_INFINITY : end[row]!)),
    bySubmit,
    submits: Float64Array.from(bySubmit, (row) => submit[row]!),
    lastStarts: highest(bySubmit, (row) => start[row]!),
    submittedStarts: Float64Array.from(bySubmit, (row) => Math.max(start[row]!, submit[row]!)).sort(),
    ends: Float64Array.from(
      byStart.filter((row) => !Number.isNaN(end[row]!)),
      (row) => end[row]!,
    ).sort(),
    byResult,
    resultTimes: Float64Array.from(byResult, (row) => yielded[row]!),
  };
});

/**
 * How things stand at a moment.
 * @param most so many names of the queue and of the latest results; their numbers are whole
 */
export function stateAt(trace: Trace, ms: number, most = 8): Moment {
  const index = indexOf(trace);
  const { start, end, lane } = trace.spans.at;
  const running: number[] = [];
  const started = upper(index.starts, index.starts.length, ms);
  // Before the first whose end, or that of one before it, is later, all have ended.
  for (let i = upper(index.lastEnds, started, ms); i < started; i++) {
    const row = index.byStart[i]!;
    if (!(end[row]! <= ms)) running.push(row);
  }
  running.sort((a, b) => lane[a]! - lane[b]! || start[a]! - start[b]!);
  const submitted = upper(index.submits, index.submits.length, ms);
  const queue: number[] = [];
  for (let i = upper(index.lastStarts, submitted, ms); i < submitted && queue.length < most; i++) {
    const row = index.bySubmit[i]!;
    if (start[row]! > ms) queue.push(row);
  }
  const results = upper(index.resultTimes, index.resultTimes.length, ms);
  return {
    ms,
    running: Int32Array.from(running),
    waitsFor: Int16Array.from(running, (row) => waitAt(trace, row, ms)),
    queued: submitted - upper(index.submittedStarts, index.submittedStarts.length, ms),
    queue: Int32Array.from(queue),
    neverBegun: trace.queued.filter(({ submit }) => submit <= ms),
    ended: upper(index.ends, index.ends.length, ms),
    results,
    latest: Int32Array.from(index.byResult.subarray(Math.max(0, results - most), results)).reverse(),
  };
}

/** What an attempt waits for at a moment, the number of its cause; -1: nothing. */
function waitAt(trace: Trace, row: number, ms: number): number {
  let found = -1;
  trace.eachWait(row, (cause, from, to) => {
    if (from <= ms && !(to <= ms)) found = cause;
  });
  return found;
}

/** The largest value up to each row. */
function highest(rows: Uint32Array, timeOf: (row: number) => number): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  return Float64Array.from(rows, (row) => (most = Math.max(most, timeOf(row))));
}

/** How many of the first `count` ascending values are at most `x`. */
function upper(values: Float64Array, count: number, x: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the first `count` ascending values are less than `x`. */
function lower(values: Float64Array, count: number, x: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
