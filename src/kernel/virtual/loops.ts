/** Event loops: one callback at a time, in order. */
import { Events } from './events.ts';
import { Fifo } from './fifo.ts';
import { type Proc, SLEPT } from './process.ts';

/** How a loop queues those who want a turn. The kernel runs one at a time and asks for the next. */
export interface Loop {
  /** Wants a turn; `busy`: one computes just now. */
  post(process: Proc, busy: boolean): void;
  /** Wants a turn at `process.due`; false where the kernel's own timer is to post it. */
  sleep(process: Proc): boolean;
  /** Whose turn it is, if anybody's. */
  next(nowMs: number): Proc | undefined;
  /** When an idle loop wakes by itself (ms), Infinity for never. Asked when nothing is left to do at `nowMs`. */
  wakeAt(nowMs: number): number;
}

/**
 * A page's main thread. Turns follow each other in the order in which they were asked for, and share a macrotask until one
 * of them computes. A timer that falls due while a turn computes is taken up one macrotask later: what was posted by then
 * goes first (Chromium's scheduler gives delayed tasks their place in the order only when it next looks at them).
 */
export class PageLoop implements Loop {
  readonly #ready = new Fifo<Proc>();
  /** Fell due during the macrotask that runs, and during the one before. */
  #late: Proc[] = [];
  #overdue: Proc[] = [];
  #lastMs = Number.NaN;

  post(process: Proc, busy: boolean): void {
    if (busy && process.phase === SLEPT) this.#late.push(process);
    else this.#ready.push(process);
  }

  sleep(): boolean {
    return false;
  }

  next(nowMs: number): Proc | undefined {
    // Time has passed since the last turn began: it has computed, and its macrotask is over.
    if (nowMs !== this.#lastMs) this.#macrotaskEnds();
    for (let looks = 0; this.#ready.length === 0 && looks < 2; looks++) this.#macrotaskEnds();
    this.#lastMs = nowMs;
    return this.#ready.length > 0 ? this.#ready.shift() : undefined;
  }

  wakeAt(): number {
    return Number.POSITIVE_INFINITY;
  }

  #macrotaskEnds(): void {
    for (const process of this.#overdue) this.#ready.push(process);
    this.#overdue = this.#late;
    this.#late = [];
  }
}

/**
 * asyncio's loop (`Lib/asyncio/base_events.py`, `_run_once`): in each pass the timers that are due join the ready queue,
 * then as many callbacks run as were ready just then. A sleep takes two passes: its timer sets a future, whose callback
 * steps the task. An idle loop sleeps in `select`, which rounds up to whole milliseconds (`selectors.EpollSelector`).
 * Left out: the further passes of done-callbacks, which take no time and change no order here.
 */
export class AsyncioLoop implements Loop {
  /** Steps of processes; a negative number is the timer of process `~number`. */
  readonly #ready = new Fifo<Proc | number>();
  readonly #timers = new Events();
  readonly #processes: readonly Proc[];
  readonly #wakeUpMs: number;
  #leftInPass = 0;
  /** Since when it sleeps in `select` (ms), NaN while it has something to do. */
  #idleSince = Number.NaN;

  /** `wakeUpMs`: how late an idle loop wakes. */
  constructor(processes: readonly Proc[], wakeUpMs: number) {
    this.#processes = processes;
    this.#wakeUpMs = wakeUpMs;
  }

  post(process: Proc): void {
    this.#ready.push(process);
  }

  sleep(process: Proc): boolean {
    this.#timers.push(process.due, process.id, process.stamp);
    return true;
  }

  next(nowMs: number): Proc | undefined {
    for (;;) {
      if (this.#leftInPass === 0) {
        while (this.#timers.length > 0 && this.#timers.nextTime <= nowMs) {
          this.#timers.pop();
          if (this.#processes[this.#timers.what]!.stamp === this.#timers.stamp) this.#ready.push(~this.#timers.what);
        }
        this.#leftInPass = this.#ready.length;
        if (this.#leftInPass === 0) {
          if (Number.isNaN(this.#idleSince)) this.#idleSince = nowMs;
          return undefined;
        }
        this.#idleSince = Number.NaN;
      }
      this.#leftInPass--;
      const item = this.#ready.shift();
      if (typeof item !== 'number') return item;
      const process = this.#processes[~item]!;
      process.pending = true;
      process.readyAt = nowMs;
      this.#ready.push(process);
    }
  }

  wakeAt(nowMs: number): number {
    if (this.#timers.length === 0) return Number.POSITIVE_INFINITY;
    const slept = this.#timers.nextTime - this.#idleSince;
    // The rounding of a sum of doubles is no reason to sleep a millisecond longer.
    return Math.max(nowMs, this.#timers.nextTime, this.#idleSince + Math.ceil(slept - 1e-6) + this.#wakeUpMs);
  }
}
