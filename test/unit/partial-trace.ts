/** What a run had come to at a moment: a prediction, cut there, stands in for a measurement under way. */
import { outcomeNumber, type Queued, Trace } from '../../src/trace/trace.ts';

/** The run up to `ms`: under way, or cancelled there. */
export function cutAt(whole: Trace, ms: number, how: 'running' | 'cancelled'): Trace {
  const trace = new Trace('measured', whole.engine, whole.machine, whole.scenario);
  const { at } = whole.spans;
  const rows = new Map<number, number>();
  const queued: Queued[] = [];
  for (let row = 0; row < whole.spans.length; row++) {
    const [task, attempt, submit] = [at.task[row]!, at.attempt[row]!, at.submit[row]!];
    if (!(at.start[row]! <= ms)) {
      if (submit <= ms) queued.push({ task, attempt, submit, cause: 'worker', since: submit });
      continue;
    }
    const ends = at.end[row]! <= ms;
    const own = trace.begin(task, at.lane[row]!, attempt, submit, at.start[row]!);
    rows.set(row, own);
    trace.spans.at.outcome[own] = ends ? at.outcome[row]! : outcomeNumber(how);
    trace.spans.at.end[own] = ends ? at.end[row]! : how === 'cancelled' ? ms : Number.NaN;
    trace.spans.at.yielded[own] = at.yielded[row]! <= ms ? at.yielded[row]! : Number.NaN;
    trace.spans.at.by[own] = rows.get(at.by[row]!) ?? -1;
    const open = how === 'cancelled' ? ms : Number.NaN;
    const segments: [number, number, number][] = [];
    whole.eachSegment(row, (kind, from, to) => segments.unshift([kind, from, to]));
    for (const [kind, from, to] of segments) if (from <= ms) trace.addSegment(own, kind, from, to <= ms ? to : open);
    const waits: [number, number, number, number][] = [];
    whole.eachWait(row, (cause, from, to, length) => waits.unshift([cause, from, to, length]));
    for (const [cause, from, to, length] of waits)
      if (from < ms) trace.addWait(own, cause, from, Math.min(to, ms), Math.min(length, ms - from));
  }
  trace.causes = whole.causes;
  trace.knowsCauses = true;
  trace.queued = queued;
  if (how === 'running') trace.nowMs = ms;
  else {
    trace.totalMs = ms;
    trace.facts.stoppedMs = ms;
  }
  return trace;
}
