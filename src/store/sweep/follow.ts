/** Keeps the sweep's curves up to date while its panel is open. Loaded with the panel. */
import type { Draft } from '../../scenario/draft.ts';
import type { State } from '../state/state.ts';
import type { Page } from '../state/store.ts';
import { type Curve, Sweeper } from './sweeper.ts';

/** Gives a function that ends it. `good`: the draft that the page's scenario stands for. `publish`: `complete` once every size is predicted. */
export function follow(
  { store, good }: Pick<Page, 'store'> & { good(): Draft },
  publish: (curves: readonly Curve[], complete: boolean) => void,
): () => void {
  const sweeper = new Sweeper({
    request: () => {
      const { scenario, run, assumed } = store.getState();
      const draft = good();
      return { draft, scenario, machine: assumed.machine, engines: draft.engines, paused: under(run) };
    },
    publish,
  });
  const stop = store.subscribe((now, before) => {
    const moved = now.scenario !== before.scenario || now.draft !== before.draft || now.assumed !== before.assumed;
    if (moved || now.run !== before.run) sweeper.update();
  });
  sweeper.update();
  return () => {
    stop();
    sweeper.end();
  };
}

/** Whether something is being measured. */
function under({ kind }: State['run']): boolean {
  return kind === 'starting' || kind === 'running' || kind === 'hung';
}
