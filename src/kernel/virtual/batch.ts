/**
 * Events that are asked for one after another while none is taken. They are sorted together, which costs less than a heap of as many, and
 * then read from front to back.
 */
import { placesInOrder } from './radix-sort.ts';

/** Fewer are cheaper in a heap. */
export const LARGE = 4096;

export class Batch {
  time = new Float64Array(0);
  order = new Float64Array(0);
  what = new Int32Array(0);
  stamp = new Int32Array(0);
  /** Events before `read` are taken, from there to `sorted` they are in order, from there to `end` as they were asked for. */
  read = 0;
  sorted = 0;
  end = 0;
  /** There is to be room for so many at the first growth. */
  #expected: number;

  constructor(expected: number) {
    this.#expected = expected;
  }

  add(time: number, order: number, what: number, stamp: number): void {
    if (this.end === this.time.length) this.#grow();
    this.#set(this.end++, time, order, what, stamp);
  }

  /** Whether sorting is worth it: the events added are many, and at least as many as the sorted ones that would be sorted again. */
  get isWorthSorting(): boolean {
    const added = this.end - this.sorted;
    return added >= LARGE && added >= this.sorted - this.read;
  }

  /** Puts all in order, by time, then as they were asked for. */
  sort(): void {
    const { read, end, time, order, what, stamp } = this;
    const places = placesInOrder(time.subarray(read, end));
    this.#make(places.length);
    for (let to = 0; to < places.length; to++) {
      const from = read + places[to]!;
      this.#set(to, time[from]!, order[from]!, what[from]!, stamp[from]!);
    }
    this.read = 0;
    this.sorted = this.end = places.length;
  }

  #set(at: number, time: number, order: number, what: number, stamp: number): void {
    this.time[at] = time;
    this.order[at] = order;
    this.what[at] = what;
    this.stamp[at] = stamp;
  }

  #grow(): void {
    const { read, end, time, order, what, stamp } = this;
    this.#make(Math.max(2 * (end - read) + LARGE, this.#expected));
    this.#expected = 0;
    this.time.set(time.subarray(read, end));
    this.order.set(order.subarray(read, end));
    this.what.set(what.subarray(read, end));
    this.stamp.set(stamp.subarray(read, end));
    this.read = 0;
    this.sorted -= read;
    this.end -= read;
  }

  #make(length: number): void {
    this.time = new Float64Array(length);
    this.order = new Float64Array(length);
    this.what = new Int32Array(length);
    this.stamp = new Int32Array(length);
  }
}
