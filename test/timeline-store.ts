/** A store for a timeline by itself: what the timeline reads and calls, and nothing else of the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../src/scenario/scenario.ts';
import { FIRST_LOOK } from '../src/store/state/first-look.ts';
import type { Actions, State } from '../src/store/state/state.ts';

export function timelineStore(scenario: Scenario): StoreApi<State & Actions> {
  return createStore<State & Actions>()((set) => {
    const state: Partial<State> = {
      ...FIRST_LOOK,
      scenario,
      revision: 1,
      hovered: null,
      theme: 'system',
      run: { kind: 'ready' },
      cursorMs: null,
      onlyState: null,
      showsPath: false,
      notes: [],
      opened: [],
    };
    const actions: Partial<Actions> = {
      setView: (view) => set({ view }),
      select: (selected) => set({ selected }),
      hover: (hovered) => set({ hovered }),
      look: (change) => set(change),
    };
    return { ...state, ...actions } as State & Actions;
  });
}
