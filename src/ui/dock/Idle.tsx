/** Why the lanes of a run stood idle, in one sentence. Loaded when first asked for. */
import { capacityIn } from '../../store/figures-of.ts';
import { idleByCause } from '../../trace/idle.ts';
import type { Trace } from '../../trace/trace.ts';
import { idleSays } from './idle-says.ts';
import { Said } from './Said.tsx';

export default function Idle({ trace }: { trace: Trace }) {
  const capacity = capacityIn(trace);
  // A pool may have had more places than were used: those stood idle from the beginning to the end.
  const sums = capacity.of === 'workers' ? idleByCause(trace, capacity.count) : idleByCause(trace);
  return <Said sentence={idleSays(sums)} />;
}
