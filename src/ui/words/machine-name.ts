/** What a machine of an engine is called: `Node 1`, `Worker 2`, `Executor 1`; in a run from elsewhere `Machine 1`. */
import type { EngineFacts } from '../../engines/facts.ts';

export function machineName({ manyMachines }: Pick<EngineFacts, 'manyMachines'>, host: number): string {
  const word = manyMachines ?? 'machine';
  return `${word[0]!.toUpperCase()}${word.slice(1)} ${host + 1}`;
}
