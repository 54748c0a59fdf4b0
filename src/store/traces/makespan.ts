/** The makespan of a prediction, for lists and comparisons. */
import type { Trace } from '../../trace/trace.ts';

/** Milliseconds; infinite where the caller waits for ever, NaN where the prediction was cut off and the end is not known. */
export function makespanIn({ facts, totalMs }: Trace): number {
  if (facts.cutOffMs !== undefined) return Number.NaN;
  return facts.hung ? Number.POSITIVE_INFINITY : totalMs;
}
