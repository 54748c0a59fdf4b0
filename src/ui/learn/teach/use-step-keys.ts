/** Keys of a lesson from a link: `n` to the next step; in a presentation the arrows, which lanes and lists have otherwise. */
import { useEffect, useRef } from 'react';
import { useApp } from '../../base/use-overlap.ts';
import { takesText } from '../../keys/takes-text.ts';

interface Ways {
  readonly presenting: boolean;
  readonly on: () => void;
  readonly back: () => void;
}

const ON = new Set(['ArrowRight', 'PageDown']);
const BACK = new Set(['ArrowLeft', 'PageUp']);

export function useStepKeys(ways: Ways): void {
  const singleKeys = useApp((state) => state.singleKeys);
  const now = useRef(ways);
  useEffect(() => {
    now.current = ways;
  });
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
      if (takesText(target) || (target instanceof Element && target.closest('dialog, [role="tablist"], [popover]')))
        return;
      const { presenting, on, back } = now.current;
      const isNext = singleKeys && key === 'n' && !(target instanceof Element && target.closest('.tl-lanes'));
      if (isNext || (presenting && ON.has(key))) on();
      else if (presenting && BACK.has(key)) back();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the timeline, which has the keys while nothing has the focus.
    document.addEventListener('keydown', down, true);
    return () => document.removeEventListener('keydown', down, true);
  }, [singleKeys]);
}
