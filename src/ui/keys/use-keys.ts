/** Listens to the page's keys. */
import { useEffect } from 'react';
import { useOverlap } from '../use-overlap.ts';
import { press, takesText } from './keys.ts';

export function useKeys(help: () => void): void {
  const { store, cores } = useOverlap();
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      if (press(event, takesText(event.target), store, cores, help)) event.preventDefault();
    };
    // Before the timeline's own keys: Esc cancels first.
    document.addEventListener('keydown', down, true);
    return () => document.removeEventListener('keydown', down, true);
  }, [store, cores, help]);
}
