/** Brings a panel of the dock forward, and the focus to its tab. */
import type { StoreApi } from 'zustand';
import type { Actions, Panel, State } from '../../store/state/state.ts';

export const tabId = (panel: Panel): string => `dock-tab-${panel}`;

export function goToPanel(store: StoreApi<State & Actions>, panel: Panel): void {
  store.getState().fold(false);
  store.getState().showPanel(panel);
  const tab = document.getElementById(tabId(panel));
  const behind = tab?.closest('details');
  if (behind) behind.open = true;
  tab?.focus();
  tab?.scrollIntoView({ block: 'nearest' });
}
