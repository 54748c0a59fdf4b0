/** Selects a place of the timeline, and brings it into sight where it is not, in time and among the lanes. One change, one step back. */
import type { StoreApi } from 'zustand';
import type { Actions, Look, State, TimeWindow } from '../../store/state/state.ts';
import { revealLaneOf } from '../timeline/surface/reveal.ts';
import type { Surface } from '../timeline/surface/surface.ts';

/** Share of the window before what is shown. */
const BEFORE = 0.25;
/** Air around what is longer than the window (share of it). */
const AIR = 0.1;

/** `where`: what is to be seen of it (ms). */
export function goTo(
  store: StoreApi<State & Actions>,
  timeline: Surface | null,
  change: Partial<Look>,
  where: TimeWindow,
): void {
  const { view, look } = store.getState();
  const seen = view === null || (where.fromMs >= view.fromMs && where.toMs <= view.toMs);
  look(seen ? change : { ...change, view: around(where, view.toMs - view.fromMs) });
  if (change.selected) revealLaneOf(timeline, change.selected);
}

/** A window in which it is seen: as long as before, if it is long enough. */
export function around({ fromMs, toMs }: TimeWindow, length: number): TimeWindow {
  const own = toMs - fromMs;
  if (own > length * (1 - BEFORE)) return { fromMs: fromMs - own * AIR, toMs: toMs + own * AIR };
  return { fromMs: fromMs - length * BEFORE, toMs: fromMs + length * (1 - BEFORE) };
}
