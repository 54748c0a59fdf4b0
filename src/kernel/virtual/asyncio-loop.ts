/** asyncio's event loop. */
import { Fifo } from '../../engines/fifo.ts';
import type { Proc } from './process.ts';
import { Timers } from './timers.ts';

/** What was asked for with `callAt`: among the processes that are ready this stands for it, and among the timers. */
const CALL = Number.MIN_SAFE_INTEGER;
const CALL_TIMER = -1;

/** In place of a timer's stamp: the process sleeps for no timer; the timer has fired and set the process's future. */
const NOTHING = -1;
const WOKEN = -2;

/** What asyncio's loop has to know of a process that it steps. */
export interface Stepped {
  readonly id: number;
  /** Raised when a sleep of the process loses its meaning. */
  readonly stamp: number;
  /** When its sleep is due to end (ms). */
  readonly due: number;
  /** It is to be stepped, and has not been yet. */
  pending: boolean;
  /** Since when it could be stepped (ms). */
  readyAt: number;
}

/**
 * asyncio's loop (`Lib/asyncio/base_events.py`, `_run_once`): in each pass the timers that are due join the ready queue,
 * then as many callbacks run as were ready just then. A sleep takes two passes: its timer sets a future, whose callback
 * steps the task. An idle loop sleeps in `select`, which rounds up to whole milliseconds (`selectors.EpollSelector`).
 * Left out: the further passes of done-callbacks, which take no time and change no order here.
 */
export class AsyncioLoop<P extends Stepped = Proc> {
  /** By process: the stamp of the timer that it sleeps for; and when that set its future (ms). Columns: a pass may wake a tenth of a million. */
  #sleepsFor: Int32Array;
  #wokenAt: Float64Array;
  /** Processes to be stepped, by id; a negative number is the timer of process `~number`. */
  readonly #ready = new Fifo<number>();
  readonly #timers: Timers;
  #call: (() => void) | undefined;
  readonly #processOf: (id: number) => P;
  readonly #wakeUpMs: number;
  #leftInPass = 0;
  /** Since when it sleeps in `select` (ms), NaN while it has something to do. */
  #idleSince = Number.NaN;

  /** `processOf`: by their ids. `wakeUpMs`: how late an idle loop wakes; `expected`: how many processes there will be, about. */
  constructor(processOf: (id: number) => P, wakeUpMs: number, expected: number) {
    this.#processOf = processOf;
    this.#wakeUpMs = wakeUpMs;
    this.#timers = new Timers(expected);
    this.#sleepsFor = new Int32Array(expected).fill(NOTHING);
    this.#wokenAt = new Float64Array(expected);
  }

  post({ id }: P): void {
    this.#ready.push(id);
  }

  postById(id: number): void {
    this.#ready.push(id);
  }

  sleep(process: P): boolean {
    const { id, stamp } = process;
    if (id >= this.#sleepsFor.length) this.#grow(id);
    this.#sleepsFor[id] = stamp;
    this.#timers.push(process.due, id, stamp);
    return true;
  }

  /** Calls this in the pass in which its time (ms) has come, in the order of timers (`loop.call_at`). At most one a run. */
  callAt(atMs: number, call: () => void): void {
    this.#call = call;
    this.#timers.push(atMs, CALL_TIMER, 0);
  }

  forget({ id }: P): void {
    if (id < this.#sleepsFor.length) this.#sleepsFor[id] = NOTHING;
  }

  isWoken({ id }: P): boolean {
    return this.#sleepsFor[id] === WOKEN;
  }

  /** Its timers may want a turn. */
  readonly isIdle = false;

  next(nowMs: number): P | undefined {
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
      if (item >= 0) return this.#process(item);
      if (item === CALL) this.#call!();
      else this.#setFuture(~item, nowMs);
    }
  }

  #process(id: number): P {
    const process = this.#processOf(id);
    if (this.#sleepsFor[id] !== WOKEN) return process;
    this.#sleepsFor[id] = NOTHING;
    process.pending = true;
    process.readyAt = this.#wokenAt[id]!;
    return process;
  }

  /** The timers that are due join the ready queue. Where they are all there is, nothing comes between their pass and the next: it is left out. */
  #takeTimers(nowMs: number): void {
    const alone = this.#ready.length === 0;
    while (this.#timers.length > 0 && this.#timers.nextTime <= nowMs) {
      this.#timers.pop();
      const { what: id, stamp } = this.#timers;
      if (id === CALL_TIMER) {
        if (alone) this.#call!();
        else this.#ready.push(CALL);
      } else if (this.#sleepsFor[id] !== stamp) continue;
      else if (alone) this.#setFuture(id, nowMs);
      else this.#ready.push(~id);
    }
  }

  /** The timer's callback: the process that awaits its future is to be stepped. */
  #setFuture(id: number, nowMs: number): void {
    this.#sleepsFor[id] = WOKEN;
    this.#wokenAt[id] = nowMs;
    this.#ready.push(id);
  }

  #grow(id: number): void {
    const [sleepsFor, wokenAt] = [this.#sleepsFor, this.#wokenAt];
    const length = Math.ceil(id * 1.5) + 16;
    this.#sleepsFor = new Int32Array(length).fill(NOTHING);
    this.#sleepsFor.set(sleepsFor);
    this.#wokenAt = new Float64Array(length);
    this.#wokenAt.set(wokenAt);
  }

  wakeAt(nowMs: number): number {
    if (this.#timers.length === 0) return Number.POSITIVE_INFINITY;
    const slept = this.#timers.nextTime - this.#idleSince;
    // The rounding of a sum of doubles is no reason to sleep a millisecond longer.
    return Math.max(nowMs, this.#timers.nextTime, this.#idleSince + Math.ceil(slept - 1e-6) + this.#wakeUpMs);
  }
}
