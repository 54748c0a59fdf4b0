/**
 * The timers of a loop, of which there may be as many as tasks. They lie in a heap; of many that are set while none is taken, all
 * but the first lie in a batch beside it. Where never so many are set at once the heap alone is quicker.
 */

import { Batch, LARGE } from './batch.ts';
import { Events } from './events.ts';

export class Timers {
  length = 0;
  readonly #heap = new Events();
  readonly #batch: Batch;
  /** Set since one was taken last. */
  #untaken = 0;

  /** `expected`: how many may be set at a time, about. */
  constructor(expected = 0) {
    this.#batch = new Batch(expected);
  }

  /** `what` and `stamp` of the one last popped. */
  what = 0;
  stamp = 0;

  /** Time (ms) of the next one; there must be one. */
  get nextTime(): number {
    return this.#isInBatch() ? this.#batch.time[this.#batch.read]! : this.#heap.nextTime;
  }

  push(time: number, what: number, stamp: number): void {
    this.length++;
    if (this.#untaken++ < LARGE) this.#heap.push(time, what, stamp);
    else this.#batch.add(time, this.#heap.asked++, what, stamp);
  }

  /** Takes the next one out and gives its time. */
  pop(): number {
    const inBatch = this.#isInBatch();
    this.length--;
    this.#untaken = 0;
    return inBatch ? this.#takeFromBatch() : this.#takeFromHeap();
  }

  /** Whether the next one is the batch's first. */
  #isInBatch(): boolean {
    if (this.length === this.#heap.length) return false;
    const [heap, batch] = [this.#heap, this.#batch];
    if (batch.sorted < batch.end) this.#sortBatch();
    const { read, sorted } = batch;
    if (read === sorted) return false;
    return !heap.isNextBefore(batch.time[read]!, batch.order[read]!);
  }

  /** What the batch has got is sorted, or goes into the heap. */
  #sortBatch(): void {
    const batch = this.#batch;
    if (batch.isWorthSorting) batch.sort();
    else {
      const { sorted, end, time, what, stamp } = batch;
      for (let at = sorted; at < end; at++) this.#heap.push(time[at]!, what[at]!, stamp[at]!);
      batch.end = sorted;
    }
  }

  #takeFromBatch(): number {
    const batch = this.#batch;
    const at = batch.read++;
    this.what = batch.what[at]!;
    this.stamp = batch.stamp[at]!;
    return batch.time[at]!;
  }

  #takeFromHeap(): number {
    const heap = this.#heap;
    heap.pop();
    this.what = heap.what;
    this.stamp = heap.stamp;
    return heap.time;
  }
}
