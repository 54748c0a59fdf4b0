/** Which marks a picture has: the key lists no other. Pure. */
import { figuresOf } from '../../../store/traces/figures-of.ts';
import { causeRow } from '../../../trace/cause.ts';
import { outcomeNumber, type Trace } from '../../../trace/trace.ts';
import type { MarkName } from './mark-name.ts';

const ENDS = ['failed', 'killed', 'cancelled'] as const satisfies readonly MarkName[];
const OK = outcomeNumber('ok');
/** Less work than this (ms) is rounding. */
const NOTHING = 1e-6;

/** The marks of all these runs, each of which is over or predicted. `moment`: a task that took no time. */
export function occurring(traces: readonly Trace[]): Set<MarkName | 'moment'> {
  const found = new Set<MarkName | 'moment'>();
  for (const trace of traces) {
    const { cpuMs, workMs, waitsMs } = figuresOf(trace);
    if (cpuMs > NOTHING) found.add('computing');
    if (workMs - cpuMs > NOTHING) found.add('sleeping');
    for (const cause of [...Object.keys(waitsMs), ...trace.queued.map((one) => one.cause)])
      found.add(causeRow(cause).mark);
    const { start, end: ends, outcome } = trace.spans.at;
    for (let row = 0; row < trace.spans.length && !found.has('moment'); row++)
      if (ends[row]! - start[row]! < NOTHING && outcome[row] === OK) found.add('moment');
    for (const end of ENDS) if (outcome.subarray(0, trace.spans.length).includes(outcomeNumber(end))) found.add(end);
  }
  return found;
}
