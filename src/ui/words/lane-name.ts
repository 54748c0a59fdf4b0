/** What a lane is called: as the file says that it was read from, else by what it is and its number. */
import type { Place } from '../../engines/vocabulary.ts';
import type { Trace } from '../../trace/trace.ts';

/** `worker 2`, `task b`, `MainThread`; narrow: `w2`, `tb`, `t1`. */
export function laneName(kind: Place['lane'], lane: number, trace: Trace | undefined, narrow = false): string {
  const { laneNames } = trace?.facts ?? {};
  if (!narrow && Array.isArray(laneNames)) return String(laneNames[lane] ?? lane + 1);
  if (kind === 'loop') return narrow ? 'l' : 'loop';
  if (kind === 'task') {
    const id = trace?.scenario.tasks[lane]?.id ?? lane;
    return narrow ? `t${id}` : `task ${id}`;
  }
  return narrow ? `${kind[0]}${lane + 1}` : `${kind} ${lane + 1}`;
}
