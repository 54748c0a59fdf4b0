/** How components read the page's inner life. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Overlap } from '../../store/overlap.ts';
import type { Actions, State } from '../../store/state/state.ts';

interface Inner extends Overlap {
  readonly cores: number;
  /** Writes the link of the scenario on the page into the address bar now. */
  readonly writeLink: () => void;
}

const Context = createContext<Inner | null>(null);
export const OverlapProvider = Context.Provider;

export function useOverlap(): Inner {
  return useContext(Context)!;
}

/** A part of the state. The selector gives the same value for the same state. */
export function useApp<T>(selector: (state: State & Actions) => T): T {
  return useStore(useOverlap().store, selector);
}

/**
 * Renders again when a trace has changed. While a run is under way, which shows it again and again, at most every so many ms:
 * words need no 60 renders a second, and come with a picture, not between two.
 */
export function useRevision(everyMs = 400): number {
  const { store } = useOverlap();
  const subscribe = useCallback(
    (changed: () => void) => {
      let last = Number.NEGATIVE_INFINITY;
      return store.subscribe((now, before) => {
        if (now.revision === before.revision) return;
        const at = performance.now();
        if (now.run.kind === 'running' && at < last + everyMs) return;
        last = at;
        changed();
      });
    },
    [store, everyMs],
  );
  return useSyncExternalStore(subscribe, () => store.getState().revision);
}
