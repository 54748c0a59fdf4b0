/** The timers of one run: counted, and gone all at once. */
import { held } from './leftovers.ts';

/** `setTimeout` takes no more. */
const LONGEST_MS = 2 ** 31 - 1;

export class Timers {
  readonly #running = new Set<number>();

  get count(): number {
    return this.#running.size;
  }

  /** Calls back after `ms`, not before: browsers cut off fractions of a millisecond, so they are rounded up. */
  set(ms: number, callback: () => void): number {
    const id = window.setTimeout(
      () => {
        this.#forget(id);
        callback();
      },
      Math.min(Math.ceil(ms), LONGEST_MS),
    );
    this.#running.add(id);
    held.timers++;
    return id;
  }

  clear(id: number): void {
    if (!this.#running.has(id)) return;
    window.clearTimeout(id);
    this.#forget(id);
  }

  clearAll(): void {
    for (const id of [...this.#running]) this.clear(id);
  }

  #forget(id: number): void {
    this.#running.delete(id);
    held.timers--;
  }
}
