import type { EngineFacts } from '../../engines/facts.ts';
import { settle } from '../../engines/knobs.ts';
import type { Trace } from '../../trace/trace.ts';

/** Places of the pool in a trace; undefined for engines without one. */
export function placesOf(engine: EngineFacts, { scenario, machine }: Trace): number | undefined {
  if (!engine.knobs.some(({ name }) => name === 'workers')) return undefined;
  return settle(engine.knobs, scenario, machine).workers;
}
