/** Undo and redo over whole values: a line of past ones, one now, a line of undone ones. */

/** More steps than anybody takes back, few enough to keep texts of a megabyte. */
const MOST_STEPS = 200;
/** Changes of one kind that follow each other this fast are one step: typing, dragging. */
const ONE_STEP_MS = 800;

export class History<T> {
  readonly #past: T[] = [];
  readonly #undone: T[] = [];
  #now: T;
  #kind = '';
  #at = Number.NEGATIVE_INFINITY;

  constructor(first: T) {
    this.#now = first;
  }

  get now(): T {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /**
   * Takes a new value.
   * @param kind what was changed; changes of one non-empty kind in quick succession are one step
   * @param at ms on any clock that only goes forward
   */
  push(value: T, kind: string, at: number): void {
    const follows = kind !== '' && kind === this.#kind && at - this.#at < ONE_STEP_MS && this.canUndo;
    if (!follows) {
      this.#past.push(this.#now);
      if (this.#past.length > MOST_STEPS) this.#past.shift();
    }
    this.#now = value;
    this.#undone.length = 0;
    this.#kind = kind;
    this.#at = at;
  }

  /** Puts another value in the place of the present one, as part of the same step: a drag that goes on. */
  amend(value: T): void {
    this.#now = value;
    this.#undone.length = 0;
  }

  /** The value before, which is now the one; undefined if there is none. */
  undo(): T | undefined {
    return this.#step(this.#past, this.#undone);
  }

  /** The value last undone, which is now the one; undefined if there is none. */
  redo(): T | undefined {
    return this.#step(this.#undone, this.#past);
  }

  #step(from: T[], to: T[]): T | undefined {
    const value = from.pop();
    if (value === undefined) return undefined;
    to.push(this.#now);
    this.#kind = '';
    return (this.#now = value);
  }
}
