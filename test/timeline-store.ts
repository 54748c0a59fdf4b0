/** A store for a timeline by itself: what the timeline reads and calls, and nothing else of the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { idealMachine } from '../src/scenario/machine.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { lookActions } from '../src/store/look/look-actions.ts';
import { FIRST_LOOK } from '../src/store/state/first-look.ts';
import type { Actions, State } from '../src/store/state/state.ts';

export function timelineStore(scenario: Scenario): StoreApi<State & Actions> {
  const store = createStore<State & Actions>()(
    () =>
      ({
        ...FIRST_LOOK,
        scenario,
        assumed: { kind: 'ideal', machine: idealMachine(2), name: 'ideal machine, 2 cores' },
        revision: 1,
        hovered: null,
        theme: 'system',
        run: { kind: 'ready' },
        following: false,
        measuring: false,
        singleKeys: true,
        cursorMs: null,
        onlyState: null,
        showsPath: false,
        notes: [],
        opened: [],
      }) as Partial<State> as State & Actions,
  );
  // The page's own actions: they only set members.
  store.setState(lookActions(store));
  return store;
}
