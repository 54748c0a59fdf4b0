/** What an engine's utilisation is a share of, with the knobs of one run. */
import type { Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Capacity } from '../trace/queries/figures.ts';
import type { EngineFacts } from './facts.ts';
import { settle } from './knobs.ts';

export function capacityOf(engine: EngineFacts, scenario: Scenario, machine: Machine): Capacity {
  switch (engine.capacity) {
    case 'workers':
      return { of: 'workers', count: settle(engine.knobs, scenario, machine).workers };
    case 'cores':
      return { of: 'cores', count: machine.cores };
    case 'gil':
      return machine.gil === false ? { of: 'cores', count: machine.cores } : { of: 'gil' };
    case 'loop':
      return { of: 'loop' };
  }
}
