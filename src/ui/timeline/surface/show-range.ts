/** Brings the figures of the range forward; the focus stays where it is. */
import type { Surface } from './surface.ts';

export function showRange(store: Surface['store']): void {
  store.getState().showPanel('range');
  // Narrow: the panels are folded away, below all that is looked at.
  const folded = document.getElementById('dock-panel')?.closest('details');
  if (folded) folded.open = true;
}
