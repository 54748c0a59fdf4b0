/** The worker's side of `packed-trace.ts`: the page only unpacks. */
import type { Trace } from '../../trace/trace.ts';
import { figuresOf } from './figures-of.ts';
import { type Columns, type PackedTrace, TABLES, type TableName } from './packed-trace.ts';

/** Packs a predicted trace, without its scenario: the page has that. Once the packed is sent, the trace is empty. */
export function packTrace(trace: Trace): { packed: PackedTrace; transfer: ArrayBuffer[] } {
  const figures = figuresOf(trace);
  const transfer: ArrayBuffer[] = [];
  const tables = {} as Record<TableName, { length: number; columns: Columns }>;
  for (const name of TABLES) {
    const { length, at } = trace[name];
    const columns: Columns = {};
    for (const [column, values] of Object.entries(at)) {
      const cut = (values.length === length ? values : values.slice(0, length)) as ArrayBufferView<ArrayBuffer>;
      columns[column] = cut;
      transfer.push(cut.buffer);
    }
    tables[name] = { length, columns };
  }
  const { engine, machine, facts, totalMs, queued, knowsCauses, causes, hostOfLane } = trace;
  const told = { engine, machine, facts, totalMs, queued, knowsCauses, causes, hostOfLane };
  return { packed: { ...told, figures, tables }, transfer };
}
