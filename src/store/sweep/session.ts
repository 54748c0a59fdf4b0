/** The sweep's own small store, one a page. It is there from the beginning, so that no run is missed; the sweeper only while the panel is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Draft } from '../../scenario/draft.ts';
import type { Page } from '../state/store.ts';
import type { MeasuredPoint, Runs } from './measured-points.ts';
import type { Curve } from './sweeper.ts';

export interface SweepState {
  readonly open: boolean;
  readonly curves: readonly Curve[];
  /** Every size is predicted. */
  readonly complete: boolean;
  /** Measured runs of the tasks and knobs on the page. */
  readonly points: readonly MeasuredPoint[];
  /** The pool size that the pointer is on. */
  readonly hovered: number | null;
}

export interface SweepSession {
  readonly store: StoreApi<SweepState>;
  setOpen(open: boolean): void;
  /** The pointer is on this pool size; null: on none. */
  hover(size: number | null): void;
  /** Keeps the curves up to date until told to stop. */
  follow(): () => void;
}

/** The page; `good` gives the draft that its scenario stands for. */
type DraftedPage = Page & { good(): Draft };
const sessions = new WeakMap<Page['store'], SweepSession>();

/** The page's. */
export function sweepSession(page: DraftedPage): SweepSession {
  let session = sessions.get(page.store);
  if (!session) sessions.set(page.store, (session = begin(page)));
  return session;
}

function begin(page: DraftedPage): SweepSession {
  const { store, registry } = page;
  /** What was measured so far; loaded when the first run has ended. */
  let runs: Runs | undefined;
  const sweep = createStore<SweepState>()(() => ({
    open: false,
    curves: [],
    complete: false,
    points: [],
    hovered: null,
  }));
  const showPoints = () => {
    const points = runs?.of(store.getState().scenario);
    if (points && points !== sweep.getState().points) sweep.setState({ points });
  };
  store.subscribe((now, before) => {
    if (now.run !== before.run && (now.run.kind === 'finished' || now.run.kind === 'cancelled')) {
      const traces = Object.values(registry.measured());
      void import('./measured-points.ts').then(({ Runs }) => {
        runs ??= new Runs();
        runs.keep(traces);
        showPoints();
      });
    }
    // What runs is looked at.
    if (now.run.kind === 'starting' && sweep.getState().open) sweep.setState({ open: false, hovered: null });
    if (now.scenario !== before.scenario) showPoints();
  });
  return {
    store: sweep,
    setOpen: (open) => sweep.setState({ open, ...(!open && { hovered: null }) }),
    hover: (hovered) => {
      if (sweep.getState().hovered !== hovered) sweep.setState({ hovered });
    },
    follow() {
      let stop: (() => void) | undefined;
      let ended = false;
      void import('./follow.ts').then(({ follow }) => {
        if (!ended) stop = follow(page, (curves, complete) => sweep.setState({ curves, complete }));
      });
      return () => {
        ended = true;
        stop?.();
      };
    },
  };
}
