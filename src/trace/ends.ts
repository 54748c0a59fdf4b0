/** When runs and attempts end; those under way, up to where they are known. */
import type { Trace } from './trace.ts';

/** The end of a run, or the time up to which it is known (ms); 0 where neither is known. */
export function makespanOf({ totalMs, nowMs }: Pick<Trace, 'totalMs' | 'nowMs'>): number {
  if (!Number.isNaN(totalMs)) return totalMs;
  return nowMs > 0 ? nowMs : 0;
}

/** When an attempt ended; one under way ends at the run's makespan, and never before its start. */
export function endOf(trace: Trace, row: number): number {
  const { start, end } = trace.spans.at;
  const at = end[row]!;
  return Number.isNaN(at) ? Math.max(start[row]!, makespanOf(trace)) : at;
}
