/**
 * How often a run under way is shown: so seldom that being watched does not slow it down. A frame keeps answers of workers
 * waiting, and takes a core from those that compute; those that only sleep want no core, so they are shown more often.
 */
import { nextFrame, nextTask } from './frames.ts';

/** No longer than this apart (ms): a run under way is seen to move. */
const MOST_MS = 200;
/** The first picture of a run that computes comes so late (ms): nobody sees a shorter one move, and a frame would be much of it. */
const FIRST_MS = 300;
/** After a frame come so many times as long without one, where tasks compute: showing has a twenty-fifth of the time. */
const REST = 24;
/** The same where they only sleep, after a frame that costs the page more than this (ms); one that costs less is drawn every time. */
const SLEEPING = { rest: 6, littleMs: 4 };

/** How long to wait (ms) after a frame that took so long (ms) before the next is asked for. */
export function restAfter(costMs: number, computes: boolean): number {
  if (!computes && costMs <= SLEEPING.littleMs) return 0;
  return Math.min(MOST_MS, costMs * (computes ? REST : SLEEPING.rest));
}

/** Calls `show` again and again, at its own pace; what it changes is drawn in the frame after. Gives what ends that. */
export function paced(show: () => void, computes: boolean): () => void {
  let cancel = () => {};
  const rest = (restMs: number) => {
    if (restMs === 0) {
      look();
      return;
    }
    const timer = setTimeout(look, restMs);
    cancel = () => clearTimeout(timer);
  };
  const look = () => {
    let costMs = 0;
    // The first to be called in that frame: what it takes, style, layout and paint included, is known in the task after it.
    cancel = nextFrame(() => {
      const from = performance.now();
      cancel = nextTask(() => rest(restAfter(costMs + performance.now() - from, computes)));
    });
    const from = performance.now();
    show();
    costMs = performance.now() - from;
  };
  rest(computes ? FIRST_MS : 0);
  return () => cancel();
}
