/** The end of a prediction: it has gone through, or its budget is used up. */
import type { Trace } from '../../trace/trace.ts';
import type { WaitCause } from '../../trace/wait-causes.ts';
import type { Ledger } from './ledger.ts';
import type { Proc } from './process.ts';

/** What an end needs of the kernel. */
export interface FinishHost {
  readonly now: number;
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly tasks: { leaveRunning(process: Proc): void };
  readonly processes: { atTasks(): Iterable<Proc> };
}

/** The trace of a prediction that has gone through. `waitsFor`: for which place tasks wait that never began. */
export function finish({ trace, ledger }: FinishHost, waitsFor: WaitCause): Trace {
  trace.trim();
  trace.totalMs = lastOf(trace);
  trace.queued = ledger.neverBegan(waitsFor);
  return trace;
}

/** The budget is used up: attempts under way stay `running`, up to this moment. */
export function cutOff(host: FinishHost, waitsFor: WaitCause): Trace {
  const { facts, spans } = host.trace;
  facts.cutOffMs = host.now;
  for (const process of host.processes.atTasks()) host.tasks.leaveRunning(process);
  const trace = finish(host, waitsFor);
  trace.totalMs = host.now;
  for (let row = 0; row < spans.length; row++) if (Number.isNaN(spans.at.end[row]!)) spans.at.end[row] = host.now;
  return trace;
}

/** The last time of a run: a task ended, or its result or an exception reached the caller. */
function lastOf({ spans, facts }: Trace): number {
  const { length, at } = spans;
  const { end, yielded } = at;
  let last = 0;
  for (let row = 0; row < length; row++) {
    last = Math.max(last, end[row]!);
    if (yielded[row]! > last) last = yielded[row]!;
  }
  return Math.max(last, facts.raisedMs ?? 0);
}
