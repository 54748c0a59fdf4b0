/** The critical path: from the attempt that ended last back through those that it had to wait for. */
import type { Engine } from '../../engines/engine.ts';
import { WaitCursor } from '../../trace/stretches.ts';
import { type Trace, WAIT_CAUSES } from '../../trace/trace.ts';
import { giverOf } from '../timeline/giver.ts';

/** Longer paths are cut: nobody reads them, and each step looks at all spans. */
const MOST = 1_000;
const MOST_LOOKED_AT = 4_000_000;

/** Rows of the spans on the path that ends with `last`, first to last. */
export function pathTo(trace: Trace, engine: Engine, last: number): number[] {
  const path = [last];
  const most = Math.min(MOST, MOST_LOOKED_AT / Math.max(1, trace.spans.length));
  while (path.length < most) {
    const giver = waitedFor(trace, engine, path[0]!);
    if (giver < 0 || path.includes(giver)) break;
    path.unshift(giver);
  }
  return path;
}

/** The row of the span that ended last; -1 where there is none. */
export function lastToEnd({ spans }: Trace): number {
  const { end, yielded } = spans.at;
  let last = -1;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < spans.length; row++) {
    const at = Math.max(end[row]!, Number.isNaN(yielded[row]!) ? end[row]! : yielded[row]!);
    if (at > latest) [last, latest] = [row, at];
  }
  return last;
}

/** The row of the span whose end let this one begin; -1 where it did not wait for a place or another task. */
export function waitedFor(trace: Trace, engine: Engine, row: number): number {
  const cause = lastPlaceCause(trace, row);
  if (cause === undefined) return -1;
  return cause === 'dependency' ? lastDependency(trace, row) : giverOf(trace, row, engine.place.lane !== 'task');
}

function lastPlaceCause(trace: Trace, row: number) {
  const wait = new WaitCursor().of(trace, row);
  while (wait.next()) {
    const cause = WAIT_CAUSES[wait.cause]!;
    if (wait.end <= trace.spans.at.start[row]! + 0.001 && cause !== 'message' && cause !== 'start-up') return cause;
  }
  return undefined;
}

function lastDependency(trace: Trace, row: number): number {
  const { task, end } = trace.spans.at;
  const { tasks } = trace.scenario;
  const after = new Set(tasks[task[row]!]!.after);
  let last = -1;
  for (let other = 0; other < trace.spans.length; other++) {
    if (!after.has(tasks[task[other]!]!.id) || Number.isNaN(end[other]!)) continue;
    if (last < 0 || end[other]! > end[last]!) last = other;
  }
  return last;
}
