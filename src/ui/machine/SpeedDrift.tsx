/** Says that this browser computes at another speed than Calibrate found, and offers to measure it again. */
import { useEffect, useMemo } from 'react';
import { announce } from '../base/Announcer.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { driftOf, driftWords } from './drift.ts';

export default function SpeedDrift() {
  const { registry, calibrator } = useOverlap();
  const run = useApp((state) => state.run);
  const assumed = useApp((state) => state.assumed);
  const busy = useApp((state) => state.busy);
  const calibrate = useApp((state) => state.calibrate);
  const predicted = useApp((state) => state.makespans);
  const roundsPerMs = calibrator.roundsPerMs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: traces change outside React; predictions have come once their makespans have.
  const speed = useMemo(
    () => (run.kind === 'finished' && assumed.kind === 'here' ? driftOf(registry, roundsPerMs) : undefined),
    [registry, run, assumed, roundsPerMs, predicted],
  );
  const says = speed === undefined ? '' : driftWords(speed);
  useEffect(() => {
    if (says !== '') announce(says);
  }, [says]);
  if (says === '') return null;
  return (
    <p className="machine-drift">
      <span>{says}</span>
      <button type="button" className="button" disabled={busy} onClick={() => void calibrate()}>
        Calibrate again
      </button>
    </p>
  );
}
