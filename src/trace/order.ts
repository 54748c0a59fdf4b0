/** The order in which spans are told: by start, then by the task's place in the list. */
import type { Trace } from './trace.ts';

/** Rows of the spans, in that order. */
export function inOrder({ spans }: Trace): Uint32Array {
  const { start, task, attempt } = spans.at;
  const rows = new Uint32Array(spans.length);
  let sorted = true;
  for (let row = 0; row < rows.length; row++) {
    rows[row] = row;
    if (row > 0 && (start[row]! < start[row - 1]! || (start[row] === start[row - 1] && task[row]! < task[row - 1]!)))
      sorted = false;
  }
  if (sorted) return rows;
  return rows.sort((a, b) => start[a]! - start[b]! || task[a]! - task[b]! || attempt[a]! - attempt[b]!);
}
