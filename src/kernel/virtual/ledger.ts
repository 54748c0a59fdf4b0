/**
 * What is known of each task in virtual time: when it was submitted, what it has waited for since, how many attempts
 * began, which results the caller has.
 */
import type { TaskNumber } from '../../engines/vocabulary.ts';
import type { Queued, Trace, WaitCause } from '../../trace/trace.ts';
import type { Proc } from './process.ts';

export class Ledger {
  readonly #trace: Trace;
  readonly #submit: Float64Array;
  /** Up to when its waits are told (ms). */
  readonly #since: Float64Array;
  readonly #attempts: Uint16Array;
  /** Row of the first span not delivered yet, -1 if none; further attempts hang on in `#later`. */
  readonly #undelivered: Int32Array;
  readonly #later = new Map<TaskNumber, number[]>();
  /** Waits told before the task had a process: cause, from, to, over and over. */
  readonly #said = new Map<TaskNumber, number[]>();

  constructor(trace: Trace) {
    const n = trace.scenario.tasks.length;
    this.#trace = trace;
    this.#submit = new Float64Array(n).fill(Number.NaN);
    this.#since = new Float64Array(n);
    this.#attempts = new Uint16Array(n);
    this.#undelivered = new Int32Array(n).fill(-1);
  }

  submit(task: TaskNumber, nowMs: number): void {
    this.#submit[task] = nowMs;
    this.#since[task] = nowMs;
  }

  since(task: TaskNumber): number {
    return this.#since[task]!;
  }

  /** Attempts begun. */
  attempts(task: TaskNumber): number {
    return this.#attempts[task]!;
  }

  /** What was before is told. */
  mark(task: TaskNumber, nowMs: number): void {
    this.#since[task] = nowMs;
  }

  /** Up to `untilMs` the task waited for this; it has no process yet. */
  say(task: TaskNumber, cause: number, untilMs: number): void {
    const since = this.#since[task]!;
    if (untilMs <= since) return;
    const said = this.#said.get(task);
    if (said) said.push(cause, since, untilMs);
    else this.#said.set(task, [cause, since, untilMs]);
    this.#since[task] = untilMs;
  }

  /** Up to `untilMs` the task that the process is to do waited for this. */
  early(process: Proc, cause: number, untilMs: number): void {
    const since = this.#since[process.current]!;
    if (untilMs <= since) return;
    process.early.push(cause, since, untilMs);
    this.#since[process.current] = untilMs;
  }

  /** The process begins an attempt at its task: a span, with the waits before it. */
  begin(process: Proc, lane: number, nowMs: number): void {
    const task = process.current;
    const attempt = ++this.#attempts[task]!;
    const span = this.#trace.begin(task, lane, attempt, this.#submit[task]!, nowMs);
    process.span = span;
    const said = this.#said.size > 0 ? this.#said.get(task) : undefined;
    if (said) {
      this.#addWaits(span, said);
      this.#said.delete(task);
    }
    this.#addWaits(span, process.early);
    process.early.length = 0;
    if (this.#undelivered[task]! < 0) this.#undelivered[task] = span;
    else {
      const later = this.#later.get(task);
      if (later) later.push(span);
      else this.#later.set(task, [span]);
    }
  }

  /** The caller has what came of the task's first attempt that it did not have yet. */
  deliver(task: TaskNumber, nowMs: number): void {
    const span = this.#undelivered[task]!;
    if (span < 0) return;
    this.#trace.spans.at.yielded[span] = nowMs;
    const later = this.#later.size > 0 ? this.#later.get(task) : undefined;
    this.#undelivered[task] = later?.shift() ?? -1;
  }

  /** Tasks that were handed over and never began. */
  neverBegan(place: WaitCause): Queued[] {
    const never: Queued[] = [];
    for (const [task, { after }] of this.#trace.scenario.tasks.entries()) {
      const submit = this.#submit[task]!;
      if (this.#attempts[task] !== 0 || Number.isNaN(submit)) continue;
      never.push({ task, attempt: 1, submit, cause: after?.length ? 'dependency' : place, since: this.#since[task]! });
    }
    return never;
  }

  #addWaits(span: number, waits: readonly number[]): void {
    for (let i = 0; i < waits.length; i += 3) addWait(this.#trace, span, waits[i]!, waits[i + 1]!, waits[i + 2]!);
  }
}

/** Adds a wait, joined to the one before if it goes on with the same cause. */
export function addWait(trace: Trace, span: number, cause: number, start: number, end: number): void {
  const last = trace.spans.at.lastWait[span]!;
  const { at } = trace.waits;
  if (last >= 0 && at.cause[last] === cause && at.end[last] === start && at.ms[last] === start - at.start[last]!) {
    at.end[last] = end;
    at.ms[last] = end - at.start[last]!;
  } else trace.addWait(span, cause, start, end, end - start);
}
