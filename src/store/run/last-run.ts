/** The page's runs against the scenario on the page. What sorts them is loaded with the first run: before it there are none. */
import type { Page } from '../state/store.ts';

let loaded: typeof import('./sort-runs-actions.ts') | undefined;

/** To be awaited before any run begins. */
export async function readyToSortRuns(): Promise<void> {
  loaded ??= await import('./sort-runs-actions.ts');
}

/** To be called whenever the scenario, the engines chosen or the runs have changed. */
export const drawRuns = (page: Page): void => loaded?.drawRuns(page);
