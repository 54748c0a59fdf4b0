/** The window of time, as gestures and keys move it: collected between frames, set in the store once a frame. */
import type { StoreApi } from 'zustand';
import type { Actions, State, TimeWindow } from '../../store/state.ts';
import { Easing } from './easing.ts';
import { inside, panned, showsAll, zoomed } from './time-scale.ts';

export class View {
  readonly #easing = new Easing();
  /** What a gesture asks for; undefined: nothing. */
  #wanted: TimeWindow | null | undefined;

  /** `all`: the window that shows everything. `width`: pixels of the plot. `draw`: asks for a frame. */
  constructor(
    readonly store: StoreApi<State & Actions>,
    readonly all: () => TimeWindow,
    readonly width: () => number,
    readonly draw: () => void,
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
    if (ease) this.#easing.start(this.now, wanted ?? all, wanted);
    else {
      this.#easing.stop();
      this.#wanted = wanted;
    }
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
    const eased = this.#easing.step(clockMs);
    if (eased !== undefined) this.#wanted = eased;
    if (this.#wanted === undefined) return;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    this.store.getState().setView(wanted);
  }
}
