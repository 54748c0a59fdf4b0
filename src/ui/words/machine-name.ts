/** What a machine of an engine is called: `Node 1`, `Worker 2`, `Executor 1`; in a run from elsewhere `Machine 1`. */
import type { EngineFacts } from '../../engines/facts.ts';
import type { Trace } from '../../trace/trace.ts';

/** `trace`: of the run, in which machines may be other tabs that have joined: `Tab 1`. */
export function machineName({ manyMachines }: Partial<EngineFacts>, host: number, trace?: Trace): string {
  const tab = trace?.facts.joined?.indexOf(host) ?? -1;
  return tab >= 0 ? `Tab ${tab + 1}` : `${manyMachines ?? 'Machine'} ${host + 1}`;
}
