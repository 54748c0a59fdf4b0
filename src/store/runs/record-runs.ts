/** Keeps what each press of Run measured; the list itself is loaded when the first run is over. */
import type { Page } from '../state/store.ts';

export function recordRuns(page: Page): void {
  page.store.subscribe(({ run }, before) => {
    // A run that is drawn again, since the scenario is its own again, is none that has ended now.
    if (run === before.run || before.lastRun || (run.kind !== 'finished' && run.kind !== 'cancelled')) return;
    const traces = Object.values(page.registry.measured());
    void import('./run-history.ts').then(({ runHistory }) => runHistory(page).keep(traces));
  });
}
