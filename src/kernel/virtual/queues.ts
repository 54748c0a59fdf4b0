/** Queues and permits in virtual time: lists of who waits, in order. */
import { Fifo } from '../fifo.ts';
import type { Proc, Waitable } from './process.ts';

/** First in, first out, for items and for those who wait for them. */
export class VirtualQueue implements Waitable {
  closed = false;
  readonly #items = new Fifo<unknown>();
  readonly #waiters = new Fifo<Proc>();

  /** Put, and not yet there. */
  readonly onItsWay = new Fifo<unknown>();

  /** An item can be taken `latencyMs` after it was put; `id` is the queue's place among those for which that is so. */
  constructor(
    readonly latencyMs: number,
    readonly id: number,
  ) {}

  get length(): number {
    return this.#items.length;
  }

  shift(): unknown {
    return this.#items.shift();
  }

  /** Up to `max` items, in a list. */
  take(max: number): unknown[] {
    const taken: unknown[] = [];
    while (taken.length < max && this.#items.length > 0) taken.push(this.#items.shift());
    return taken;
  }

  /** `max` is 0 for one item, else the most that it takes in a list. */
  wait(process: Proc, max: number): this {
    process.takes = max;
    this.#waiters.push(process);
    return this;
  }

  /** Adds an item, or gives it to the first waiter, who is to be woken. */
  add(item: unknown): Proc | undefined {
    if (this.#waiters.length === 0) {
      this.#items.push(item);
      return undefined;
    }
    const waiter = this.#waiters.shift()!;
    waiter.value = waiter.takes > 0 ? [item] : item;
    return waiter;
  }

  /** Takes out all that is there. */
  clear(): void {
    while (this.#items.length > 0) this.#items.shift();
  }

  /** No more items; gives those who waited for one. */
  close(): Proc[] {
    this.closed = true;
    const waiters: Proc[] = [];
    while (this.#waiters.length > 0) waiters.push(this.#waiters.shift()!);
    for (const waiter of waiters) waiter.value = undefined;
    return waiters;
  }

  forget(process: Proc): void {
    this.#waiters.remove(process);
  }
}

/** A semaphore, fair: a permit given back goes to the first waiter (`Lib/asyncio/locks.py`, 3.11.7). */
export class VirtualPermits implements Waitable {
  free: number;
  readonly #waiters = new Fifo<Proc>();

  constructor(count: number) {
    this.free = count;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  wait(process: Proc): this {
    this.#waiters.push(process);
    return this;
  }

  /** Gives a permit back; gives the waiter who has it now. */
  giveBack(): Proc | undefined {
    if (this.#waiters.length > 0) return this.#waiters.shift();
    this.free++;
    return undefined;
  }

  forget(process: Proc): void {
    this.#waiters.remove(process);
  }
}
