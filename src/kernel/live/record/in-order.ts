/** Puts a finished trace's spans in order of start: logs of several workers may have brought them a little out of it. */
import { inOrder } from '../../../trace/order.ts';
import type { Trace } from '../../../trace/trace.ts';

export function putInOrder(trace: Trace): void {
  const { at, length } = trace.spans;
  const order = inOrder(trace);
  const moved: number[] = [];
  for (let row = 0; row < length; row++) if (order[row] !== row) moved.push(row);
  if (moved.length === 0) return;
  const values = new Float64Array(moved.length);
  for (const column of Object.values(at)) {
    for (let i = 0; i < moved.length; i++) values[i] = column[order[moved[i]!]!]!;
    for (let i = 0; i < moved.length; i++) column[moved[i]!] = values[i]!;
  }
  // Who gave way has another row now, too.
  const rowOf = new Int32Array(length);
  for (let row = 0; row < length; row++) rowOf[order[row]!] = row;
  const { by } = at;
  for (let row = 0; row < length; row++) if (by[row]! >= 0) by[row] = rowOf[by[row]!]!;
}
