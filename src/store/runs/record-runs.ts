/** Keeps what each press of Run measured; the list itself is loaded when the first run is over. */
import type { Overlap } from '../overlap.ts';

export function keepRuns(page: Pick<Overlap, 'store' | 'registry'>): void {
  page.store.subscribe(({ run }, before) => {
    if (run === before.run || (run.kind !== 'finished' && run.kind !== 'cancelled')) return;
    const traces = Object.values(page.registry.measured());
    void import('./run-history.ts').then(({ keptRuns }) => keptRuns(page).keep(traces));
  });
}
