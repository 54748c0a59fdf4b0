/** Listens to the page's keys. */
import { useEffect } from 'react';
import { useOverlap } from '../base/use-overlap.ts';
import { press, takesText } from './keys.ts';

export function useKeys(help: () => void): void {
  const { store, cores } = useOverlap();
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      const target = event.target instanceof Element ? event.target : undefined;
      // There Esc leaves what is being written.
      if (event.key === 'Escape' && target?.closest('.find, .note-editor')) return;
      if (event.key === '/' && !takesText(event.target) && store.getState().singleKeys) {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('.find > input')?.select();
        return;
      }
      if (press(event, takesText(event.target), store, cores, help)) event.preventDefault();
    };
    // Before the timeline's own keys: Esc cancels first.
    document.addEventListener('keydown', down, true);
    return () => document.removeEventListener('keydown', down, true);
  }, [store, cores, help]);
}
