/** The window of time, as gestures and keys move it: collected between frames, set in the store once a frame. */
import type { StoreApi } from 'zustand';
import type { Actions, State, TimeWindow } from '../../../store/state/state.ts';
import { inside, panned, showsAll, zoomed } from '../model/time-scale.ts';
import { Easing } from './easing.ts';

/** Where now stands in a window that follows it, as a share of it. */
const NOW_AT = 0.9;

export class View {
  readonly #easing = new Easing();
  /** What a gesture asks for; undefined: nothing. */
  #wanted: TimeWindow | null | undefined;
  /** What was set last: anything else has been set by somebody else. */
  #set: TimeWindow | null = null;

  /** `all`: the window that shows everything. `width`: pixels of the plot. `draw`: asks for a frame. `nowMs`: of the run under way, else NaN. */
  constructor(
    readonly store: StoreApi<State & Actions>,
    readonly all: () => TimeWindow,
    readonly width: () => number,
    readonly draw: () => void,
    readonly nowMs: () => number = () => Number.NaN,
  ) {}

  /** What is shown, or will be in the next frame. */
  get now(): TimeWindow {
    return (this.#wanted === undefined ? this.store.getState().view : this.#wanted) ?? this.all();
  }

  get moving(): boolean {
    return this.#easing.target !== undefined;
  }

  /** Shows a window, null is all, from the next frame on; `ease`: within 120 ms, unless motion is to be reduced. */
  show(view: TimeWindow | null, ease = false): void {
    const all = this.all();
    const wanted = view === null || showsAll(view, all) ? null : inside(view, all);
    this.#set = this.store.getState().view;
    if (ease) this.#easing.start(this.now, wanted ?? all, wanted);
    else {
      this.#easing.stop();
      this.#wanted = wanted;
    }
    this.store.getState().follow(false);
    this.draw();
  }

  /** Makes the window `factor` times as long; `atMs` stays where it is. */
  zoom(atMs: number, factor: number, ease = false): void {
    this.show(zoomed(this.#easing.target ?? this.now, atMs, factor, this.all()), ease);
  }

  /** By so many pixels; later is more. */
  pan(pixels: number, ease = false): void {
    const width = this.width();
    if (!(width > 0)) return;
    const view = this.#easing.target ?? this.now;
    this.show(panned(view, (pixels * (view.toMs - view.fromMs)) / width, this.all()), ease);
  }

  /** Once a frame: tells the store what has been asked for. */
  step(clockMs: number): void {
    if (this.moving && this.store.getState().view !== this.#set) this.#easing.stop();
    const eased = this.#easing.step(clockMs);
    if (eased !== undefined) this.#wanted = eased;
    if (this.#wanted === undefined) {
      this.#follow();
      return;
    }
    this.#set = this.#wanted;
    this.#wanted = undefined;
    this.store.getState().setView(this.#set);
  }

  /** Moves a window that is part of it all along with the run. */
  #follow(): void {
    const { view, following } = this.store.getState();
    if (!following || !view) return;
    const now = this.nowMs();
    if (Number.isNaN(now)) return;
    const length = view.toMs - view.fromMs;
    const fromMs = Math.max(this.all().fromMs, now - length * NOW_AT);
    if (Math.abs(fromMs - view.fromMs) > length / 1e4) {
      this.store.getState().setView({ fromMs, toMs: fromMs + length });
    }
  }
}
