/**
 * The pool's tick: every 5 s the main process looks for children that have gone unnoticed. All that waits for one tick is
 * done at it in the order in which it began to wait.
 */
import type { Handler, Io } from '../io.ts';
import type { Steps } from '../vocabulary.ts';

export const TICK_MS = 5000;
/** A moment so near a tick is that tick: enough for rounding errors (ms). */
const NEAR_MS = 1e-6;

export class Ticks {
  /** By number of the tick: what waits for it. */
  readonly #waiting = new Map<number, Handler[]>();

  constructor(
    readonly io: Io,
    /** When the first one is (ms). */
    readonly firstMs: number,
  ) {}

  /** Does this at the next tick, but at least so long (ms) from now. */
  next(leastMs: number, act: Handler): void {
    const { now } = this.io;
    const tick = Math.max(0, Math.ceil((now - this.firstMs - NEAR_MS) / TICK_MS));
    const ms = Math.max(0, this.firstMs + tick * TICK_MS - now);
    if (leastMs > ms) {
      this.io.after(leastMs, act);
      return;
    }
    const waiting = this.#waiting.get(tick);
    if (waiting) {
      waiting.push(act);
      return;
    }
    this.#waiting.set(tick, [act]);
    this.io.after(ms, () => this.#done(tick));
  }

  *#done(tick: number): Steps {
    const waiting = this.#waiting.get(tick)!;
    this.#waiting.delete(tick);
    for (const act of waiting) {
      const steps = act();
      if (steps) yield* steps;
    }
  }
}
