/** The spans of a trace as plain typed arrays, for programs that read many of them: `predict({ as: 'columns' })`. */
import { inOrder } from '../order.ts';
import { OUTCOMES, type Outcome, type Trace } from '../trace.ts';

/** Typed arrays of one length. Times in ms, NaN for null; `task` is the place in the scenario's list, `outcome` in `outcomes`. */
export interface SpanColumns {
  readonly task: Int32Array;
  readonly lane: Int32Array;
  readonly attempt: Uint16Array;
  readonly outcome: Uint8Array;
  readonly submit: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly yielded: Float64Array;
  readonly outcomes: readonly Outcome[];
}

export function spanColumns(trace: Trace): SpanColumns {
  const { at } = trace.spans;
  const rows = inOrder(trace);
  const pick = <T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(from: T): T =>
    fill(from, from.slice(0, rows.length) as T);
  const fill = <T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(from: ArrayLike<number>, to: T): T => {
    for (const [i, row] of rows.entries()) to[i] = from[row]!;
    return to;
  };
  return {
    task: pick(at.task),
    lane: pick(at.lane),
    attempt: fill(at.attempt, new Uint16Array(rows.length)),
    outcome: pick(at.outcome),
    submit: pick(at.submit),
    start: pick(at.start),
    end: pick(at.end),
    yielded: pick(at.yielded),
    outcomes: OUTCOMES,
  };
}
