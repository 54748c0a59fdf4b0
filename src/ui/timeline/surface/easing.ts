/** Fit and the zoom keys move the window within 120 ms; at once where the user wants reduced motion. */
import type { TimeWindow } from '../../../store/state/state.ts';

const LENGTH_MS = 120;

export class Easing {
  /** The window that the movement ends at; undefined at rest. */
  target: TimeWindow | undefined;
  #from: TimeWindow = { fromMs: 0, toMs: 0 };
  #end: TimeWindow | null = null;
  #startMs = Number.NaN;
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');

  /** `end`: the view that is set at the end; null shows all there is. */
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
