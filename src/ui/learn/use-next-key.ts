/** `n` goes to the next step, as long as the focus is not where letters are text or in the lanes, where it writes a note. */
import { useEffect } from 'react';
import { placeOf } from '../../store/learn/place.ts';
import { useApp } from '../base/use-overlap.ts';
import { takesText } from '../keys/takes-text.ts';
import { nextOf } from './next-of.ts';

export function useNextKey(): void {
  const singleKeys = useApp((state) => state.singleKeys);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || !singleKeys) return;
      if (event.defaultPrevented || takesText(event.target)) return;
      if (event.target instanceof Element && event.target.closest('.tl-lanes, dialog')) return;
      // Of two fast presses the second comes before the first is drawn: the address knows where one is.
      const place = placeOf(location.hash);
      if (place.kind !== 'lesson') return;
      event.preventDefault();
      location.hash = nextOf(place.lesson, place.step).hash;
    };
    // Before the timeline, which has the keys while nothing has the focus.
    document.addEventListener('keydown', down, true);
    return () => document.removeEventListener('keydown', down, true);
  }, [singleKeys]);
}
