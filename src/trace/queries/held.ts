/** Which tasks held the GIL, the event loop or a core while another attempt waited for it. */
import { upTo } from '../ascending.ts';
import { type Trace, TURN_RESOURCES } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';

/** A task, or the caller (-1), and how long (ms) it held something. */
export interface Held {
  readonly task: number;
  readonly ms: number;
}

/**
 * Which tasks held the GIL, the loop or a core in all of these stretches of time, in which an attempt waited for it (ms, ascending, apart
 * from each other), the longest first; from the recorded turns, so empty where there are none. `row`: the attempt that waited.
 */
export function heldMeanwhile(
  trace: Trace,
  cause: CauseName,
  stretches: readonly (readonly [fromMs: number, toMs: number])[],
  row: number,
): Held[] {
  const { turns } = trace;
  const of = TURN_RESOURCES.indexOf(cause as (typeof TURN_RESOURCES)[number]);
  if (of < 0) return [];
  const own = trace.spans.at.task[row]!;
  const ends = Float64Array.from(stretches, ([, to]) => to);
  const sums = new Map<number, number>();
  for (let turn = 0; turn < turns.length; turn++) {
    const task = turns.at.task[turn]!;
    if (turns.at.of[turn] !== of || task === own) continue;
    const [start, end] = [turns.at.start[turn]!, turns.at.end[turn]!];
    let ms = 0;
    for (let i = upTo(ends, start); i < stretches.length && stretches[i]![0] < end; i++)
      ms += Math.min(stretches[i]![1], end) - Math.max(stretches[i]![0], start);
    if (ms > 0) sums.set(task, (sums.get(task) ?? 0) + ms);
  }
  return Array.from(sums, ([task, ms]) => ({ task, ms })).sort((a, b) => b.ms - a.ms);
}
