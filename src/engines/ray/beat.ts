/**
 * The owner's beat (`CoreWorker::InternalHeartbeat`): once a second it hands in anew what is to be tried again, so that a retry with no
 * delay configured waits up to a second. Nothing beats while nothing waits for it.
 */
import type { Handler, Io } from '../io.ts';

const EVERY_MS = 1000;

export class Beat {
  constructor(
    readonly io: Io,
    /** When it beats first (ms). */
    readonly firstMs: number,
    /** It beats; else what waits for it comes at once. */
    readonly beats: boolean,
  ) {}

  /** Does this at the first beat that is at least so long (ms) from now. */
  next(ms: number, act: Handler): void {
    const from = this.io.now + ms;
    const beats = Math.max(0, Math.floor((from - this.firstMs) / EVERY_MS) + 1);
    this.io.after(this.beats ? this.firstMs + beats * EVERY_MS - this.io.now : ms, act);
  }
}
