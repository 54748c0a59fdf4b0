/**
 * What is known of each task in virtual time: when it was submitted, what it has waited for since, which attempt let it
 * begin, how many attempts began, which results the caller has.
 */
import type { LaneKind } from '../../engines/facts.ts';
import type { TaskNumber } from '../../engines/vocabulary.ts';
import { causeNumber } from '../../trace/cause.ts';
import type { Queued, Trace } from '../../trace/trace.ts';
import type { WaitCause } from '../../trace/wait-causes.ts';
import { giverOf, type TaskBook, WaitsBefore } from '../attempt-rules.ts';
import type { Proc } from './process.ts';

export class Ledger implements TaskBook {
  readonly #trace: Trace;
  readonly #submit: Float64Array;
  /** By task: up to when its waits are told (ms). Undefined as long as that is the submit of every task. */
  #since: Float64Array | undefined;
  readonly #attempts: Uint16Array;
  /** By task: the row of the first span whose result the caller has not got yet, -1 if there is none. Spans of further attempts are in `#later`. */
  readonly #undelivered: Int32Array;
  readonly #later = new Map<TaskNumber, number[]>();
  /**
   * By task: its waits from before it had a process, as a list of cause, from, to, cause, from, to, ... Most have one at most, from the submit
   * to `#since`: of these, so many now, the column `#saidOnly` has the cause, from 1; 0 where there is none, or a list.
   */
  readonly #said = new Map<TaskNumber, number[]>();
  #saidOnly: Uint8Array | undefined;
  #onlySaid = 0;
  /**
   * How many attempts have ended; and by task, how many had ended when it could last be queued: none of these let it begin. The column is
   * undefined until the first attempt has ended.
   */
  #ends = 0;
  #queuedAfter: Int32Array | undefined;
  /** By task: the row of its last span. Made when first asked for, where tasks may depend on others or be tried again. */
  #lastSpan: Int32Array | undefined;
  readonly #plain: boolean;
  /** The span whose end let a task be queued. */
  readonly #releasedBy = new Map<TaskNumber, number>();

  /** Up to when a task waited for what is said of it now (ms). A time that is handed from function to function would be an object. */
  #untilMs = 0;
  readonly #clock: { readonly now: number };

  /** `plain`: no task depends on others or is tried again. `clock`: the time is its `now` (ms). */
  constructor(trace: Trace, plain: boolean, clock: { readonly now: number }) {
    this.#clock = clock;
    const n = trace.scenario.tasks.length;
    this.#plain = plain;
    this.#trace = trace;
    this.#submit = new Float64Array(n).fill(Number.NaN);
    this.#attempts = new Uint16Array(n);
    this.#undelivered = new Int32Array(n).fill(-1);
  }

