/**
 * A thread's stamps, milliseconds of the run. Reading the clock costs more than all else that an empty task does (0.2 to 0.4 µs),
 * and it cannot tell apart what is less than 5 µs apart: so a few stamps share a reading, unless time has passed between them.
 */

/** Stamps to a reading in a worker: as many tasks take less than the 5 µs, done one after another without waiting or computing. */
const SHARE = 4;

export class Stamps {
  readonly #base: number;
  readonly #share: number;
  #time = 0;
  #left = 0;

  /** `base` makes times of the run from `performance.now()`. `share`: so many stamps share a reading, at most. */
  constructor(base: number, share = SHARE) {
    this.#base = base;
    this.#share = share;
  }

  now(): number {
    if (this.#left-- > 0) return this.#time;
    this.#left = this.#share - 1;
    return (this.#time = performance.now() + this.#base);
  }

  /** Now, of something that another thread stamped `cause` before (NaN if none did). */
  nowAfter(cause: number): number {
    if (cause > this.#time) this.#left = 0;
    return this.now();
  }

  /** Time has passed: the next stamp is read. */
  passed(): void {
    this.#left = 0;
  }
}
