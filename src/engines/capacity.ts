/** What an engine's utilisation is a share of, with the knobs of one run. */
import type { Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Capacity } from '../trace/queries/figures.ts';
import type { Facts } from '../trace/trace.ts';
import type { EngineFacts } from './facts.ts';
import { settle } from './knobs.ts';

/** `facts`: of a run that machines may have joined. */
export function capacityOf(engine: EngineFacts, scenario: Scenario, machine: Machine, facts: Facts = {}): Capacity {
  switch (engine.capacity) {
    case 'workers': {
      const { workers, hosts = 1, cluster } = settle(engine.knobs, scenario, machine);
      const later = facts.joinedMs?.map((fromMs) => ({ count: workers, fromMs }));
      // Spark's local mode knows one machine, whatever is said of others.
      const count = workers * (cluster === 'local' ? 1 : Number(hosts));
      return { of: 'workers', count, ...(later && { later }) };
    }
    case 'cores':
      return { of: 'cores', count: machine.cores };
    case 'gil':
      return machine.gil === false ? { of: 'cores', count: machine.cores } : { of: 'gil' };
    case 'loop':
      return { of: 'loop' };
  }
}
