/** Puts a finished trace's spans in order of start: logs of several workers may have brought them a little out of it. */
import { inOrder } from '../../trace/order.ts';
import type { Trace } from '../../trace/trace.ts';

export function putInOrder(trace: Trace): void {
  const { at, length } = trace.spans;
  const order = inOrder(trace);
  const moved = order.filter((from, row) => from !== row);
  if (moved.length === 0) return;
  const to = moved.slice().sort();
  for (const column of Object.values(at)) {
    const old = Float64Array.from(moved, (from) => column[from]!);
    for (let i = 0; i < to.length; i++) column[to[i]!] = old[i]!;
  }
  // Who gave way has another row now, too.
  const rowOf = new Int32Array(length);
  for (let row = 0; row < length; row++) rowOf[order[row]!] = row;
  for (let row = 0; row < length; row++) if (at.by[row]! >= 0) at.by[row] = rowOf[at.by[row]!]!;
}
