/** Results that share a mark on the screen, and the words beside it. */
import type { Results } from './results.ts';

/** The first result at `ms` or later. */
export function firstResultFrom(results: Results, ms: number): number {
  const { atMs } = results;
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (atMs[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a group ends: one past the last result that comes less than `withinMs` after the one at `first`. A group shares a mark. */
export function groupEnd(results: Results, first: number, withinMs: number): number {
  const untilMs = results.atMs[first]! + withinMs;
  let end = first + 1;
  while (end < results.atMs.length && results.atMs[end]! < untilMs) end++;
  return end;
}

/** The words beside the mark of a group: `all 20`, `5 results`. */
export const groupName = (count: number, ofTasks: number): string =>
  count === ofTasks ? `all ${count}` : `${count} results`;

/** What the caller's call ended with, in short: `3 raised`, `12 tasks raised`. */
export function raisedName(raised: readonly string[]): string {
  return raised.length > 3 ? `${raised.length} tasks raised` : `${raised.join(', ')} raised`;
}
