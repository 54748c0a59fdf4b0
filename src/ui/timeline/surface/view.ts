/** The window of time as gestures and keys move it. What they ask for is collected, and set in the store once a frame. */
import type { StoreApi } from 'zustand';
import type { Actions, State, TimeWindow } from '../../../store/state/state.ts';
import { inside, panned, showsAll, zoomed } from '../model/time-scale.ts';
import { Easing } from './easing.ts';

/** In a window that follows a run, now stands at this share of the window's length. */
const NOW_AT = 0.9;

export class View {
  readonly #easing = new Easing();
  /** The view that gestures have asked for since the last frame; undefined: none. */
  #wanted: TimeWindow | null | undefined;
  /** The view that was set last. Another view in the store comes from elsewhere. */
  #set: TimeWindow | null = null;

  /** `all` gives the window that shows everything, `width` the width of the plot (px), `nowMs` the time of the run under way (NaN: none). `draw` asks for a frame. */
  constructor(
    readonly store: StoreApi<State & Actions>,
    readonly all: () => TimeWindow,
    readonly width: () => number,
    readonly draw: () => void,
    readonly nowMs: () => number = () => Number.NaN,
  ) {}

  /** The window that is shown, or will be in the next frame. */
  get now(): TimeWindow {
    return (this.#wanted === undefined ? this.store.getState().view : this.#wanted) ?? this.all();
  }

  get moving(): boolean {
    return this.#easing.target !== undefined;
  }

  /** Shows a window from the next frame on; null is all there is. `ease`: moves there within 120 ms, unless the user wants reduced motion. */
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

  /** Makes the window `factor` times as long. The time `atMs` stays where it is on the page. */
  zoom(atMs: number, factor: number, ease = false): void {
    this.show(zoomed(this.#easing.target ?? this.now, atMs, factor, this.all()), ease);
  }

  /** Moves the window by pixels; more is later. */
  pan(pixels: number, ease = false): void {
    const width = this.width();
    if (!(width > 0)) return;
    const view = this.#easing.target ?? this.now;
    this.show(panned(view, (pixels * (view.toMs - view.fromMs)) / width, this.all()), ease);
  }

  /** To be called once a frame: sets in the store what has been asked for. */
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

  /** Moves a window that shows only a part along with the run that is under way. */
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
