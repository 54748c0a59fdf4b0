/** A trace of some of another's attempts, for charts of what the filter leaves. */
import { Trace } from '../../../trace/trace.ts';

const known = new WeakMap<Trace, { readonly rows: Int32Array; readonly part: Trace }>();

/** @param rows of `trace`, in order of start; the same array gives the same trace */
export function subsetOf(trace: Trace, rows: Int32Array): Trace {
  const last = known.get(trace);
  if (last?.rows === rows) return last.part;
  const part = new Trace(trace.source, trace.engine, trace.machine, trace.scenario);
  part.causes = trace.causes;
  part.totalMs = trace.totalMs;
  part.nowMs = trace.nowMs;
  const { at } = trace.spans;
  const stretches: number[] = [];
  for (const row of rows) {
    const own = part.begin(at.task[row]!, at.lane[row]!, at.attempt[row]!, at.submit[row]!, at.start[row]!);
    part.spans.at.end[own] = at.end[row]!;
    part.spans.at.outcome[own] = at.outcome[row]!;
    part.spans.at.yielded[own] = at.yielded[row]!;
    // They are visited backwards in time and added forwards.
    stretches.length = 0;
    trace.eachSegment(row, (kind, start, end) => stretches.push(kind, start, end));
    for (let i = stretches.length - 3; i >= 0; i -= 3)
      part.addSegment(own, stretches[i]!, stretches[i + 1]!, stretches[i + 2]!);
    stretches.length = 0;
    trace.eachWait(row, (cause, start, end, ms) => stretches.push(cause, start, end, ms));
    for (let i = stretches.length - 4; i >= 0; i -= 4)
      part.addWait(own, stretches[i]!, stretches[i + 1]!, stretches[i + 2]!, stretches[i + 3]!);
  }
  known.set(trace, { rows, part });
  return part;
}
