/** What the keys of the whole page stand for in the mode that is shown: Run, Cancel, Undo and Find are of that mode. */
import { useEffect } from 'react';
import type { ActsOf } from './handle.ts';
import type { PAGE } from './list.ts';

/** A key whose act a mode leaves out does nothing there. Changing the mode and the help are the page's own. */
export type ModeActs = Partial<Omit<ActsOf<typeof PAGE>, 'mode' | 'help'>>;

let shown: ModeActs = {};

export const modeActs = (): ModeActs => shown;

/** For the component that is a mode. `acts`: the same object as long as they do the same. */
export function useModeActs(acts: ModeActs): void {
  useEffect(() => {
    shown = acts;
    return () => {
      if (shown === acts) shown = {};
    };
  }, [acts]);
}
