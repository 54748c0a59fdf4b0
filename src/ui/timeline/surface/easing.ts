/** Fit and zoom keys move the window in 120 ms; with reduced motion at once. */
import type { TimeWindow } from '../../../store/state/state.ts';

const LENGTH_MS = 120;

export class Easing {
  /** Where it is going; undefined at rest. */
  target: TimeWindow | undefined;
  #from: TimeWindow = { fromMs: 0, toMs: 0 };
  #end: TimeWindow | null = null;
  #startMs = Number.NaN;
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');

  /** `end` is what is shown at last: null for all of it. */
  start(from: TimeWindow, target: TimeWindow, end: TimeWindow | null): void {
    this.#from = from;
    this.target = target;
    this.#end = end;
    this.#startMs = Number.NaN;
  }

  stop(): void {
    this.target = undefined;
  }

  /** The window for this frame; undefined where nothing moves. */
  step(clockMs: number): TimeWindow | null | undefined {
    const { target } = this;
    if (!target) return undefined;
    if (Number.isNaN(this.#startMs)) this.#startMs = clockMs;
    const t = this.#still.matches ? 1 : (clockMs - this.#startMs) / LENGTH_MS;
    if (t >= 1) {
      this.target = undefined;
      return this.#end;
    }
    const share = 1 - (1 - t) ** 3;
    const between = (a: number, b: number) => a + (b - a) * share;
    return { fromMs: between(this.#from.fromMs, target.fromMs), toMs: between(this.#from.toMs, target.toMs) };
  }
}
