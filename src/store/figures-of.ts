/** The figures of a trace of one of the page's engines, read once. */
import { capacityOf } from '../engines/capacity.ts';
import { engineById } from '../engines/list.ts';
import { type Figures, figures } from '../trace/figures.ts';
import type { Trace } from '../trace/trace.ts';

const read = new WeakMap<Trace, Figures>();

export function figuresOf(trace: Trace): Figures {
  const known = read.get(trace);
  if (known) return known;
  const found = figures(trace, capacityOf(engineById(trace.engine), trace.scenario, trace.machine));
  if (!Number.isNaN(trace.totalMs)) read.set(trace, found);
  return found;
}
