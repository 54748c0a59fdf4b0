/** Who gave a task its place: as recorded, else the span that ended when the task's wait for a place did. */
import { WaitCursor } from '../../trace/stretches.ts';
import type { Trace } from '../../trace/trace.ts';
import { CAUSE_LOOKS } from './causes.ts';

/** Ends within this of the wait's end count as the same moment (ms): a message or a timer lies between. */
const SAME_MOMENT_MS = 20;

/**
 * The row of the span that gave way to `row`, or -1. Where nobody recorded it, it is guessed from times; `sameLane`: places are
 * lanes, so it was there.
 */
export function giverOf(trace: Trace, row: number, sameLane: boolean): number {
  const { lane, end, by } = trace.spans.at;
  if (trace.knowsCauses) return by[row]!;
  const wait = new WaitCursor().of(trace, row);
  let gotMs = Number.NaN;
  while (Number.isNaN(gotMs) && wait.next()) if (CAUSE_LOOKS[wait.cause]!.mark === 'place') gotMs = wait.end;
  if (Number.isNaN(gotMs)) return -1;
  let giver = -1;
  for (let other = 0; other < trace.spans.length; other++) {
    if (other === row || (sameLane && lane[other] !== lane[row])) continue;
    const ended = end[other]!;
    if (!(ended <= gotMs + 0.001) || ended < gotMs - SAME_MOMENT_MS) continue;
    if (giver < 0 || ended > end[giver]!) giver = other;
  }
  return giver;
}
