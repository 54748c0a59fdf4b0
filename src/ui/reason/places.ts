import type { EngineFacts } from '../../engines/facts.ts';
import { settle } from '../../engines/knobs.ts';
import { hostsOf } from '../../scenario/hosts.ts';
import type { Trace } from '../../trace/trace.ts';

/** Places of the pool in a trace, on all machines together; undefined for engines without one. */
export function placesOf(engine: EngineFacts, trace: Trace): number | undefined {
  const size = poolSizeOf(engine, trace);
  return size && engine.manyMachines ? size * hostsOf(trace.scenario) : size;
}

/** The pool size, which is that of each machine; undefined for engines without one. */
export function poolSizeOf(engine: EngineFacts, { scenario, machine }: Trace): number | undefined {
  if (!engine.knobs.some(({ name }) => name === 'workers')) return undefined;
  return settle(engine.knobs, scenario, machine).workers;
}
