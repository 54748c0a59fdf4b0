/** The figures of a trace of one of the page's engines, read once. */
import { settle } from '../engines/knobs.ts';
import { engineById } from '../engines/list.ts';
import { type Capacity, type Figures, figures } from '../trace/figures.ts';
import type { Trace } from '../trace/trace.ts';

const read = new WeakMap<Trace, Figures>();

export function figuresOf(trace: Trace): Figures {
  const known = read.get(trace);
  if (known) return known;
  const found = figures(trace, capacityOf(trace));
  if (!Number.isNaN(trace.totalMs)) read.set(trace, found);
  return found;
}

/** What utilisation is a share of, with the knobs of that run. */
export function capacityOf({ engine: id, scenario, machine }: Trace): Capacity {
  const engine = engineById(id);
  switch (engine.capacity) {
    case 'workers': {
      const pooled = engine.knobs.some(({ name }) => name === 'workers');
      return { of: 'workers', count: pooled ? settle(engine.knobs, scenario, machine).workers : 1 };
    }
    case 'cores':
      return { of: 'cores', count: machine.cores };
    case 'loop':
    case 'gil':
      return { of: engine.capacity };
  }
}
