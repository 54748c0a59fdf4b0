/** Actions on the page's run, and what the runner tells of it. */
import type { RunActions, RunState } from '../state/state.ts';
import { nextRevision, type Page, type Store } from '../state/store.ts';
import { oncePerFrame } from '../timing/frames.ts';
import { drawRuns } from './last-run.ts';
import type { Runner } from './runner.ts';

export function runActions({ getState, setState }: Store, runner: Runner): RunActions {
  return {
    start: (sure = false) => {
      const { mistake, calibration, notice } = getState();
      if (mistake || calibration.kind === 'under way') return;
      if (notice) setState({ notice: null });
      runner.start(sure);
    },
    cancel: () => {
      if (getState().run.kind === 'asking') setState({ run: { kind: 'ready' } });
      else runner.cancel();
    },
    showLastRun: (shown) => setState(({ lastRun }) => ({ lastRun: lastRun && { ...lastRun, shown } })),
  };
}

/** How the runner tells the page what becomes of a run. */
export function runNews(page: Page) {
  const { setState } = page.store;
  const show = () => setState(nextRevision);
  return {
    setRun: (run: RunState) => {
      setState({ run, ...(run.kind === 'starting' && { following: true }) });
      drawRuns(page);
    },
    /** An engine's run has begun: it is drawn, unless the scenario was changed meanwhile. */
    begun: () => drawRuns(page),
    setBusy: (busy: boolean) => setState({ busy }),
    /** A trace has changed: raises the revision, once a frame. */
    touch: oncePerFrame(show),
    /** The same, at once. */
    show,
  };
}
