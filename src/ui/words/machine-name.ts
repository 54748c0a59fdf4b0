/** What a machine of an engine is called: `Node 1`, `Worker 2`, `Executor 1`; in a run from elsewhere `Machine 1`. */
import type { EngineFacts } from '../../engines/facts.ts';

export const machineName = ({ manyMachines }: Partial<EngineFacts>, host: number): string =>
  `${manyMachines ?? 'Machine'} ${host + 1}`;
