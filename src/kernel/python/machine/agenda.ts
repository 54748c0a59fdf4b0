/** What is to be done at moments of virtual time, in order: acts, and the passing of GIL waiters' intervals. */
import { Events } from '../../virtual/events.ts';

/** The number by which the event of the first interval is known. */
export const INTERVAL = -1;

export class Agenda {
  readonly events = new Events();
  readonly #acts: ((() => void) | undefined)[] = [];
  readonly #free: number[] = [];

  /** When the next thing is to be done (ms); Infinity if there is none. */
  get nextMs(): number {
    return this.events.length > 0 ? this.events.nextTime : Number.POSITIVE_INFINITY;
  }

  /** Does this at that time. */
  add(atMs: number, act: () => void): void {
    const slot = this.#free.pop() ?? this.#acts.length;
    this.#acts[slot] = act;
    this.events.push(atMs, slot, 0);
  }

  /** Takes the next thing out; undefined is the passing of an interval. */
  take(): (() => void) | undefined {
    this.events.pop();
    const { what } = this.events;
    if (what === INTERVAL) return undefined;
    const act = this.#acts[what]!;
    this.#acts[what] = undefined;
    this.#free.push(what);
    return act;
  }
}
