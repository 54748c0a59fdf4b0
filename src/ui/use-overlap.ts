/** How components read the page's inner life. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Overlap } from '../store/overlap.ts';
import type { Actions, State } from '../store/state.ts';

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

/** Renders again when a trace has changed, at most every so many ms: figures need no 60 renders a second. */
export function useRevision(everyMs = 100): number {
  const { store } = useOverlap();
  const subscribe = useCallback(
    (changed: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let last = Number.NEGATIVE_INFINITY;
      const tell = () => {
        timer = undefined;
        last = performance.now();
        changed();
      };
      const stop = store.subscribe((now, before) => {
        if (now.revision === before.revision || timer !== undefined) return;
        const wait = now.run.kind === 'running' ? last + everyMs - performance.now() : 0;
        if (wait > 0) timer = setTimeout(tell, wait);
        else tell();
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
    [store, everyMs],
  );
  return useSyncExternalStore(subscribe, () => store.getState().revision);
}
