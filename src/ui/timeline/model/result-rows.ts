/** Works out the row of results: which spans have one, by when it reached the caller. */
import type { RowsByTask } from '../../../trace/rows-by-task.ts';
import type { Trace } from '../../../trace/trace.ts';
import { NO_RESULTS, type Results, type ResultsData } from './results.ts';
import type { RowWork } from './row-data.ts';
import { SLICE, type Slices, whole } from './slices.ts';

export const RESULT_ROWS: RowWork<ResultsData> = {
  *load({ predicted, measured, measuredRows }) {
    const trace = measured ?? predicted;
    if (!trace) return { drawn: NO_RESULTS, predicted: NO_RESULTS };
    const drawn = yield* resultSlices(trace);
    if (!predicted || !measuredRows) return { drawn, predicted: NO_RESULTS };
    return { drawn, predicted: yield* resultSlices(predicted, yieldsIn(predicted, measuredRows)) };
  },
  grow({ predicted, measured, measuredRows }, old) {
    if (!measured || countResults(measured) === old.drawn.rows.length) return old;
    return {
      drawn: resultsOf(measured),
      predicted: predicted && measuredRows ? resultsOf(predicted, yieldsIn(predicted, measuredRows)) : old.predicted,
    };
  },
};

/** When the result of a predicted row came in the measured run; NaN where it has not. */
function yieldsIn(predicted: Trace, rows: RowsByTask): (row: number) => number {
  const { task, attempt } = predicted.spans.at;
  const { yielded } = rows.trace.spans.at;
  return (row) => {
    const measured = rows.of(task[row]!, attempt[row]!);
    return measured < 0 ? Number.NaN : yielded[measured]!;
  };
}

/** A task that raises in the caller's call has a cross, not a result. The two times differ by less than this (ms). */
const AS_RAISED_MS = 1;

function hasResult(trace: Trace, row: number): boolean {
  const atMs = trace.spans.at.yielded[row]!;
  const { raised, raisedMs } = trace.facts;
  if (Number.isNaN(atMs) || !raised || raisedMs === undefined || atMs < raisedMs - AS_RAISED_MS)
    return !Number.isNaN(atMs);
  return !raised.includes(trace.scenario.tasks[trace.spans.at.task[row]!]?.id ?? '');
}

/** How many results there are by now. */
function countResults(trace: Trace): number {
  let count = 0;
  for (let row = 0; row < trace.spans.length; row++) if (hasResult(trace, row)) count++;
  return count;
}

const none = (): number => Number.NaN;

/** `other` gives, for a row of this trace, when the same result came in the run to compare with. */
export const resultsOf = (trace: Trace, other: (row: number) => number = none): Results =>
  whole(resultSlices(trace, other));

/** The same, in slices. */
function* resultSlices(trace: Trace, other: (row: number) => number = none): Slices<Results> {
  const { yielded } = trace.spans.at;
  const { length } = trace.spans;
  const all = new Int32Array(length);
  let count = 0;
  for (let from = 0; from < length; from += SLICE) {
    count = addResults(trace, from, Math.min(length, from + SLICE), all, count);
    yield;
  }
  const rows = all.slice(0, count);
  let sorted = true;
  for (let i = 1; i < count && sorted; i++) sorted = yielded[rows[i - 1]!]! <= yielded[rows[i]!]!;
  if (!sorted) rows.sort((a, b) => yielded[a]! - yielded[b]! || a - b);
  yield;
  const [atMs, otherMs] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    atMs[i] = yielded[rows[i]!]!;
    otherMs[i] = other(rows[i]!);
    if (i % SLICE === SLICE - 1) yield;
  }
  return { rows, atMs, otherMs };
}

/** Writes the rows that have a result into `to`, from place `count` on. Gives how many there are then. */
function addResults(trace: Trace, from: number, until: number, to: Int32Array, count: number): number {
  let next = count;
  for (let row = from; row < until; row++) if (hasResult(trace, row)) to[next++] = row;
  return next;
}
