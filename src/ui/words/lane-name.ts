/** What a lane is called: as the file says that it was read from, else by what it is and its number. */
import type { LaneKind } from '../../engines/facts.ts';
import type { Trace } from '../../trace/trace.ts';

/** `worker 2`, `task b`, `MainThread`; narrow: `w2`, `tb`, `t1`. */
export function laneName(
  { kind, one, perTask }: LaneKind,
  lane: number,
  trace: Trace | undefined,
  narrow = false,
): string {
  const laneNames = trace?.program?.names.lanes ?? trace?.facts.laneNames;
  if (!narrow && Array.isArray(laneNames)) return String(laneNames[lane] ?? lane + 1);
  if (kind === 'loop') return narrow ? 'l' : 'loop';
  if (perTask) {
    const id = trace?.scenario.tasks[lane]?.id ?? lane;
    return narrow ? `t${id}` : `task ${id}`;
  }
  return narrow ? `${one[0]}${lane + 1}` : `${one} ${lane + 1}`;
}
