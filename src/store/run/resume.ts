/** After a reload: goes on with a run whose messages are still in the broker, where the page shows its scenario. Loaded where there is one. */
import type { Store } from '../state/store.ts';
import type { Runner } from './runner.ts';
import { forget, unfinishedOf } from './unfinished.ts';

export function resume({ store, runner }: { readonly store: Store; readonly runner: Runner }): void {
  const unfinished = unfinishedOf(store.getState().scenario);
  if (unfinished) runner.start(true, unfinished);
  else forget();
}
