/** Finds out that a run is over, or that it is stuck: nobody can go on any more. */
import { BLOCKED } from '../sync/worker-state.ts';
import { PageQueue } from './page-queue.ts';
import type { PageRun } from './page-run.ts';

/** How often (ms) one looks whether the workers all sleep. */
const LOOK_MS = 60;

/** Whether only those are left who wait for each other. */
export function isStuck(run: PageRun): boolean {
  const { underWay, insiders } = run.progress;
  if (somethingCame(run) || underWay > insiders.size || run.ready > 0) return false;
  for (const { worker } of insiders) if (Atomics.load(worker!.state, 0) !== BLOCKED) return false;
  return true;
}

/** Ends the run if nothing is under way any more. */
export function endIfNothingUnderWay(run: PageRun): void {
  const { main, progress, env } = run;
  if (run.over || run.ready > 0) return;
  // Programs inside workers may have nothing left but to say that they end, too.
  if (main.at === 'ended' && progress.underWay === progress.insiders.size && env.feed.over) {
    run.onEnd(false);
    return;
  }
  if (progress.underWay > 0) return;
  if (main.at !== 'ended' && somethingCame(run)) run.settle();
  // That may have changed everything.
  if (run.over || progress.underWay > 0 || run.ready > 0) return;
  const ended = main.at === 'ended';
  if (ended || (progress.killsToCome === 0 && !progress.giveUpToCome)) run.onEnd(!ended);
}

/** Programs inside workers block unseen: looks now and then whether all of them do. */
export function watchInsiders(run: PageRun): void {
  const { progress, timers } = run;
  let before = false;
  const look = () => {
    const stuck = progress.insiders.size > 0 && progress.killsToCome === 0 && isStuck(run);
    const ended = run.main.at === 'ended';
    if (stuck && before && (ended || !progress.giveUpToCome)) run.onEnd(!ended);
    before = stuck;
    if (!run.over) timers.set(LOOK_MS, look);
  };
  timers.set(LOOK_MS, look);
}

/** What workers left in shared memory may not have been seen yet: whether it lets somebody go on, here or there. */
function somethingCame(run: PageRun): boolean {
  for (const thing of run.shared) if (thing.shared) thing.serve();
  if (run.ready > 0) return true;
  return run.progress.insiders.size > 0 && run.shared.some((thing) => thing instanceof PageQueue && thing.left > 0);
}
