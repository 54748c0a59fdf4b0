/** The page's runs against the scenario on the page: those that are of it are drawn, the others are the last run. */
import { traceFile } from '../../trace/files/trace-file.ts';
import type { RunState } from '../state/state.ts';
import { nextRevision, type Page } from '../state/store.ts';
import { filesAreMadeBy } from '../traces/file-of.ts';
import { sortRuns } from '../traces/own-runs.ts';

const READY: RunState = { kind: 'ready' };

filesAreMadeBy(traceFile);

/** Whether a run is under way. */
const isUnderWay = ({ kind }: RunState): boolean => kind === 'starting' || kind === 'running' || kind === 'hung';

/** Sorts them. A run under way has no last run beside it. */
export function drawRuns({ store, registry }: Page): void {
  const { scenario, draft, run, lastRun: before } = store.getState();
  const { differing, moved } = sortRuns(registry, scenario);
  const isOfOtherTasks = [...differing.values()].includes('tasks');
  const changed = isOfOtherTasks ? [...differing.keys()] : draft.engines.filter((id) => differing.has(id));
  const engines = isUnderWay(run) ? [] : changed;
  if (moved) store.setState(nextRevision);
  if (engines.length === 0) {
    if (before) store.setState({ lastRun: null, ...(run.kind === 'ready' && { run: before.ended }) });
    return;
  }
  const differs = isOfOtherTasks ? 'tasks' : 'knobs';
  if (before?.differs !== differs || before.engines.join() !== engines.join()) {
    const shown = before?.differs === differs ? before.shown : differs === 'knobs';
    store.setState({ lastRun: { differs, engines, shown, ended: before?.ended ?? run } });
  }
  if (run.kind === 'finished' || run.kind === 'cancelled') store.setState({ run: READY });
}
