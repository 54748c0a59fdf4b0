/** What is predicted for an engine and the present tasks, in few words; or why nothing is. */
import { useMemo } from 'react';
import { refusal } from '../../engines/acceptable.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import { useApp } from '../base/use-overlap.ts';
import { makespanWords } from '../words/makespan-words.ts';

/** `5.00 s`, `hangs`, `over 812 s` where the prediction was cut off, `needs no “after”`; a dash while nothing is known. */
export function useTakes(engine: EngineFacts): string {
  const { id } = engine;
  const tasks = useApp((state) => state.scenario.tasks);
  const ms = useApp((state) => state.makespans[id] ?? Number.NaN);
  const cutOffMs = useApp((state) => state.cutOffs[id]);
  const refused = useMemo(() => refusal(engine, { tasks }), [engine, tasks]);
  return refused?.short ?? (cutOffMs === undefined ? makespanWords(ms) : `over ${formatMs(cutOffMs)}`);
}
