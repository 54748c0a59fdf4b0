/** Listens to the keys of the whole page. */
import { useEffect } from 'react';
import type { ModeId } from '../../store/state/modes.ts';
import { useOverlap } from '../base/use-overlap.ts';
import { handleKey } from './handle.ts';
import { PAGE } from './list.ts';
import { modeActs } from './mode-acts.ts';
import { takesText } from './takes-text.ts';

/** In these, Esc leaves what is being written or chosen. */
const WRITING = '.find, .note-editor, [role="dialog"], [role="menu"], [role="listbox"]';

/** `modes`: in the order of their keys. */
export function useKeys(modes: readonly ModeId[], help: () => void): void {
  const { store } = useOverlap();
  useEffect(() => {
    const mode = (which: number) => store.getState().setMode(modes[which]!);
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      const target = event.target instanceof Element ? event.target : undefined;
      if (event.key === 'Escape' && target?.closest(WRITING)) return;
      const { singleKeys } = store.getState();
      const acts = { ...modeActs(), mode, help };
      if (handleKey(PAGE, acts, event, { typing: takesText(event.target), singleKeys })) event.preventDefault();
    };
    // The page listens before the timeline: Esc first cancels.
    document.addEventListener('keydown', down, true);
    return () => document.removeEventListener('keydown', down, true);
  }, [store, modes, help]);
}
