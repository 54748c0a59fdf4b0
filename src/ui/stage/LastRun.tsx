/** The chip of the last run, where the page no longer shows it: what it was of, how long it took, and whether it is drawn beneath. */
import { useMemo } from 'react';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { MarkSign } from '../timeline/parts/MarkSign.tsx';
import { lastRunChip } from './last-run-words.ts';
import './last-run.css';

export default function LastRun() {
  const { registry } = useOverlap();
  const lastRun = useApp((state) => state.lastRun);
  const scenario = useApp((state) => state.scenario);
  const show = useApp((state) => state.showLastRun);
  const engine = lastRun?.engines[0];
  const run = engine === undefined ? undefined : registry.of(engine).last;
  const says = useMemo(() => lastRun && run && lastRunChip(lastRun, run, scenario), [lastRun, run, scenario]);
  if (!lastRun || !says) return null;
  return (
    <p className="last-run">
      <MarkSign name="last" />
      <span title={says.whole}>
        {says.what} <b>{says.figure}</b>
      </span>
      <button
        type="button"
        aria-label={`${lastRun.shown ? 'Hide' : 'Show'} the last run`}
        onClick={() => show(!lastRun.shown)}
      >
        {lastRun.shown ? 'Hide' : 'Show'}
      </button>
    </p>
  );
}
