/** Puts a finished trace's spans in order of start: logs of several workers may have brought them a little out of it. */
import type { Trace } from '../../trace/trace.ts';

export function putInOrder({ spans }: Trace): void {
  const { at, length } = spans;
  const before = (a: number, b: number) => at.start[a]! - at.start[b]! || at.task[a]! - at.task[b]!;
  let sorted = true;
  for (let row = 1; row < length && sorted; row++) sorted = before(row - 1, row) <= 0;
  if (sorted) return;
  const order = Uint32Array.from({ length }, (_, row) => row).sort(before);
  for (const column of Object.values(at)) {
    const old = column.slice(0, length);
    for (let row = 0; row < length; row++) column[row] = old[order[row]!]!;
  }
}
