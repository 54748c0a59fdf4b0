/**
 * A queue that the page and workers share: first in, first out, for whole numbers of 0 or more, with many writers and many readers.
 * The queue has room for all items that are ever put, so no entry is used twice. One compare-exchange writes an entry, another one
 * takes it. So a thread that dies between two instructions neither breaks the queue nor takes an item along.
 */
import type { Queue } from '../../../engines/vocabulary.ts';
import { notLive } from '../not-live.ts';
import type { Memory } from '../platform/memory.ts';
import { Shared } from './shared-word.ts';

export interface QueueWords {
  /** Item + 1 by place; 0 is not written yet. */
  readonly items: Int32Array;
  readonly control: Int32Array;
}

/** Words of `control`, a cache line apart: readers and writers do not disturb each other. */
const HEAD = 0;
const TAIL = 16;
/** And the number of sleepers behind it. */
const VERSION = 32;
const CLOSED = 34;
/** Notified only when the queue closes: somebody may sleep here who does not want to be woken by every item. */
export const QUIET = 35;
/** Raised when the page has made room, and the number of writers who sleep there. */
const ROOM = 40;
const CONTROL = 48;

/**
 * Workers that end tasks faster than the page takes their results sleep from so many on. Else results would wait behind ever more others;
 * and on a computer with no core to spare the page would wait for one.
 */
const MANY_RESULTS = 256;
/** Writers look at how many there are after every so many: the readers' word is in another core's cache. */
const LOOK_EVERY = 32;
/** So long (ms) a worker sleeps at most: its reader may be busy with something else. */
export const PATIENCE_MS = 2;

export function queueWords(capacity: number, memory: Memory): QueueWords {
  return { items: memory.int32(capacity), control: memory.int32(CONTROL) };
}

/** What `take` gives where there is nothing: empty for now, or for good. */
export const EMPTY = -1;
export const OVER = -2;

export class SharedQueue extends Shared implements Queue {
  readonly #items: Int32Array;
  readonly #patienceMs: number;
  /** Where the head was when a writer had slept in vain: nobody reads for now. */
  #idleHead = -1;

  /** `patienceMs`: whoever puts here sleeps at most so long until the reader has caught up. Left out for the page, which must not sleep. */
  constructor(
    readonly words: QueueWords,
    patienceMs = 0,
  ) {
    super(words.control, VERSION);
    this.#items = words.items;
    this.#patienceMs = patienceMs;
  }

  /** Items that are there. */
  get length(): number {
    return Math.max(0, Atomics.load(this.control, TAIL) - Atomics.load(this.control, HEAD));
  }

  /** Items that were taken since the queue was made, by anybody. */
  get takenSoFar(): number {
    return Atomics.load(this.control, HEAD);
  }

  /** Puts many at once, while nobody else knows of the queue. */
  fill(items: readonly number[]): void {
    if (items.length > this.#items.length) throw new Error(`A shared queue has room for ${this.#items.length} items`);
    for (const [i, item] of items.entries()) this.#items[i] = item + 1;
    Atomics.store(this.control, TAIL, items.length);
  }

  later = notLive('later');

  put(item: number): void {
    const items = this.#items;
    const control = this.control;
    for (;;) {
      const tail = Atomics.load(control, TAIL);
      if (tail >= items.length) throw new Error(`A shared queue has room for ${items.length} items`);
      const mine = Atomics.compareExchange(items, tail, 0, item + 1) === 0;
      // Whoever was quicker may not have moved the tail yet: help.
      Atomics.compareExchange(control, TAIL, tail, tail + 1);
      if (!mine) continue;
      this.wakeOne();
      if (this.#patienceMs > 0 && tail % LOOK_EVERY === 0) this.#waitForRoom(tail);
      return;
    }
  }

  /** The reader has taken some: once half is gone, writers who sleep for that go on. */
  madeRoom(): void {
    const { control } = this;
    if (Atomics.load(control, ROOM + 1) === 0 || this.length > MANY_RESULTS / 2) return;
    Atomics.add(control, ROOM, 1);
    Atomics.notify(control, ROOM);
  }

  #waitForRoom(tail: number): void {
    const { control } = this;
    const version = Atomics.load(control, ROOM);
    const head = Atomics.load(control, HEAD);
    if (tail - head < MANY_RESULTS || head === this.#idleHead) return;
    Atomics.add(control, ROOM + 1, 1);
    // A reader who looks by the clock hears that there is much to take.
    Atomics.notify(control, QUIET);
    if (Atomics.load(control, HEAD) === head) Atomics.wait(control, ROOM, version, this.#patienceMs);
    Atomics.sub(control, ROOM + 1, 1);
    if (Atomics.load(control, HEAD) === head) this.#idleHead = head;
  }

  /** Takes the first item, or gives EMPTY or OVER. */
  take(): number {
    const items = this.#items;
    const control = this.control;
    for (;;) {
      const head = Atomics.load(control, HEAD);
      const item = head < items.length ? Atomics.load(items, head) : 0;
      if (item === 0) {
        // Closed is looked at first: what was put before the closing is seen now.
        if (Atomics.load(control, CLOSED) === 0) return EMPTY;
        if (head >= items.length || Atomics.load(items, head) === 0) return OVER;
        continue;
      }
      if (Atomics.compareExchange(control, HEAD, head, head + 1) === head) return item - 1;
    }
  }

  takeNow(): number | undefined {
    const item = this.take();
    return item >= 0 ? item : undefined;
  }

  clear(): void {
    while (this.take() >= 0);
  }

  close(): void {
    Atomics.store(this.control, CLOSED, 1);
    this.wake(Number.POSITIVE_INFINITY);
    Atomics.notify(this.control, QUIET);
  }
}
