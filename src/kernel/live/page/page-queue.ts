/** A queue as the page has it: a list of its own until a program inside a worker is given it, in shared memory from then on. */
import { Fifo } from '../../../engines/fifo.ts';
import type { Queue, Timer } from '../../../engines/vocabulary.ts';
import { PageWaiter } from '../sync/page-waiter.ts';
import { OVER, QUIET, queueWords, SharedQueue } from '../sync/shared-queue.ts';
import type { PageProcess } from './page-process.ts';
import type { Surroundings } from './surroundings.ts';

/** `NOTHING_YET` is what a take gives where the taker has to wait. */
export const NOTHING_YET = Symbol('nothing yet');

/** Writers that wait for room are thought of after so many items. */
const TELL_EVERY = 32;

export class PageQueue implements Queue {
  shared: SharedQueue | undefined;
  readonly #around: Surroundings;
  readonly #items = new Fifo<unknown>();
  readonly #waiting = new Fifo<PageProcess>();
  #closed = false;
  #waiter: PageWaiter | undefined;
  /** Items taken from shared memory. */
  #taken = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  put(item: unknown): void {
    if (this.shared) {
      this.shared.put(item as number);
      return;
    }
    const waiter = this.#waiting.shift();
    if (waiter) this.#around.wake(waiter, waiter.takes > 0 ? [item] : item);
    else this.#items.push(item);
  }

  later(item: unknown, ms: number): Timer {
    return this.#around.later(ms, () => this.put(item));
  }

  /** Takes an item (`max` 0) or a list of up to `max`; `undefined` once closed and empty. */
  take(max: number): unknown {
    if (max === 0) return this.#one();
    const first = this.#one();
    if (first === NOTHING_YET || first === undefined) return first;
    const items = [first];
    while (items.length < max) {
      const item = this.#one();
      if (item === NOTHING_YET || item === undefined) break;
      items.push(item);
    }
    return items;
  }

  takeNow(): unknown {
    const item = this.#one();
    return item === NOTHING_YET ? undefined : item;
  }

  /** The process waits, after it could take nothing. */
  wait(process: PageProcess, max: number): void {
    process.takes = max;
    this.#waiting.push(process);
    this.#waiter?.wait();
  }

  forget(process: PageProcess): void {
    this.#waiting.remove(process);
  }

  close(): void {
    if (this.shared) this.shared.close();
    this.#closed = true;
    if (this.shared) return;
    for (let waiter = this.#waiting.shift(); waiter; waiter = this.#waiting.shift())
      this.#around.wake(waiter, undefined);
  }

  clear(): void {
    if (this.shared) this.shared.clear();
    else while (this.#items.length > 0) this.#items.shift();
  }

  /** Moves it into shared memory; what is in it stays in it, who waits goes on waiting. */
  share(): SharedQueue {
    if (this.shared) return this.shared;
    const { capacity, memory, timers } = this.#around;
    const shared = new SharedQueue(queueWords(capacity, memory));
    const items: number[] = [];
    while (this.#items.length > 0) items.push(this.#items.shift() as number);
    shared.fill(items);
    if (this.#closed) shared.close();
    this.shared = shared;
    this.#waiter = new PageWaiter(
      shared,
      QUIET,
      timers,
      () => this.serve(),
      () => shared.takenSoFar,
    );
    if (this.#waiting.length > 0) this.#waiter.wait();
    return shared;
  }

  /** Items in shared memory that nobody has taken. */
  get left(): number {
    return this.shared?.length ?? 0;
  }

  end(): void {
    this.#waiter?.end();
  }

  #one(): unknown {
    if (!this.shared) {
      if (this.#items.length > 0) return this.#items.shift();
      return this.#closed ? undefined : NOTHING_YET;
    }
    const item = this.shared.take();
    if (item < 0 || ++this.#taken % TELL_EVERY === 0) this.shared.madeRoom();
    return item >= 0 ? item : item === OVER ? undefined : NOTHING_YET;
  }

  /** Gives what has come into shared memory to those who wait; whether somebody still does. */
  serve(): boolean {
    let served = false;
    for (let waiter = this.#waiting.shift(); waiter; waiter = this.#waiting.shift()) {
      const got = this.take(waiter.takes);
      if (got === NOTHING_YET) {
        this.#waiting.pushFront(waiter);
        break;
      }
      served = true;
      this.#around.wake(waiter, got);
    }
    if (served) this.#around.settle();
    return this.#waiting.length > 0;
  }
}
