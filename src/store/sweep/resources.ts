/** What an engine has to do tasks with, for Amdahl's bound. */
import type { Engine } from '../../engines/engine.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Resources } from '../../trace/queries/speed-up.ts';

/** Whether the pool size changes anything for it. */
export const pooled = ({ knobs }: Engine): boolean => knobs.some(({ name }) => name === 'workers');

export function resourcesOf(engine: Engine, { cores, speed = 1 }: Machine): Resources {
  const { place, capacity, family } = engine;
  return {
    places: pooled(engine) ? 'pool' : capacity === 'workers' ? 1 : Number.POSITIVE_INFINITY,
    cpuAtOnce: place.cpu === 'core' ? cores : 1,
    speed,
    mortal: place.mortal,
    // Some of Python's engines go on after an error; none of the page's own stops.
    stopsAtError: family === 'python',
  };
}
