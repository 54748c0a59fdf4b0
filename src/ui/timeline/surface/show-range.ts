/** Shows the panel of the range. The focus stays where it is. */
import type { StoreApi } from 'zustand';
import type { Actions, State } from '../../../store/state/state.ts';

export function showRange(store: StoreApi<State & Actions>): void {
  store.getState().showPanel('range');
  // On a narrow page the panels are folded away below everything else: they are unfolded.
  const folded = document.getElementById('dock-panel')?.closest('details');
  if (folded) folded.open = true;
}
