/** The page sleeps at a shared word without blocking. */
import { held } from '../platform/leftovers.ts';
import type { Timers } from '../platform/timers.ts';
import type { Shared } from './shared-word.ts';

/** Calls back when a shared word that had this value may have changed, or after `ms`. */
export type WaitOnPage = (
  words: Int32Array,
  word: number,
  value: number,
  ms: number,
  then: (timedOut: boolean) => void,
) => void;

/** Where the browser has no `Atomics.waitAsync` the page looks so often (ms). */
const POLL_MS = 4;

/** The page's way to wait, with timers of this run where there is no better one. */
export function waitOnPage(timers: Timers): WaitOnPage {
  return (words, word, value, ms, then) => {
    if (typeof Atomics.waitAsync !== 'function') {
      timers.set(Math.min(ms, POLL_MS), () => then(Atomics.load(words, word) === value));
      return;
    }
    const waiting = Atomics.waitAsync(words as Int32Array<SharedArrayBuffer>, word, value, ms);
    if (!waiting.async) {
      queueMicrotask(() => then(false));
      return;
    }
    held.waits++;
    void waiting.value.then((how) => {
      held.waits--;
      then(how === 'timed-out');
    });
  };
}

/**
 * Being woken costs the page and the worker that wakes it some microseconds each, for all results that are there by then. With fewer
 * results than `FEW_A_MS` that is little beside the tasks. With more than `MANY_A_MS` it is little for each result. In between the
 * page looks by the clock, every `LOOK_MS`, and the workers go on undisturbed meanwhile.
 */
const FEW_A_MS = 2;
const MANY_A_MS = 300;
const LOOK_MS = 2;
/**
 * So many looks one after another are no stream of results yet: a caller that starts threads hears of each once, and starts the next at
 * once. At the clock's pace each start would take as long as a look.
 */
const FEW_LOOKS = 64;

/** Waits for a shared thing as long as somebody on the page waits for it, and looks at it whenever it may have changed. */
export class PageWaiter {
  readonly #shared: Shared;
  readonly #quiet: number;
  readonly #timers: Timers;
  /** Takes what there is; gives whether to go on waiting. */
  readonly #look: () => boolean;
  /** How many results there were, up to now. */
  readonly #results: () => number;
  #resultsBefore = 0;
  #waits = false;
  #over = false;
  #lastAtMs = Number.NEGATIVE_INFINITY;
  /** Looks one after another that found neither few nor many. */
  #inARow = 0;

  /**
   * `quiet`: a word that is notified when there will be no more, if that is known; else the thing's own. `results`: how many there were,
   * up to now; left out, each look counts as one.
   */
  constructor(shared: Shared, quiet: number, timers: Timers, look: () => boolean, results?: () => number) {
    this.#shared = shared;
    this.#quiet = quiet;
    this.#timers = timers;
    this.#look = look;
    this.#results = results ?? (() => this.#resultsBefore + 1);
  }

  /** Begins to wait, if it does not yet. */
  wait(): void {
    if (this.#waits || this.#over) return;
    this.#waits = true;
    const now = performance.now();
    const results = this.#results();
    const aMs = (results - this.#resultsBefore) / (now - this.#lastAtMs);
    this.#resultsBefore = results;
    this.#inARow = aMs > FEW_A_MS && aMs < MANY_A_MS ? this.#inARow + 1 : 0;
    if (this.#inARow > FEW_LOOKS) this.#waitForTheClock();
    else this.#waitToBeWoken();
    this.#lastAtMs = now;
  }

  /** The run is over. */
  end(): void {
    this.#over = true;
    this.#shared.wake(Number.POSITIVE_INFINITY);
    Atomics.notify(this.#shared.control, this.#quiet);
  }

  #waitToBeWoken(): void {
    const { version, control, word } = this.#shared;
    this.#shared.sleeperComes();
    // What came before the sleeper was announced has changed no version.
    if (!this.#look()) {
      this.#waits = false;
      this.#shared.sleeperGoes();
      return;
    }
    waitOnPage(this.#timers)(control, word, version, Number.POSITIVE_INFINITY, () => {
      this.#shared.sleeperGoes();
      this.#woken();
    });
  }

  /** The writers do not know that anybody waits. Not by `setTimeout`: its clamp would make that 4 ms. */
  #waitForTheClock(): void {
    const { control } = this.#shared;
    const value = Atomics.load(control, this.#quiet);
    waitOnPage(this.#timers)(control, this.#quiet, value, LOOK_MS, () => this.#woken());
  }

  #woken(): void {
    this.#waits = false;
    if (!this.#over && this.#look()) this.wait();
  }
}
