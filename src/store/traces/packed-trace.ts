/**
 * A finished trace as it goes from a worker to the page: its columns, cut to length and handed over without copying, and its
 * figures, which take a look at every row.
 */
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Figures } from '../../trace/queries/figures.ts';
import { type Facts, type Queued, Trace } from '../../trace/trace.ts';
import { keepFigures } from './figures-of.ts';

export const TABLES = ['spans', 'segments', 'waits', 'cuts', 'turns', 'beats'] as const;
export type TableName = (typeof TABLES)[number];
export type Columns = Record<string, ArrayBufferView<ArrayBuffer>>;

export interface PackedTrace {
  readonly engine: string;
  readonly machine: Machine;
  readonly facts: Facts;
  readonly totalMs: number;
  readonly queued: readonly Queued[];
  readonly knowsCauses: boolean;
  readonly causes: Trace['causes'];
  readonly hostOfLane: Trace['hostOfLane'];
  readonly figures: Figures;
  readonly tables: Readonly<Record<TableName, { readonly length: number; readonly columns: Columns }>>;
}

/** The trace again. Its tables are full: nothing is appended to a trace that has ended. */
export function unpackTrace(packed: PackedTrace, scenario: Scenario): Trace {
  const trace = new Trace('predicted', packed.engine, packed.machine, scenario);
  trace.facts = packed.facts;
  trace.totalMs = packed.totalMs;
  trace.queued = packed.queued;
  trace.knowsCauses = packed.knowsCauses;
  trace.causes = packed.causes;
  trace.hostOfLane = packed.hostOfLane;
  for (const name of TABLES) {
    const { length, columns } = packed.tables[name];
    trace[name].take(length, columns as never);
  }
  keepFigures(trace, packed.figures);
  return trace;
}
