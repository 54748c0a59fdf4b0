/** How many of something there are from moment to moment: attempts in a queue, tasks that wait for others. */
import { upTo } from '../ascending.ts';

/** How many there are at each moment. */
export class Crowd {
  /** Starts and ends, each in order of time. */
  readonly #from: Float64Array;
  readonly #to: Float64Array;
  /** The stretches of time in which the count is not 0: begin, end, begin, end, and so on. */
  readonly #any: Float64Array;

  constructor(from: Float64Array, to: Float64Array) {
    this.#from = from.sort();
    this.#to = to.sort();
    const any: number[] = [];
    let [began, ended] = [0, 0];
    // One begins at the moment at which another ends: between them the count is never 0.
    for (const at of this.#to) {
      if (began === ended) any.push(this.#from[began]!);
      while (began < this.#from.length && this.#from[began]! <= at) began++;
      ended++;
      if (began === ended) any.push(at);
    }
    this.#any = Float64Array.from(any);
  }

  /** How many there are at this moment. One that begins then counts, one that ends then does not. */
  at(ms: number): number {
    return upTo(this.#from, ms) - upTo(this.#to, ms);
  }

  /** Whether the count is above 0 at this moment. `changesAfter` is when that changes next (ms; Infinity: never). */
  anyAt(ms: number): boolean {
    return upTo(this.#any, ms) % 2 === 1;
  }
  changesAfter(ms: number): number {
    return this.#any[upTo(this.#any, ms)] ?? Number.POSITIVE_INFINITY;
  }
}

/** Collects from when to when each of them was there. */
export class CrowdMaker {
  #count = 0;
  #from = new Float64Array(64);
  #to = new Float64Array(64);

  add(from: number, to: number): void {
    if (!(to > from)) return;
    if (this.#count === this.#from.length) {
      this.#from = twice(this.#from);
      this.#to = twice(this.#to);
    }
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
  }

  done(): Crowd {
    return new Crowd(this.#from.slice(0, this.#count), this.#to.slice(0, this.#count));
  }
}

function twice(array: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(array.length * 2);
  more.set(array);
  return more;
}
