/** When the main thread was seen alive in the last second, in slots so that the picture moves on in steps, not every frame. */

/** Slots of the picture: one every 6 px. */
export const SLOTS = 16;
const SPAN_MS = 1000;
const SLOT_MS = SPAN_MS / SLOTS;
/** A longer silence than this is a stop: some frames late is not. */
const STOPPED_FROM_MS = 100;

export class Beats {
  /** Ends of intervals, ms, and how long each was. Old ones leave. */
  #at: number[] = [];
  #last = Number.NaN;
  /** The last interval (ms). */
  interval = Number.NaN;

  add(now: number): void {
    this.interval = now - this.#last;
    this.#last = now;
    this.#at.push(now);
    while (this.#at.length > 1 && this.#at[1]! < now - SPAN_MS) this.#at.shift();
  }

  /** Forgets what was: the page was hidden, and has no frames then. */
  forget(): void {
    this.#at = [];
    this.#last = Number.NaN;
    this.interval = Number.NaN;
  }

  /** The longest stop of the last second (ms); 0 if there was none. */
  stopped(): number {
    let longest = 0;
    for (let i = 1; i < this.#at.length; i++) longest = Math.max(longest, this.#at[i]! - this.#at[i - 1]!);
    return longest >= STOPPED_FROM_MS ? longest : 0;
  }

  /** For each slot, oldest first: whether a beat lies in it. */
  slots(now: number): boolean[] {
    const slots = new Array<boolean>(SLOTS).fill(false);
    const newest = Math.floor(now / SLOT_MS);
    for (const at of this.#at) {
      const slot = SLOTS - 1 - (newest - Math.floor(at / SLOT_MS));
      if (slot >= 0) slots[slot] = true;
    }
    return slots;
  }

  /** Which slot a moment lies in: a new picture is due when it changes. */
  static slotOf(now: number): number {
    return Math.floor(now / SLOT_MS);
  }
}
