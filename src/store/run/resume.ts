/** After a reload: goes on with a run whose messages are still in the broker, where the page shows its scenario. Loaded where there is one. */
import type { Overlap } from '../overlap.ts';
import { forget, unfinishedOf } from './unfinished.ts';

export function resume({ store, runner }: Pick<Overlap, 'store' | 'runner'>): void {
  const unfinished = unfinishedOf(store.getState().scenario);
  if (unfinished) runner.start(true, unfinished);
  else forget();
}
