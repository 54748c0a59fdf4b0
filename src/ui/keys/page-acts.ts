/** What the keys of the whole page do in Tasks. */

import type { Overlap } from '../../store/overlap.ts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';
import { leaveInnermost } from './esc.ts';
import { openLayers } from './layers.ts';
import type { ModeActs } from './mode-acts.ts';

const LARGEST_POOL = 1000;

interface Page extends Pick<Overlap, 'store' | 'registry' | 'good'> {
  readonly cores: number;
  /** Puts the focus into the box of Find. */
  readonly find: () => void;
  /** Whether the dock is folded where nobody has said so: the window is low. */
  readonly low: () => boolean;
  /** Whether the focus is in the lanes, whose own keys go first. */
  readonly inLanes: () => boolean;
}

export function pageActs(page: Page): Required<ModeActs> {
  const { store, cores, find, low, inLanes } = page;
  // What is opened from now on is left in the opposite order.
  openLayers(page);
  const run = () => store.getState().start();
  return {
    runAnywhere: run,
    run,
    leave: () => leaveInnermost(page),
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
