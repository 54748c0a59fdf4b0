/** Brings the figures of the range forward; the focus stays where it is. */
import type { StoreApi } from 'zustand';
import type { Actions, State } from '../../../store/state/state.ts';

export function showRange(store: StoreApi<State & Actions>): void {
  store.getState().showPanel('range');
  // Narrow: the panels are folded away, below all that is looked at.
  const folded = document.getElementById('dock-panel')?.closest('details');
  if (folded) folded.open = true;
}
