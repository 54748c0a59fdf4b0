/** What a run did, in a form in which two runs can be compared: to a millionth of a millisecond, and whatever trace they come from. */
import { traceFile } from '../src/trace/files/trace-file.ts';
import type { Trace } from '../src/trace/trace.ts';

const rounded = (ms: number | null | undefined) => (typeof ms === 'number' ? Math.round(ms * 1e6) / 1e6 : ms);

/** Attempts in the order of their starts, each with its outcome and times; and what became of the caller. */
export function story(trace: Trace) {
  const { spans, facts, totalMs } = traceFile(trace);
  return {
    attempts: spans.map(({ task, attempt, outcome, submit, start, end, yielded }) => ({
      attempt: `${task}/${attempt} ${outcome}`,
      times: [submit, start, end, yielded].map(rounded),
    })),
    totalMs: rounded(totalMs),
    raised: facts.raised,
    raisedMs: rounded(facts.raisedMs),
    hung: facts.hung,
  };
}
