/** The order in which spans are told: by start, then by the task's place in the list. */
import type { Trace } from './trace.ts';

/** Steps a row by which rows are moved one by one; beyond that all are sorted. */
const NEARLY = 4;

/** Rows of the spans, in that order. */
export function inOrder({ spans }: Trace): Uint32Array {
  const { start, task, attempt } = spans.at;
  const rows = new Uint32Array(spans.length);
  // Logs merged as they grow are nearly in order: then this is the whole of it.
  let steps = NEARLY * rows.length;
  let row = 0;
  for (; row < rows.length && steps >= 0; row++) {
    rows[row] = row;
    if (row > 0 && start[row]! > start[rows[row - 1]!]!) continue;
    let to = row;
    for (; to > 0 && comesBefore(row, rows[to - 1]!); to--, steps--) rows[to] = rows[to - 1]!;
    rows[to] = row;
  }
  if (row === rows.length) return rows;
  for (; row < rows.length; row++) rows[row] = row;
  return rows.sort((a, b) => start[a]! - start[b]! || task[a]! - task[b]! || attempt[a]! - attempt[b]!);

  function comesBefore(a: number, b: number): boolean {
    if (start[a] !== start[b]) return start[a]! < start[b]!;
    return task[a] === task[b] ? attempt[a]! < attempt[b]! : task[a]! < task[b]!;
  }
}
