/** Interpreters that serve nobody now, each of which has lived before. */
import type { Slot } from './slot.ts';

export class Slots {
  readonly #free: Slot[] = [];
  /** Those that were not warmed serve once. */
  readonly #once = new WeakSet<Slot>();
  readonly #make: () => Slot;
  readonly #warm: (slot: Slot) => Promise<void>;

  /**
   * @param warm runs a little program of ours in a new one. What JavaScript keeps for good is made while a program first starts threads and waits, and
   * leaves other holes in the memory of that life than all later ones have: the same program would find other addresses there, and go through its
   * sets in another order.
   */
  constructor(make: () => Slot, warm: (slot: Slot) => Promise<void>) {
    this.#make = make;
    this.#warm = warm;
  }

  /** @param fresh only one that nothing has lived in, whatever addresses it has */
  async take(fresh = false): Promise<Slot> {
    const free = fresh ? undefined : this.#free.shift();
    if (free) return free;
    const made = this.#make();
    await made.ready;
    if (fresh) this.#once.add(made);
    else await this.#warm(made);
    return made;
  }

  giveBack(slot: Slot): void {
    if (!this.#once.has(slot)) this.#free.unshift(slot);
  }
}
