/** `n` goes to the next step, as long as the focus is not where letters are text or in the lanes, where it writes a note. */
import { useEffect } from 'react';
import type { Lesson, Step } from '../../learn/lesson.ts';
import { useApp } from '../base/use-overlap.ts';
import { takesText } from '../keys/takes-text.ts';
import { nextOf } from './next-of.ts';

export function useNextKey(lesson: Lesson, step: Step): void {
  const singleKeys = useApp((state) => state.singleKeys);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || !singleKeys) return;
      if (event.defaultPrevented || takesText(event.target)) return;
      if (event.target instanceof Element && event.target.closest('.tl-lanes, dialog')) return;
      location.hash = nextOf(lesson, step).hash;
    };
    document.addEventListener('keydown', down);
    return () => document.removeEventListener('keydown', down);
  }, [lesson, step, singleKeys]);
}
