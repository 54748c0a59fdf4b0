/**
 * A run again, event by event. Events of one instant come one after another, what gives way before what takes its place.
 */
import { inOrder } from '../order.ts';
import type { Trace } from '../trace.ts';
import { lower, upper } from './sorted.ts';

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

interface Kept<T> {
  readonly spans: number;
  readonly nowMs: number;
  readonly value: T;
}

/** Keeps the answer for a trace until it goes on. */
export function keeping<T>(make: (trace: Trace) => T): (trace: Trace) => T {
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

const isTold = ({ kind }: Events, i: number): boolean => kind[i] === START || kind[i] === END || kind[i] === WAIT;

/** The place of the first event from `done` on that there is something to tell of: a start, an end, the beginning of a wait; -1: none. */
export function nextTold(events: Events, done: number): number {
  let i = done;
  while (i < events.count && !isTold(events, i)) i++;
  return i < events.count ? i : -1;
}

/** The place of the last such event before `done`; -1: none. */
export function lastTold(events: Events, done: number): number {
  let i = done - 1;
  while (i >= 0 && !isTold(events, i)) i--;
  return i;
}

/** How many events have happened once the one at a place is told: at the same moment, what is not told goes along with it. */
export function doneWith(events: Events, place: number): number {
  const { ms: times, count } = events;
  let done = place + 1;
  while (done < count && times[done] === times[place] && !isTold(events, done)) done++;
  return done;
}

/** The places of all events told of at the time of an event, in order. */
export function toldAt(events: Events, ms: number): number[] {
  const { ms: times, count } = events;
  const places: number[] = [];
  for (let i = lower(times, count, ms); i < count && times[i] === ms; i++) if (isTold(events, i)) places.push(i);
  return places;
}
