/** The makespan of a prediction, for lists and comparisons. */
import type { Trace } from '../../trace/trace.ts';

/** Milliseconds; infinite where the caller waits for ever. */
export function makespanIn({ facts, totalMs }: Trace): number {
  return facts.hung ? Number.POSITIVE_INFINITY : totalMs;
}
