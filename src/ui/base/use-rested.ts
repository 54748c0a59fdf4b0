/** What is out of sight at first need not be a part of the page's first picture. */
import { startTransition, useEffect, useState } from 'react';
import { nextFrame, whenIdle } from '../../store/timing/frames.ts';

/** The page had its first picture, and rested after that. */
let rested = false;

/** False until the page has drawn its first picture and has nothing better to do; from then on true, for all. */
export function useRested(): boolean {
  const [now, set] = useState(rested);
  useEffect(() => {
    if (now) return;
    let stop = nextFrame(() => {
      stop = whenIdle(() => {
        rested = true;
        startTransition(() => set(true));
      });
    });
    return () => stop();
  }, [now]);
  return now;
}
