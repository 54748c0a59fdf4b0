/** What an engine has to do tasks with, for Amdahl's bound. */
import { cpuNeedOf, type EngineFacts } from '../../engines/facts.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Resources } from '../../trace/queries/speed-up.ts';

/** Whether the pool size changes anything for it. */
export const pooled = ({ knobs }: EngineFacts): boolean => knobs.some(({ name }) => name === 'workers');

export function resourcesOf(engine: EngineFacts, machine: Machine): Resources {
  const { cores, speed = 1 } = machine;
  const { lanes, capacity, stopsAtError, manyMachines } = engine;
  return {
    places: pooled(engine) ? 'pool' : capacity === 'workers' ? 1 : Number.POSITIVE_INFINITY,
    cpuAtOnce: cpuNeedOf(engine, machine) === 'core' ? cores : 1,
    speed,
    mortal: lanes.mortal,
    stopsAtError,
    unbounded: manyMachines !== undefined,
  };
}
