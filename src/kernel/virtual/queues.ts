/** Queues and permits in virtual time. Each keeps a list of the processes that wait for it, in order. */
import { Fifo } from '../../engines/fifo.ts';
import type { Admission, Entrant, Queue, TaskNumber, Timer } from '../../engines/vocabulary.ts';
import { less } from '../amounts.ts';
import type { Proc, Waitable } from './process.ts';

/** What queues and permits need of the kernel. */
export interface QueueHost {
  wake(process: Proc): void;
  /** The item arrives at the queue after its latency. */
  send(queue: VirtualQueue, item: unknown): void;
  /** The item arrives at the queue after so long (ms), unless it is called off. */
  sendLater(queue: VirtualQueue, item: unknown, ms: number): Timer;
  /** The entrant starts, and holds one of these permits. `givenBy`: the span of the attempt that gave the permit up, -1 if it was free. */
  enter(entrant: Entrant, task: TaskNumber, permits: VirtualPermits, waited: boolean, givenBy: number): void;
  /** The row of the span that the process which runs now did last, -1 for none. */
  readonly lastOfRunning: number;
}

/** First in, first out, for items and for the processes that wait for items. */
export class VirtualQueue implements Queue, Waitable {
  closed = false;
  readonly #host: QueueHost;
  /** Made with the first one that nobody waits for: of most queues of one process there is none. */
  #items: Fifo<unknown> | undefined = undefined;
  /** Who waits: the first one, and those behind. */
  #first: Proc | undefined = undefined;
  #others: Fifo<Proc> | undefined = undefined;
  #onItsWay: Fifo<unknown> | undefined = undefined;

  /** An item can be taken `latencyMs` after it was put; `id` is the queue's place among those for which that is so. */
  constructor(
    host: QueueHost,
    readonly latencyMs: number,
    readonly id: number,
  ) {
    this.#host = host;
  }

  get length(): number {
    return this.#items === undefined ? 0 : this.#items.length;
  }

  /** Items that were put and have not arrived yet. */
  get onItsWay(): Fifo<unknown> {
    return (this.#onItsWay ??= new Fifo());
  }

  shift(): unknown {
    return this.#items?.shift();
  }

  /** Up to `max` items, in a list. */
  take(max: number): unknown[] {
    const taken: unknown[] = [];
    while (taken.length < max && this.length > 0) taken.push(this.shift());
    return taken;
  }

  /** The process waits for an item (`max` is 0), or for a list of at most `max` items. */
  wait(process: Proc, max: number): this {
    process.takes = max;
    if (this.#first === undefined) this.#first = process;
    else (this.#others ??= new Fifo()).push(process);
    return this;
  }

  put(item: unknown): void {
    if (this.latencyMs > 0) this.#host.send(this, item);
    else this.arrived(item);
  }

  later(item: unknown, ms: number): Timer {
    return this.#host.sendLater(this, item, ms);
  }

  /** An item has arrived: the first process that waits gets it. */
  arrived(item: unknown): void {
    const waiter = this.#first;
    if (waiter === undefined) {
      (this.#items ??= new Fifo()).push(item);
      return;
    }
    this.#first = this.#others?.shift();
    waiter.value = waiter.takes > 0 ? [item] : item;
    this.#host.wake(waiter);
  }

  takeNow(): unknown {
    return this.length > 0 ? this.shift() : undefined;
  }

  clear(): void {
    while (this.length > 0) this.shift();
  }

  close(): void {
    this.closed = true;
    for (let waiter = this.#first; waiter; waiter = this.#others?.shift()) {
      waiter.value = undefined;
      this.#host.wake(waiter);
    }
    this.#first = undefined;
  }

  forget(process: Proc): void {
    if (this.#first === process) this.#first = this.#others?.shift();
    else this.#others?.remove(process);
  }
}

/** A semaphore, fair: a permit given back goes to the first waiter (`Lib/asyncio/locks.py`, 3.11.7). */
export class VirtualPermits implements Admission, Waitable {
  readonly #host: QueueHost;
  /** Processes that wait, and tasks for each of which the entrant is to be started. */
  readonly #waiters = new Fifo<Proc | TaskNumber>();
  readonly #entrant: Entrant | undefined;
  /** What waiters want, where that is not 1. */
  #amounts: Map<Proc, number> | undefined;
  #free: number;

  constructor(host: QueueHost, count: number, entrant?: Entrant) {
    this.#host = host;
    this.#free = count;
    this.#entrant = entrant;
  }

  admit(task: TaskNumber): void {
    if (this.take(1)) this.#host.enter(this.#entrant!, task, this, false, -1);
    else this.#waiters.push(task);
  }

  /** Takes that amount, if it is free and nobody waits already. Gives whether it did. */
  take(amount: number): boolean {
    return this.#waiters.length === 0 && this.tryAcquire(amount);
  }

  tryAcquire(amount = 1): boolean {
    if (this.#free < amount) return false;
    this.#free = less(this.#free, amount);
    return true;
  }

  /** The process waits until that amount is free. */
  wait(process: Proc, amount: number): this {
    if (amount !== 1) (this.#amounts ??= new Map()).set(process, amount);
    this.#waiters.push(process);
    return this;
  }

  release(amount = 1): void {
    this.giveBack(this.#host.lastOfRunning, amount);
  }

  /** That amount is free again. `by`: the span of the attempt that gives it up. */
  giveBack(by: number, amount = 1): void {
    this.#free = less(this.#free, -amount);
    for (let waiter = this.#waiters.first; waiter !== undefined; waiter = this.#waiters.first) {
      const wanted = typeof waiter === 'number' ? 1 : this.#wants(waiter);
      if (!this.tryAcquire(wanted)) return;
      this.#waiters.shift();
      if (typeof waiter === 'number') this.#host.enter(this.#entrant!, waiter, this, true, by);
      else {
        this.#amounts?.delete(waiter);
        waiter.value = this;
        waiter.givenBy = by;
        this.#host.wake(waiter);
      }
    }
  }

  #wants(process: Proc): number {
    return this.#amounts?.get(process) ?? 1;
  }

  forget(process: Proc): void {
    this.#waiters.remove(process);
  }
}
