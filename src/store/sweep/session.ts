/** The sweep's own small store, one a page. It is there from the beginning, so that no run is missed; the sweeper only while the panel is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Draft } from '../../scenario/draft.ts';
import type { State } from '../state/state.ts';
import type { Page } from '../state/store.ts';
import type { MeasuredPoint, Runs } from './measured-points.ts';
import type { Curve, Sweeper } from './sweeper.ts';

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

function begin({ store, registry, good }: DraftedPage): SweepSession {
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
      void import('./sweeper.ts').then(({ Sweeper }) => {
        if (!ended) stop = followWith(Sweeper);
      });
      return () => {
        ended = true;
        stop?.();
      };
    },
  };

  function followWith(Sweeping: typeof Sweeper): () => void {
    const sweeper = new Sweeping({
      request: () => {
        const { scenario, run, assumed } = store.getState();
        const draft = good();
        return { draft, scenario, machine: assumed.machine, engines: draft.engines, paused: under(run) };
      },
      publish: (curves, complete) => sweep.setState({ curves, complete }),
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
}

/** Whether something is being measured. */
function under({ kind }: State['run']): boolean {
  return kind === 'starting' || kind === 'running' || kind === 'hung';
}
