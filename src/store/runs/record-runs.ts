/** Keeps what each press of Run measured; the list itself is loaded when the first run is over. */
import type { Page } from '../state/store.ts';

export function recordRuns(page: Page): void {
  page.store.subscribe(({ run }, before) => {
    if (run === before.run || (run.kind !== 'finished' && run.kind !== 'cancelled')) return;
    const traces = Object.values(page.registry.measured());
    void import('./run-history.ts').then(({ runHistory }) => runHistory(page).keep(traces));
  });
}
