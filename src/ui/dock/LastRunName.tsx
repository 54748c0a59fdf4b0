/** Behind an engine's name: that its makespan is the last run's, and what its knobs were then. */
import { engineById } from '../../engines/list.ts';
import type { Trace } from '../../trace/trace.ts';
import { useApp } from '../base/use-overlap.ts';
import { lastRunName } from '../words/last-run.ts';

export default function LastRunName({ run }: { readonly run: Trace }) {
  const scenario = useApp((state) => state.scenario);
  return <span className="figures-last"> {lastRunName(engineById(run.engine), run, scenario)}</span>;
}
