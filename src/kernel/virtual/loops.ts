/** Event loops: one callback at a time, in order. */
import { Fifo } from '../fifo.ts';
import type { Proc, ProcNumbers } from './process.ts';
import { Timers } from './timers.ts';

/** How a loop queues those who want a turn. The kernel runs one at a time and asks for the next. */
export interface Loop {
  /** Wants a turn. `awaited`: what it awaited (a permit, an item, an end) is there. */
  post(process: Proc, awaited: boolean): void;
  /** Wants a turn at `process.due`; false where the kernel's own timer is to post it. */
  sleep(process: Proc): boolean;
  /** Whose turn it is, if anybody's. */
  next(nowMs: number): Proc | undefined;
  /** When an idle loop wakes by itself (ms), Infinity for never. Asked when nothing is left to do at `nowMs`. */
  wakeAt(nowMs: number): number;
}

/**
 * A page's main thread: tasks in the order in which they were posted, timers posting when due. Who awaited something goes
 * on as a microtask of the turn that brought it (HTML standard, perform a microtask checkpoint), before all other turns.
 */
export class PageLoop implements Loop {
  readonly #ready = new Fifo<Proc>();
  readonly #microtasks = new Fifo<Proc>();

  post(process: Proc, awaited: boolean): void {
    (awaited ? this.#microtasks : this.#ready).push(process);
  }

  sleep(): boolean {
    return false;
  }

  next(): Proc | undefined {
    return this.#microtasks.shift() ?? this.#ready.shift();
  }

  wakeAt(): number {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * asyncio's loop (`Lib/asyncio/base_events.py`, `_run_once`): in each pass the timers that are due join the ready queue,
 * then as many callbacks run as were ready just then. A sleep takes two passes: its timer sets a future, whose callback
 * steps the task. An idle loop sleeps in `select`, which rounds up to whole milliseconds (`selectors.EpollSelector`).
 * Left out: the further passes of done-callbacks, which take no time and change no order here.
 */
export class AsyncioLoop implements Loop {
  /** Processes to be stepped, by id; a negative number is the timer of process `~number`. */
  readonly #ready = new Fifo<number>();
  readonly #timers = new Timers();
  readonly #processes: readonly Proc[];
  readonly #numbers: ProcNumbers;
  readonly #wakeUpMs: number;
  #leftInPass = 0;
  /** Since when it sleeps in `select` (ms), NaN while it has something to do. */
  #idleSince = Number.NaN;

  /** `wakeUpMs`: how late an idle loop wakes. */
  constructor(processes: readonly Proc[], numbers: ProcNumbers, wakeUpMs: number) {
    this.#processes = processes;
    this.#numbers = numbers;
    this.#wakeUpMs = wakeUpMs;
  }

  post(process: Proc): void {
    this.#ready.push(process.id);
  }

  sleep(process: Proc): boolean {
    this.#timers.push(process.due, process.id, process.stamp);
    return true;
  }

  next(nowMs: number): Proc | undefined {
    for (;;) {
      if (this.#leftInPass === 0) {
        this.#takeTimers(nowMs);
        this.#leftInPass = this.#ready.length;
        if (this.#leftInPass === 0) {
          if (Number.isNaN(this.#idleSince)) this.#idleSince = nowMs;
          return undefined;
        }
        this.#idleSince = Number.NaN;
      }
      this.#leftInPass--;
      const item = this.#ready.shift()!;
      if (item >= 0) return this.#processes[item]!;
      this.#setFuture(~item, nowMs);
    }
  }

  /** The timers that are due join the ready queue. Where they are all there is, nothing comes between their pass and the next: it is left out. */
  #takeTimers(nowMs: number): void {
    const alone = this.#ready.length === 0;
    while (this.#timers.length > 0 && this.#timers.nextTime <= nowMs) {
      this.#timers.pop();
      const { what: id, stamp } = this.#timers;
      if (this.#numbers.stampOf(id) !== stamp) continue;
      if (alone) this.#setFuture(id, nowMs);
      else this.#ready.push(~id);
    }
  }

  /** The timer's callback: the process that awaits its future is to be stepped. */
  #setFuture(id: number, nowMs: number): void {
    this.#numbers.setReady(id, nowMs);
    this.#ready.push(id);
  }

  wakeAt(nowMs: number): number {
    if (this.#timers.length === 0) return Number.POSITIVE_INFINITY;
    const slept = this.#timers.nextTime - this.#idleSince;
    // The rounding of a sum of doubles is no reason to sleep a millisecond longer.
    return Math.max(nowMs, this.#timers.nextTime, this.#idleSince + Math.ceil(slept - 1e-6) + this.#wakeUpMs);
  }
}
