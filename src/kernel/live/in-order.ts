/** Puts a finished trace's spans in order of start: logs of several workers may have brought them a little out of it. */
import { inOrder } from '../../trace/order.ts';
import type { Trace } from '../../trace/trace.ts';

export function putInOrder(trace: Trace): void {
  const { at, length } = trace.spans;
  const order = inOrder(trace);
  if (order.every((from, row) => from === row)) return;
  for (const column of Object.values(at)) {
    const old = column.slice(0, length);
    for (let row = 0; row < length; row++) column[row] = old[order[row]!]!;
  }
  // Who gave way has another row now, too.
  const rowOf = new Int32Array(length);
  for (let row = 0; row < length; row++) rowOf[order[row]!] = row;
  for (let row = 0; row < length; row++) if (at.by[row]! >= 0) at.by[row] = rowOf[at.by[row]!]!;
}
