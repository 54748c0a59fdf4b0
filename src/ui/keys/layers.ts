/** What Esc leaves: of all that is open the innermost, which is what was opened last. A list a page, kept as things open and close. */
import { createStore, type StoreApi } from 'zustand';
import type { Overlap } from '../../store/overlap.ts';
import type { State } from '../../store/state/state.ts';
import { sweepSession } from '../../store/sweep/session.ts';

/** Where several open at once, the later one in this list is the inner one. */
const LAYERS = ['range', 'selection', 'sweep', 'replay', 'measure', 'note', 'run'] as const;
export type Layer = (typeof LAYERS)[number];

export type LayeredPage = Pick<Overlap, 'store' | 'registry' | 'good'>;

const IS_OPEN: { readonly [L in Layer]: (state: State, sweeping: boolean) => boolean } = {
  range: ({ range }) => range !== null,
  selection: ({ selected, idle }) => selected !== null || idle !== null,
  sweep: (_, sweeping) => sweeping,
  replay: ({ cursorMs }) => cursorMs !== null,
  measure: ({ measuring }) => measuring,
  note: ({ writing }) => writing !== null,
  run: ({ run: { kind } }) => kind === 'asking' || kind === 'starting' || kind === 'running' || kind === 'hung',
};

interface Open {
  /** From the outermost to the innermost. */
  readonly layers: readonly Layer[];
}

const lists = new WeakMap<LayeredPage['store'], StoreApi<Open>>();

/** The page's. */
export function openLayers(page: LayeredPage): StoreApi<Open> {
  let list = lists.get(page.store);
  if (!list) lists.set(page.store, (list = begin(page)));
  return list;
}

function begin(page: LayeredPage): StoreApi<Open> {
  const sweep = sweepSession(page).store;
  const openNow = () => {
    const [state, sweeping] = [page.store.getState(), sweep.getState().open];
    return LAYERS.filter((layer) => IS_OPEN[layer](state, sweeping));
  };
  const list = createStore<Open>()(() => ({ layers: openNow() }));
  const look = () => {
    const { layers } = list.getState();
    const now = openNow();
    const still = layers.filter((layer) => now.includes(layer));
    if (still.length === layers.length && now.length === layers.length) return;
    list.setState({ layers: [...still, ...now.filter((layer) => !still.includes(layer))] });
  };
  page.store.subscribe(look);
  sweep.subscribe(look);
  return list;
}

/** The innermost of what is a mode of the pointer or the keys, or a run; undefined outside of any. */
export const modeIn = (layers: readonly Layer[]): Layer | undefined =>
  layers.findLast((layer) => layer !== 'range' && layer !== 'selection');
