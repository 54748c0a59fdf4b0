/** The attempts of a trace in order of their ends, and the last one that had ended by a moment. */
import type { Trace } from '../trace.ts';

const known = new WeakMap<Trace, { length: number; over: boolean; rows: Uint32Array }>();
/** As many rows as this in one slot of time are put in order one by one. */
const FEW = 24;

/** Rows of the attempts that ended, by their end; ties in order of rows. Kept, until the trace grows. */
export function byEnd(trace: Trace): Uint32Array {
  const before = known.get(trace);
  if (before?.over && before.length === trace.spans.length) return before.rows;
  const rows = sorted(trace.spans.at.end, trace.spans.length);
  known.set(trace, { length: trace.spans.length, over: !Number.isNaN(trace.totalMs), rows });
  return rows;
}

/** The place in `ends` of the last row whose end is at most `ms`; -1 if there is none. */
export function lastUntil(end: Float64Array, ends: Uint32Array, ms: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (end[ends[middle]!]! <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Rows by value, NaN left out: dealt into slots of time, then each slot by itself. A comparator for a million takes seconds. */
function sorted(value: Float64Array, length: number): Uint32Array {
  let [least, most, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < length; row++) {
    const at = value[row]!;
    if (Number.isNaN(at)) continue;
    count++;
    if (at < least) least = at;
    if (at > most) most = at;
  }
  const scale = most > least ? (count - 1) / (most - least) : 0;
  const slot = (at: number): number => Math.floor((at - least) * scale);
  const begins = new Uint32Array(count + 1);
  for (let row = 0; row < length; row++) if (!Number.isNaN(value[row]!)) begins[slot(value[row]!) + 1]!++;
  for (let i = 0; i < count; i++) begins[i + 1]! += begins[i]!;
  const rows = new Uint32Array(count);
  const next = begins.slice();
  for (let row = 0; row < length; row++) if (!Number.isNaN(value[row]!)) rows[next[slot(value[row]!)]!++] = row;
  for (let i = 0; i < count; i++) {
    const [from, to] = [begins[i]!, begins[i + 1]!];
    if (to - from < 2) continue;
    if (to - from > FEW) rows.subarray(from, to).sort((a, b) => value[a]! - value[b]! || a - b);
    else insertionSort(rows, from, to, value);
  }
  return rows;
}

function insertionSort(rows: Uint32Array, from: number, to: number, value: Float64Array): void {
  for (let i = from + 1; i < to; i++) {
    const row = rows[i]!;
    const at = value[row]!;
    let place = i;
    for (; place > from && value[rows[place - 1]!]! > at; place--) rows[place] = rows[place - 1]!;
    rows[place] = row;
  }
}
