/** The page's store: vanilla zustand. It is changed by its actions only, which live in files named `*-actions.ts`. */
import type { StoreApi } from 'zustand/vanilla';
import type { Registry } from '../traces/registry.ts';
import type { Actions, State } from './state.ts';

export type Store = StoreApi<State & Actions>;

/** What the page knows: its state, and the traces outside of it. */
export interface Page {
  readonly store: Store;
  readonly registry: Registry;
}

/** A trace in the registry has changed: the one place where the revision is raised. */
export const nextRevision = ({ revision }: Pick<State, 'revision'>): Pick<State, 'revision'> => ({
  revision: revision + 1,
});
