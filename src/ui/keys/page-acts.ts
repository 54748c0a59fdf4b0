/** What the keys of the whole page do in Tasks. */

import type { Store } from '../../store/overlap.ts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';
import type { ModeActs } from './mode-acts.ts';

const LARGEST_POOL = 1000;

interface Page {
  readonly store: Store;
  readonly cores: number;
  /** Puts the focus into the box of Find. */
  readonly find: () => void;
  /** Whether the dock is folded where nobody has said so: the window is low. */
  readonly low: () => boolean;
  /** Whether the focus is in the lanes, whose own keys go first. */
  readonly inLanes: () => boolean;
}

export function pageActs({ store, cores, find, low, inLanes }: Page): Required<ModeActs> {
  const run = () => store.getState().start();
  return {
    runAnywhere: run,
    run,
    leave: () => cancelOrDeselect(store),
    poolSize: (which) => {
      const { draft, scenario, setKnob } = store.getState();
      const workers = settledWorkers(firstPooled(draft.engines), scenario, cores);
      const next = Math.min(LARGEST_POOL, Math.max(1, workers + (which === 0 ? -1 : 1)));
      if (next !== workers) setKnob('workers', next);
    },
    history: (which) => {
      const { undo, redo } = store.getState();
      if (which === 0) undo();
      else redo();
    },
    find,
    dock: () => {
      if (inLanes()) return false;
      const { folded, fold } = store.getState();
      fold(!(folded ?? low()));
      return true;
    },
  };
}

/** Cancels the run, or the question before it; without a run, deselects. */
function cancelOrDeselect(store: Store): boolean {
  const { run, selected, cancel, select } = store.getState();
  if (run.kind === 'running' || run.kind === 'starting' || run.kind === 'hung' || run.kind === 'asking') cancel();
  else if (selected) select(null);
  else return false;
  return true;
}
