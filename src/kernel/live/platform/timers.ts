/** The timers of one run: counted, and cleared all at once at its end. */
import { held } from './leftovers.ts';
import type { Page } from './page.ts';

export class Timers {
  readonly #page: Page;
  readonly #running = new Set<number>();

  constructor(page: Page) {
    this.#page = page;
  }

  /** Calls back after `ms`, not before; gives the timer's number. */
  set(ms: number, callback: () => void): number {
    const timer = this.#page.setTimer(ms, () => {
      this.#forget(timer);
      callback();
    });
    this.#running.add(timer);
    held.timers++;
    return timer;
  }

  clear(timer: number): void {
    if (!this.#running.has(timer)) return;
    this.#page.clearTimer(timer);
    this.#forget(timer);
  }

  clearAll(): void {
    for (const timer of [...this.#running]) this.clear(timer);
  }

  #forget(timer: number): void {
    this.#running.delete(timer);
    held.timers--;
  }
}
