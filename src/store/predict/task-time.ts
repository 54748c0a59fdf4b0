/**
 * What a task of a prediction takes on the page's own thread, as this page measures it: how many tasks are few depends on the computer, on
 * what else it does, and on how far compilers have come. Times are milliseconds. No clock is read here.
 */

/** A task until one has been measured, and the least that is believed: `ON_PAGE` ends longer predictions on faster computers anyway. */
const GUESS_MS = 0.002;
/** All predictions that a move asks for may take so long, less than a frame. Each is a slice of its own. */
const MOST_MS = 14;
/** Shorter lists tell more of the beginning and the end of a prediction than of its tasks. */
const TELLING = 200;

export class TaskTime {
  #ms = GUESS_MS;

  /** A prediction of so many tasks took so long on this thread. One that something held up counts for no more than twice the usual. */
  took(tasks: number, ms: number): void {
    if (tasks < TELLING) return;
    this.#is(0.75 * this.#ms + 0.25 * Math.min(ms / tasks, 2 * this.#ms));
  }

  /** A prediction was left to the worker, which tells nothing of this thread: after many the page tries again. */
  leftToWorker(): void {
    this.#is(0.99 * this.#ms);
  }

  #is(ms: number): void {
    this.#ms = Math.max(GUESS_MS, ms);
  }

  /** Whether so many tasks, summed over the engines, are few. */
  isLittle(tasks: number): boolean {
    return tasks * this.#ms <= MOST_MS;
  }
}

/** That of this page. */
export const taskTime = new TaskTime();
