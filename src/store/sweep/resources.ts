/** What an engine has to do tasks with, for Amdahl's bound. */
import type { EngineFacts } from '../../engines/facts.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Resources } from '../../trace/queries/speed-up.ts';

/** Whether the pool size changes anything for it. */
export const pooled = ({ knobs }: EngineFacts): boolean => knobs.some(({ name }) => name === 'workers');

export function resourcesOf(engine: EngineFacts, { cores, speed = 1 }: Machine): Resources {
  const { lanes, capacity, stopsAtError, manyMachines } = engine;
  return {
    places: pooled(engine) ? 'pool' : capacity === 'workers' ? 1 : Number.POSITIVE_INFINITY,
    cpuAtOnce: lanes.cpu === 'core' ? cores : 1,
    speed,
    mortal: lanes.mortal,
    stopsAtError,
    unbounded: manyMachines !== undefined,
  };
}
