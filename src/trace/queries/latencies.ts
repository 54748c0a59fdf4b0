/** How long tasks took from the caller's side: from handing a task over to its end, and to its result. */
import type { Trace } from '../trace.ts';
import { type Summary, summaryOf } from './times.ts';

export interface Latencies {
  /** From submit to end. */
  readonly toEnd: Summary;
  /** From submit until the caller had the result. */
  readonly toYielded: Summary;
  /** The same, each attempt's, ascending (ms). */
  readonly endTimes: Float64Array;
  readonly yieldedTimes: Float64Array;
  /** Attempts that ended in the window and are left out, since the time of their submit is not known. */
  readonly unknown: number;
}

/** Of the attempts that ended in the window. */
export function latencies(trace: Trace, fromMs: number, toMs: number): Latencies {
  const { spans } = trace;
  const { submit, end, yielded } = spans.at;
  const endTimes = new Float64Array(spans.length);
  const yieldedTimes = new Float64Array(spans.length);
  let [ends, yields, unknown] = [0, 0, 0];
  for (let row = 0; row < spans.length; row++) {
    if (!(end[row]! >= fromMs && end[row]! <= toMs)) continue;
    if (Number.isNaN(submit[row]!)) unknown++;
    else {
      endTimes[ends++] = end[row]! - submit[row]!;
      if (!Number.isNaN(yielded[row]!)) yieldedTimes[yields++] = yielded[row]! - submit[row]!;
    }
  }
  const [known, had] = [endTimes.slice(0, ends), yieldedTimes.slice(0, yields)];
  return { toEnd: summaryOf(known), toYielded: summaryOf(had), endTimes: known, yieldedTimes: had, unknown };
}
