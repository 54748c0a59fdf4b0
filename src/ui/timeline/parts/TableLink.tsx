/** A button that leads from the canvas to the same data as a table, for users who cannot see the canvas. It is invisible until it has the focus. */
import './table-link.css';
import type { StoreApi } from 'zustand';
import type { Actions, State } from '../../../store/state/state.ts';
import { goToPanel } from '../../base/go-to-panel.ts';

export function TableLink({ store }: { readonly store: StoreApi<State & Actions> }) {
  return (
    <button type="button" className="button tl-table-link" onClick={() => goToPanel(store, 'tasks')}>
      Attempts as a table
    </button>
  );
}
