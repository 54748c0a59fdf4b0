/**
 * How often a run under way is shown: in every frame where that costs little, else so seldom that being watched does not slow
 * it down. A frame keeps answers of workers waiting, and takes a core from those that compute.
 */
import { nextFrame, nextTask } from './frames.ts';

/** A frame that costs the page no more than this (ms) is drawn every time. */
const LITTLE_MS = 4;
/** After one that costs more come so many times as long without one. */
const REST = 6;
/** No longer than this apart (ms): a run under way is seen to move. */
const MOST_MS = 100;

/** How long to wait (ms) after a frame that took so long (ms) before the next is asked for. */
export const restAfter = (costMs: number): number => (costMs <= LITTLE_MS ? 0 : Math.min(MOST_MS, costMs * REST));

/** Calls `show` again and again, at its own pace; what it changes is drawn in the frame after. Gives what ends that. */
export function paced(show: () => void): () => void {
  let cancel = () => {};
  const look = () => {
    // The first to be called in that frame: what it takes, style, layout and paint included, is known in the task after it.
    cancel = nextFrame(() => {
      const from = performance.now();
      cancel = nextTask(() => {
        const restMs = restAfter(performance.now() - from);
        if (restMs === 0) {
          look();
          return;
        }
        const timer = setTimeout(look, restMs);
        cancel = () => clearTimeout(timer);
      });
    });
    show();
  };
  look();
  return () => cancel();
}
