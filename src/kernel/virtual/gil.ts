/**
 * The global interpreter lock (CPython 3.11, `Python/ceval_gil.h`: `take_gil`, `drop_gil` with FORCE_SWITCHING).
 *
 * A comer takes a free GIL at once. A waiter sleeps for the switch interval at a time; if an interval of its own passes
 * without any switch it asks the holder to drop. The holder, which computes, hears it at once, drops, and goes on only
 * after another has it. Which waiter the condition variable wakes is drawn from the scenario's seed.
 * Left out: the microseconds between a drop and the woken waiter's run, and the cores that waiters need.
 */
import { BURN_ON, GIL_BURN, type Proc } from './process.ts';

/** What the GIL needs of its kernel. */
export interface GilHost {
  readonly now: number;
  /** Sets the timer for a waiter's interval, which is as long as all others. */
  setInterval(process: Proc, atMs: number): void;
  /** Sets the process's own timer. */
  setTimer(process: Proc, atMs: number, meaning: number): void;
  /** A waiter has the GIL now: to be carried on. */
  entered(process: Proc): void;
  /** A stretch of computing under the GIL, for the trace. */
  gilTurn(process: Proc, fromMs: number, toMs: number): void;
  /** A whole number from 0 to `below` - 1. */
  draw(below: number): number;
}

export class Gil {
  holder: Proc | undefined = undefined;
  #last: Proc | undefined = undefined;
  #switches = 0;
  readonly #waiters: Proc[] = [];
  readonly #host: GilHost;
  readonly #intervalMs: number;

  constructor(host: GilHost, intervalMs: number) {
    this.#host = host;
    this.#intervalMs = intervalMs;
  }

  /** Takes the GIL if it is free; else the process waits and is `entered` later. */
  take(process: Proc): boolean {
    if (!this.holder) {
      this.#hold(process);
      return true;
    }
    this.#wait(process);
    return false;
  }

  /** The holder gives it up of its own accord: it blocks, or has ended. */
  drop(): void {
    this.holder = undefined;
    this.#handOn();
  }

  /** The holder computes for `process.work` ms more. */
  burn(process: Proc): void {
    process.from = this.#host.now;
    this.#host.setTimer(process, this.#host.now + process.work, GIL_BURN);
  }

  /** The holder's computing is done. */
  burnt(process: Proc): void {
    this.#host.gilTurn(process, process.from, this.#host.now);
  }

  /** A waiter's interval has passed; gives whether it asks the holder to drop. */
  intervalPassed(process: Proc): boolean {
    const asks = process.gilNoted === this.#switches;
    process.gilNoted = this.#switches;
    this.#host.setInterval(process, this.#host.now + this.#intervalMs);
    if (asks) this.#forceOut();
    return asks;
  }

  /** A waiter is gone. */
  forget(process: Proc): void {
    const at = this.#waiters.indexOf(process);
    if (at >= 0) this.#waiters.splice(at, 1);
    if (this.holder === process) this.drop();
  }

  /** The holder drops on request; another has it before the dropper waits for it anew. */
  #forceOut(): void {
    const out = this.holder;
    if (!out) return;
    const { now } = this.#host;
    this.#host.gilTurn(out, out.from, now);
    out.work -= now - out.from;
    out.stamp++;
    this.holder = undefined;
    this.#handOn();
    out.readyAt = now;
    out.phase = BURN_ON;
    this.#wait(out);
  }

  #handOn(): void {
    const waiters = this.#waiters;
    if (waiters.length === 0) return;
    const at = waiters.length === 1 ? 0 : this.#host.draw(waiters.length);
    const next = waiters[at]!;
    waiters.splice(at, 1);
    next.stamp++;
    this.#hold(next);
    this.#host.entered(next);
  }

  #hold(process: Proc): void {
    this.holder = process;
    if (this.#last !== process) this.#switches++;
    this.#last = process;
  }

  #wait(process: Proc): void {
    process.gilNoted = this.#switches;
    this.#waiters.push(process);
    this.#host.setInterval(process, this.#host.now + this.#intervalMs);
  }
}
