/** Until when a section's run goes, as far as is known. */
import type { Trace } from '../../../trace/trace.ts';

/** The end of the run or of its prediction (ms), whichever is later. A predicted end has some air behind it. */
export const traceEnd = (predicted: Trace | undefined, measured: Trace | undefined): number =>
  Math.max(lastTime(predicted) * 1.02, lastTime(measured));

/** The last time that a trace knows of (ms). */
function lastTime(trace: Trace | undefined): number {
  if (!trace) return 0;
  if (!Number.isNaN(trace.totalMs)) return trace.totalMs;
  return Number.isNaN(trace.nowMs) ? 0 : trace.nowMs;
}
