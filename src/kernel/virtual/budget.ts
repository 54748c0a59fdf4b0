/**
 * How much work one prediction may be. The work is counted in steps and not in time, so that the same scenario is cut off at the same
 * place on every computer. Only who throws away what was cut off may go by time (`enough`).
 */
import type { Trace } from '../../trace/trace.ts';

export interface Budget {
  /** Steps of the kernel: an event, a turn of a process, a request of a generator, an attempt, a segment or a switch interval each is one. */
  readonly steps: number;
  /** Memory (bytes) of the trace's columns. */
  readonly bytes: number;
  /** Asked now and then, some thousand steps apart: whoever has the prediction made has no more time for it. Where that is so depends on the computer. */
  readonly enough?: () => boolean;
}

/** For tests and recordings: their scenarios are known to end. */
export const UNBOUNDED: Budget = { steps: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** Memory and time are looked at after so many steps: adding up the columns is slower than a step. */
const LOOK_EVERY = 4096;

/** Counts the steps of one prediction. */
export class Meter {
  /** The prediction has used up its budget and is to be cut off. */
  spent = false;
  readonly #budget: Budget;
  readonly #trace: Trace;
  #steps = 0;
  #lookAt: number;

  constructor(budget: Budget, trace: Trace) {
    this.#budget = budget;
    this.#trace = trace;
    this.#lookAt = Math.min(budget.steps, LOOK_EVERY);
  }

  /** Steps counted. */
  get steps(): number {
    return this.#steps;
  }

  /** Counts one step. */
  step(): void {
    if (++this.#steps >= this.#lookAt) this.#look();
  }

  #look(): void {
    const { steps, bytes, enough } = this.#budget;
    this.spent ||= this.#steps >= steps || this.#trace.byteLength >= bytes || enough?.() === true;
    this.#lookAt = Math.min(Math.max(steps, this.#steps + 1), this.#steps + LOOK_EVERY);
  }
}
