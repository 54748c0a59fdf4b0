/** The figures of a trace, read once. */
import { capacityOf } from '../../engines/capacity.ts';
import { ENGINES } from '../../engines/list.ts';
import { type Capacity, type Figures, figures } from '../../trace/queries/figures.ts';
import type { Trace } from '../../trace/trace.ts';

const read = new WeakMap<Trace, Figures>();

export function figuresOf(trace: Trace): Figures {
  const known = read.get(trace);
  if (known) return known;
  const found = figures(trace, capacityIn(trace));
  if (!Number.isNaN(trace.totalMs)) read.set(trace, found);
  return found;
}

/** Takes them as read: the worker that the trace comes from did that. */
export function keepFigures(trace: Trace, figures: Figures): void {
  if (!Number.isNaN(trace.totalMs)) read.set(trace, figures);
}

/** What utilisation is a share of. Of an engine that is not one of ours nothing is known but the lanes that there were. */
export function capacityIn(trace: Trace): Capacity {
  const engine = ENGINES.find(({ id }) => id === trace.engine);
  if (engine) return capacityOf(engine, trace.scenario, trace.machine, trace.facts);
  const { lane } = trace.spans.at;
  let count = 0;
  for (let row = 0; row < trace.spans.length; row++) count = Math.max(count, lane[row]! + 1);
  return { of: 'workers', count };
}