  submit(task: TaskNumber, nowMs: number): void {
    if (this.#saidOnly?.[task]) this.#listOf(task);
    this.#submit[task] = nowMs;
    if (this.#since) this.#since[task] = nowMs;
    this.#mayBeQueued(task);
    if (this.#attempts[task]! > 0) this.release(task, task);
  }

  /** The task may be queued now, since the other one has ended; after its own last attempt, if that is the same. */
  release(task: TaskNumber, ended: TaskNumber): void {
    this.#releasedBy.set(task, this.#lastSpanOf(ended));
    this.#mayBeQueued(task);
  }

  /** The process that was to do these tasks died before it came to them: other processes may do them. */
  setFree(tasks: readonly TaskNumber[], process: Proc): void {
    for (const task of tasks) {
      this.#releasedBy.set(task, process.last);
      this.#mayBeQueued(task);
    }
  }

  /** Attempts begun. */
  attempts(task: TaskNumber): number {
    return this.#attempts[task]!;
  }

  /** All that the task waited for until now is told. */
  mark(task: TaskNumber, nowMs: number): void {
    if (this.#saidOnly?.[task]) this.#listOf(task);
    this.#since ??= this.#submit.slice();
    this.#since[task] = nowMs;
  }

  /** Up to `untilMs` the task waited for this; it has no process yet. */
  waited(task: TaskNumber, cause: number, untilMs: number): void {
    this.#untilMs = untilMs;
    this.#waited(task, cause);
  }

  /** The same up to now. */
  waitedUntilNow(task: TaskNumber, cause: number): void {
    this.#untilMs = this.#clock.now;
    this.#waited(task, cause);
  }

  #waited(task: TaskNumber, cause: number): void {
    const untilMs = this.#untilMs;
    const since = (this.#since ?? this.#submit)[task]!;
    if (untilMs <= since) return;
    const sinces = (this.#since ??= this.#submit.slice());
    const only = (this.#saidOnly ??= new Uint8Array(sinces.length));
    if (only[task] === 0 && since === this.#submit[task] && (this.#said.size === 0 || !this.#said.has(task))) {
      only[task] = cause + 1;
      this.#onlySaid++;
    } else {
      const said = this.#listOf(task);
      if (said) push(said, cause, since, untilMs);
      else this.#said.set(task, [cause, since, untilMs]);
    }
    sinces[task] = untilMs;
  }

  /** What was said of a task's waits, as a list; undefined where nothing was. */
  #listOf(task: TaskNumber): number[] | undefined {
    const only = this.#saidOnly![task]!;
    if (only === 0) return this.#said.get(task);
    const list = [only - 1, this.#submit[task]!, this.#since![task]!];
    this.#saidOnly![task] = 0;
    this.#onlySaid--;
    this.#said.set(task, list);
    return list;
  }

  /** The process begins an attempt at its task: a span, with the waits before it. `cause`: what it waited for since it was asked. */
  begin(process: Proc, lane: number, cause: number): void {
    const nowMs = this.#clock.now;
    const task = process.current;
    const attempt = ++this.#attempts[task]!;
    const span = this.#trace.begin(task, lane, attempt, this.#submit[task]!, nowMs);
    process.span = span;
    this.#trace.spans.at.by[span] = this.#giver(process);
    if (this.#releasedBy.size > 0) this.#releasedBy.delete(task);
    if (this.#lastSpan) this.#lastSpan[task] = span;
    if (nowMs > this.#submit[task]!) this.#tellWaits(process, cause);
    if (this.#undelivered[task]! < 0) this.#undelivered[task] = span;
    else {
      const later = this.#later.get(task);
      if (later) later.push(span);
      else this.#later.set(task, [span]);
    }
  }

  /** The process's attempt is over. */
  end(process: Proc, outcome: number, nowMs: number): void {
    const { at } = this.#trace.spans;
    at.end[process.span] = nowMs;
    at.outcome[process.span] = outcome;
    process.last = process.span;
    process.lastEnd = this.#ends++;
    process.span = -1;
  }

  /** The caller has what came of this attempt at the task, or of the first one that it did not have yet. */
  deliver(task: TaskNumber, nowMs: number, attempt?: number): void {
    const span = this.#undelivered[task]!;
    if (span < 0) return;
    if (attempt !== undefined && this.#trace.spans.at.attempt[span] !== attempt) {
      const later = this.#later.get(task) ?? [];
      const at = later.findIndex((row) => this.#trace.spans.at.attempt[row] === attempt);
      if (at >= 0) this.#trace.spans.at.yielded[later.splice(at, 1)[0]!] = nowMs;
      return;
    }
    this.#trace.spans.at.yielded[span] = nowMs;
    const later = this.#later.size > 0 ? this.#later.get(task) : undefined;
    this.#undelivered[task] = later?.shift() ?? -1;
  }

  /** Tasks that were handed over and never began. */
  neverBegan(place: WaitCause): Queued[] {
    const never: Queued[] = [];
    const { tasks } = this.#trace.scenario;
    const since = this.#since ?? this.#submit;
    for (let task = 0; task < tasks.length; task++) {
      if (this.#attempts[task] !== 0) continue;
      const submit = this.#submit[task]!;
      if (Number.isNaN(submit)) continue;
      const { after } = tasks[task]!;
      never.push({ task, attempt: 1, submit, cause: after?.length ? 'dependency' : place, since: since[task]! });
    }
    return never;
  }

  #mayBeQueued(task: TaskNumber): void {
    if (this.#ends === 0) return;
    this.#queuedAfter ??= new Int32Array(this.#submit.length);
    this.#queuedAfter[task] = this.#ends;
  }

  /** The number of the cause for which a task waits until it has this place. */
  #causeOf(place: LaneKind): number {
    if (place !== this.#place) {
      this.#place = place;
      this.#waitsFor = causeNumber(place.waitsFor);
    }
    return this.#waitsFor;
  }
  #list: number[] = [];
  readonly #waits = new WaitsBefore((cause, from, to) => push(this.#list, cause, from, to));
  #place: LaneKind | undefined;
  #waitsFor = 0;

  /** Tells the waits of an attempt from its submit to now: those noted before; then its place, in between the start of its worker; then `cause`. */
  #tellWaits(process: Proc, cause: number): void {
    const nowMs = this.#clock.now;
    const { current: task, boot, askedAt } = process;
    const place = this.#causeOf(process.place!);
    const since = (this.#since ?? this.#submit)[task]!;
    // Of a chunk only the first waited for the worker's start.
    const start = boot && boot.toMs > since && !(process.chunk && process.chunk.oks.length > 0) ? boot : undefined;
    const only = this.#saidOnly ? this.#saidOnly[task]! : 0;
    if (!start && askedAt === nowMs && (only > 0 || this.#said.size + this.#onlySaid === 0)) {
      this.#tellFew(process, only - 1, place);
      if (only === 0) return;
      this.#saidOnly![task] = 0;
      this.#onlySaid--;
      return;
    }
    const list = (this.#saidOnly ? this.#listOf(task) : this.#said.get(task)) ?? [];
    this.#said.delete(task);
    this.#list = list;
    this.#waits.from(since);
    this.#waits.untilBegin(place, start, askedAt, nowMs, cause);
    for (let i = 0; i < list.length; i += 3)
      this.#trace.addWait(process.span, list[i]!, list[i + 1]!, list[i + 2]!, list[i + 2]! - list[i + 1]!);
  }

  /** From its submit the span of the process waited for `said`, -1 for nothing; then, from `#since` to its start, for `place`. */
  #tellFew({ span, current: task }: Proc, said: number, place: number): void {
    const trace = this.#trace;
    const since = (this.#since ?? this.#submit)[task]!;
    const nowMs = this.#clock.now;
    const submit = trace.spans.at.submit[span]!;
    if (said < 0) trace.addWait(span, place, since, nowMs, nowMs - since);
    else if (since === nowMs || said === place) trace.addWait(span, said, submit, nowMs, nowMs - submit);
    else trace.addCutWait(span, said, since, place);
  }

  #lastSpanOf(task: TaskNumber): number {
    if (this.#plain) return -1;
    if (!this.#lastSpan) {
      this.#lastSpan = new Int32Array(this.#submit.length).fill(-1);
      const { spans } = this.#trace;
      for (let row = 0; row < spans.length; row++) this.#lastSpan[spans.at.task[row]!] = row;
    }
    return this.#lastSpan[task]!;
  }

  /** The row of the span that let this attempt begin, -1 if the attempt waited for none. */
  #giver({ current, place, givenBy, last, lastEnd }: Proc): number {
    const permits = place!.waitsFor === 'permit';
    const releasedBy = this.#releasedBy.size > 0 ? (this.#releasedBy.get(current) ?? -1) : -1;
    if (permits) return giverOf(givenBy, -1, false, releasedBy);
    return giverOf(-1, last, lastEnd >= (this.#queuedAfter?.[current] ?? 0), releasedBy);
  }
}

/** Adds to a list of cause, from, to; joined to the last ones if it goes on with the same cause. */
function push(list: number[], cause: number, from: number, to: number): void {
  const last = list.length - 3;
  if (last >= 0 && list[last] === cause && list[last + 2] === from) list[last + 2] = to;
  else list.push(cause, from, to);
}
