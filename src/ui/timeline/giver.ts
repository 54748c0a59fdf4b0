/** Who gave a task its place: as recorded, else the span that ended when the task's wait for a place did. */
import type { Trace } from '../../trace/trace.ts';
import { CAUSE_LOOKS } from './causes.ts';

/** Ends within this of the wait's end count as the same moment (ms): a message or a timer lies between. */
const SAME_MOMENT_MS = 20;

/** The row of the span that gave way to `row`, or -1. `sameLane`: places are lanes, so it was there. */
export function giverOf(trace: Trace, row: number, sameLane: boolean): number {
  const { lane, end } = trace.spans.at;
  if (trace.knowsCauses) return trace.spans.at.by[row]!;
  let gotMs = Number.NaN;
  trace.eachWait(row, (cause, _, endMs) => {
    if (Number.isNaN(gotMs) && CAUSE_LOOKS[cause]!.mark === 'place') gotMs = endMs;
  });
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
