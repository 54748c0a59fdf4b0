/**
 * A thread's stamps: milliseconds of the run. Reading the clock costs more than all else that an empty task does (0.2 to 0.4 µs), and
 * browsers give it in steps of 5 µs. So a few stamps share one reading, unless time has passed between them.
 */

/** Stamps that share a reading in a worker: about as many as there are in 5 µs of tasks that neither wait nor compute. */
const SHARE = 4;

export class Stamps {
  readonly #base: number;
  readonly #share: number;
  readonly #clock: () => number;
  #time = 0;
  #left = 0;

  /**
   * @param base what makes a time of the run from the clock's (ms)
   * @param share how many stamps share a reading at most
   * @param clock the thread's clock (ms)
   */
  constructor(base: number, share = SHARE, clock = () => performance.now()) {
    this.#base = base;
    this.#share = share;
    this.#clock = clock;
  }

  now(): number {
    if (this.#left-- > 0) return this.#time;
    this.#left = this.#share - 1;
    return (this.#time = this.#clock() + this.#base);
  }

  /** The stamp of something that comes after `earlier`, which another thread may have stamped (NaN if nobody did). */
  nowAfter(earlier: number): number {
    if (earlier > this.#time) this.#left = 0;
    return this.now();
  }

  /** Time has passed: the next stamp reads the clock. */
  passed(): void {
    this.#left = 0;
  }
}
