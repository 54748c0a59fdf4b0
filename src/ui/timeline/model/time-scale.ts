/** Between milliseconds and pixels, and how gestures move the window. Pure. */
import type { TimeWindow } from '../../../store/state/state.ts';

/** A window of time over a stretch of pixels. */
export interface TimeScale extends TimeWindow {
  /** x of `fromMs`. */
  readonly left: number;
  readonly width: number;
}

export const xOf = (scale: TimeScale, ms: number): number =>
  scale.left + ((ms - scale.fromMs) / (scale.toMs - scale.fromMs)) * scale.width;
export const msAt = (scale: TimeScale, x: number): number =>
  scale.fromMs + ((x - scale.left) / scale.width) * (scale.toMs - scale.fromMs);

/** The scale of something that is drawn `ms` later than its own clock says. It takes and gives times of that clock. */
export const shifted = (scale: TimeScale, ms: number): TimeScale =>
  ms === 0 ? scale : { ...scale, fromMs: scale.fromMs - ms, toMs: scale.toMs - ms };

/** Pixels before zero, so that a diamond at 0 has room, and after the end. */
const BEFORE = 20;
const AFTER = { wide: 24, narrow: 12 };
/** A plot narrower than this is a phone's. */
const NARROW = 480;
/** The shortest window (ms): about half a microsecond a pixel. */
const SHORTEST_MS = 0.5;

/** The window that shows all from `startMs` (0 or before) up to `endMs` in so many pixels. */
export function fitWindow(endMs: number, width: number, startMs = 0): TimeWindow {
  const after = width < NARROW ? AFTER.narrow : AFTER.wide;
  const last = endMs > 0 ? endMs : 1000;
  const msPerPixel = (last - startMs) / Math.max(1, width - BEFORE - after);
  return { fromMs: startMs - BEFORE * msPerPixel, toMs: last + after * msPerPixel };
}

/** Makes the window `factor` times as long, with `atMs` staying where it is. */
export function zoomed(view: TimeWindow, atMs: number, factor: number, all: TimeWindow): TimeWindow {
  const length = view.toMs - view.fromMs;
  const longest = all.toMs - all.fromMs;
  const wanted = Math.min(longest, Math.max(SHORTEST_MS, length * factor));
  const share = (atMs - view.fromMs) / length;
  const fromMs = atMs - share * wanted;
  return inside({ fromMs, toMs: fromMs + wanted }, all);
}

/** Moves the window by `ms` (later is more), not beyond what there is. */
export const panned = (view: TimeWindow, ms: number, all: TimeWindow): TimeWindow =>
  inside({ fromMs: view.fromMs + ms, toMs: view.toMs + ms }, all);

/** The window pushed back to within `all`, its length kept where possible. */
export function inside(view: TimeWindow, all: TimeWindow): TimeWindow {
  const length = Math.min(view.toMs - view.fromMs, all.toMs - all.fromMs);
  const fromMs = Math.min(Math.max(view.fromMs, all.fromMs), all.toMs - length);
  return { fromMs, toMs: fromMs + length };
}

/** Whether the window shows nearly all there is. Then the view is null, and follows a run that grows. */
export const showsAll = (view: TimeWindow, all: TimeWindow): boolean =>
  view.toMs - view.fromMs >= (all.toMs - all.fromMs) * 0.999;
