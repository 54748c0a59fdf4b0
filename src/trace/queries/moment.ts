/**
 * How things stood at any moment of a run: the queue, which attempts run, what they wait for, the results so far. Moments take in what
 * happens at them: what starts at 1 s runs at 1 s, what ends then does not.
 */
import { inOrder } from '../order.ts';
import type { Queued, Trace } from '../trace.ts';
import { ALL_OF_IT, type Pending } from './pending.ts';
import { keeping } from './replay.ts';
import { lower, upper } from './sorted.ts';

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
 * @param pending what of this very moment has not happened yet
 */
export function stateAt(trace: Trace, ms: number, most = 8, pending: Pending = ALL_OF_IT): Moment {
  const index = indexOf(trace);
  const { start, end, lane, submit } = trace.spans.at;
  const begun = (row: number) => start[row]! <= ms && !pending.has('start', row);
  const ended = (row: number) => end[row]! <= ms && !pending.has('end', row);
  const after = pending.none ? upper : lower;
  const running: number[] = [];
  const started = upper(index.starts, index.starts.length, ms);
  // Before the first whose end, or that of one before it, is later, all have ended.
  for (let i = after(index.lastEnds, started, ms); i < started; i++) {
    const row = index.byStart[i]!;
    if (begun(row) && !ended(row)) running.push(row);
  }
  running.sort((a, b) => lane[a]! - lane[b]! || start[a]! - start[b]!);
  const submitted = upper(index.submits, index.submits.length, ms);
  const queue: number[] = [];
  for (let i = after(index.lastStarts, submitted, ms); i < submitted && queue.length < most; i++) {
    const row = index.bySubmit[i]!;
    if (!begun(row) && !pending.has('submit', row)) queue.push(row);
  }
  let queued = submitted - upper(index.submittedStarts, index.submittedStarts.length, ms);
  for (const row of pending.rows('start')) if (submit[row]! <= ms && !pending.has('submit', row)) queued++;
  for (const row of pending.rows('submit')) if (start[row]! > ms) queued--;
  const given = index.byResult.subarray(0, upper(index.resultTimes, index.resultTimes.length, ms));
  const results = pending.none ? given : given.filter((row) => !pending.has('result', row));
  return {
    ms,
    running: Int32Array.from(running),
    waitsFor: Int16Array.from(running, (row) => waitAt(trace, row, ms, pending)),
    queued,
    queue: Int32Array.from(queue),
    neverBegun: trace.queued.filter(({ submit }) => submit <= ms),
    ended: upper(index.ends, index.ends.length, ms) - pending.rows('end').length,
    results: results.length,
    latest: Int32Array.from(results.subarray(Math.max(0, results.length - most))).reverse(),
  };
}

/** What an attempt waits for at a moment, the number of its cause; -1: nothing. */
function waitAt(trace: Trace, row: number, ms: number, pending: Pending): number {
  let found = -1;
  trace.eachWait(row, (cause, from, to) => {
    const begun = from < ms || (from === ms && !pending.has('wait', row));
    if (begun && (!(to <= ms) || (to === ms && pending.has('resume', row)))) found = cause;
  });
  return found;
}

/** The largest value up to each row. */
function highest(rows: Uint32Array, timeOf: (row: number) => number): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  return Float64Array.from(rows, (row) => (most = Math.max(most, timeOf(row))));
}
