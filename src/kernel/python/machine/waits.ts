/**
 * Waiting inside a process, at events: numbers that stand-ins ask for. A waiter is woken by `notify`, or by its time limit.
 *
 * Locks are CPython 3.14's `PyMutex` (`Python/lock.c`): waiters queue, first in, first out; who releases hands the lock over to the
 * first waiter if that has waited for more than 1 ms (`TIME_TO_BE_FAIR_NS`), else frees it and wakes the waiter, and whoever comes first has it.
 */
import type { Stack } from './program-process.ts';

/** What a wait returns. */
export const TIMED_OUT = 0;
export const WOKEN = 1;
export const HANDED_OVER = 2;

const FAIR_AFTER_MS = 1;

interface Waiter {
  readonly stack: Stack;
  readonly stamp: number;
  /** Since when it wants what it waits for (ms). */
  readonly since: number;
  readonly until: number;
}

export interface WaitsHost {
  /** The stack goes on from that time on. */
  wakeAt(stack: Stack, atMs: number, value: unknown): void;
  /** The same, unless it was woken before. */
  wakeAtLatest(stack: Stack, atMs: number, value: unknown): void;
}

export class Waits {
  readonly #host: WaitsHost;
  readonly #waiters = new Map<string, Waiter[]>();

  constructor(host: WaitsHost) {
    this.#host = host;
  }

  /** The stack waits at an event of its process from now on. `until`: Infinity for ever. `since`: when it began to want this. */
  wait(stack: Stack, event: number, until: number, since: number): void {
    const waiter = { stack, stamp: ++stack.waitStamp, since, until };
    stack.blocked = { event, until };
    if (event !== 0) {
      const key = keyOf(stack.process.pid, event);
      const queue = this.#waiters.get(key);
      if (queue) queue.push(waiter);
      else this.#waiters.set(key, [waiter]);
    }
    if (until < Number.POSITIVE_INFINITY) this.#host.wakeAtLatest(stack, until, TIMED_OUT);
  }

  /** Wakes up to `most` of those that wait at the event, at that time; gives how many. */
  notify(pid: number, event: number, most: number, atMs: number): number {
    let woken = 0;
    while (woken < most) {
      const waiter = this.#first(pid, event, atMs);
      if (!waiter) break;
      woken++;
      this.#host.wakeAt(waiter.stack, atMs, WOKEN);
    }
    return woken;
  }

  /** A lock is released at that time: whether it was handed over to the first waiter, and so is not free. */
  unpark(pid: number, event: number, atMs: number): boolean {
    const waiter = this.#first(pid, event, atMs);
    if (!waiter) return false;
    const fair = atMs - waiter.since > FAIR_AFTER_MS;
    this.#host.wakeAt(waiter.stack, atMs, fair ? HANDED_OVER : WOKEN);
    return fair;
  }

  /** Takes out the first that still waits at that time. */
  #first(pid: number, event: number, atMs: number): Waiter | undefined {
    const key = keyOf(pid, event);
    const queue = this.#waiters.get(key);
    while (queue) {
      const waiter = queue.shift();
      if (queue.length === 0) this.#waiters.delete(key);
      if (!waiter) return undefined;
      // A limit that lies before this moment has ended the wait, though its event is still to come.
      if (waiter.stamp === waiter.stack.waitStamp && !waiter.stack.ended && waiter.until > atMs) return waiter;
      if (queue.length === 0) return undefined;
    }
    return undefined;
  }
}

const keyOf = (pid: number, event: number): string => `${pid}:${event}`;
