/**
 * The owner's beat (`CoreWorker::InternalHeartbeat`): once a second it hands in anew what is to be tried again and is due, the earliest
 * first, so that a retry with no delay configured waits up to a second. Nothing beats while nothing waits for it.
 */
import type { Handler, Io } from '../io.ts';
import type { Steps } from '../vocabulary.ts';

const EVERY_MS = 1000;

interface Waiting {
  readonly dueMs: number;
  readonly act: Handler;
}

export class Beat {
  /** By number of the beat: what waits for it. */
  readonly #waiting = new Map<number, Waiting[]>();

  constructor(
    readonly io: Io,
    /** When it beats first (ms). */
    readonly firstMs: number,
    /** It beats; else what waits for it comes at once. */
    readonly beats: boolean,
  ) {}

  /** Does this at the first beat that is at least so long (ms) from now. */
  next(ms: number, act: Handler): void {
    if (!this.beats) {
      this.io.after(ms, act);
      return;
    }
    const dueMs = this.io.now + ms;
    const beat = Math.max(0, Math.floor((dueMs - this.firstMs) / EVERY_MS) + 1);
    const waiting = this.#waiting.get(beat);
    if (waiting) {
      waiting.push({ dueMs, act });
      return;
    }
    this.#waiting.set(beat, [{ dueMs, act }]);
    this.io.after(this.firstMs + beat * EVERY_MS - this.io.now, () => this.#beats(beat));
  }

  *#beats(beat: number): Steps {
    const waiting = this.#waiting.get(beat)!;
    this.#waiting.delete(beat);
    for (const { act } of waiting.sort((a, b) => a.dueMs - b.dueMs)) {
      const steps = act();
      if (steps) yield* steps;
    }
  }
}
