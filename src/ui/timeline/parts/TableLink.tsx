/** The way from the canvas to the same data as a table, for those who do not see it: unseen until it has the focus. */
import './table-link.css';
import type { StoreApi } from 'zustand';
import type { Actions, State } from '../../../store/state/state.ts';
import { goToPanel } from '../../base/go-to-panel.ts';

export function TableLink({ store }: { readonly store: StoreApi<State & Actions> }) {
  return (
    <button type="button" className="button tl-table-link" onClick={() => goToPanel(store, 'tasks')}>
      Tasks as a table
    </button>
  );
}
