/** Listens to the keys of the whole page. */
import { useEffect } from 'react';
import { useOverlap } from '../base/use-overlap.ts';
import { handleKey } from './handle.ts';
import { PAGE } from './list.ts';
import { pageActs } from './page-acts.ts';
import { takesText } from './takes-text.ts';

export function useKeys(help: () => void): void {
  const { store, cores } = useOverlap();
  useEffect(() => {
    const find = () => document.querySelector<HTMLInputElement>('.find > input')?.select();
    const acts = pageActs({ store, cores, help, find });
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      const target = event.target instanceof Element ? event.target : undefined;
      // In these, Esc leaves what is being written.
      if (event.key === 'Escape' && target?.closest('.find, .note-editor')) return;
      const { singleKeys } = store.getState();
      if (handleKey(PAGE, acts, event, { typing: takesText(event.target), singleKeys })) event.preventDefault();
    };
    // The page listens before the timeline: Esc first cancels.
    document.addEventListener('keydown', down, true);
    return () => document.removeEventListener('keydown', down, true);
  }, [store, cores, help]);
}
