/**
 * How often a run under way is shown: so seldom that showing it does not slow it down. While a frame is drawn the answers of workers
 * wait, and the page takes a core from tasks that compute. Tasks that only sleep need no core, so their runs are shown more often.
 */
import { nextFrame, nextTask } from './frames.ts';

/** The most time between two pictures (ms), so that a run under way is seen to move. */
const MOST_MS = 200;
/** When the first picture of a run that computes is shown (ms): a shorter run is not seen to move, and a frame would be a large part of it. */
const FIRST_MS = 300;
/** Where tasks compute, the time without a frame is so many times as long as the frame before: showing takes a twenty-fifth of the time. */
const REST = 24;
/** The same where tasks only sleep. After a frame that cost at most `littleMs` (ms) the next one is drawn at once. */
const SLEEPING = { rest: 6, littleMs: 4 };

/** How long to wait (ms) after a frame that took so long (ms) before the next is asked for. */
export function restAfter(costMs: number, computes: boolean): number {
  if (!computes && costMs <= SLEEPING.littleMs) return 0;
  return Math.min(MOST_MS, costMs * (computes ? REST : SLEEPING.rest));
}

/** Calls `show` again and again, at this pace; what `show` changes is drawn in the frame after. Gives the function that ends this. */
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
    // This is called first in that frame. What the frame takes, with style, layout and paint, is known in the task after it.
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
