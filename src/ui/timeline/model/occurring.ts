/** Which marks a picture has: the key lists no other. Pure. */
import { figuresOf } from '../../../store/traces/figures-of.ts';
import { causeRow } from '../../../trace/cause.ts';
import { outcomeNumber, type Trace } from '../../../trace/trace.ts';
import type { MarkName } from './mark-name.ts';

const ENDS = ['failed', 'killed', 'cancelled'] as const satisfies readonly MarkName[];
/** Less work than this (ms) is rounding. */
const NOTHING = 1e-6;

/** The marks of all these runs, each of which is over or predicted. */
export function occurring(traces: readonly Trace[]): Set<MarkName> {
  const found = new Set<MarkName>();
  for (const trace of traces) {
    const { cpuMs, workMs, waitsMs } = figuresOf(trace);
    if (cpuMs > NOTHING) found.add('computing');
    if (workMs - cpuMs > NOTHING) found.add('sleeping');
    for (const cause of [...Object.keys(waitsMs), ...trace.queued.map((one) => one.cause)])
      found.add(causeRow(cause).mark);
    const { outcome } = trace.spans.at;
    for (const end of ENDS) if (outcome.subarray(0, trace.spans.length).includes(outcomeNumber(end))) found.add(end);
  }
  return found;
}
