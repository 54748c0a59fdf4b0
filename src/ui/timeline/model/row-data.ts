/** What a row of a section works out from the section's traces, to be laid out and painted from. */
import type { EngineFacts } from '../../../engines/facts.ts';
import type { RowsByTask } from '../../../trace/rows-by-task.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Later } from './later.ts';
import type { Slices } from './slices.ts';

/** The traces of one section. */
export interface SectionTraces {
  readonly engine: EngineFacts;
  readonly predicted: Trace | undefined;
  readonly measured: Trace | undefined;
  /** Finds the rows of the measured trace, where there is one. */
  readonly measuredRows: RowsByTask | undefined;
}

/** What is there from the start, or loaded with the first engine that has such a row. */
export type RowData<Data> = PromptData<Data> | LateData<Data>;

interface PromptData<Data> extends RowWork<Data> {
  /** Before there is any trace. */
  readonly none: Data;
}

export interface LateData<Data> {
  /** Before there is any trace or what works it out, and of engines that have none. */
  readonly none: Data;
  has(engine: EngineFacts): boolean;
  readonly work: Later<RowWork<Data>>;
}

export interface RowWork<Data> {
  /** The data of new traces, worked out in slices. */
  load(traces: SectionTraces): Slices<Data>;
  /**
   * The data of the same traces, of which the measured one has grown or has come to its end; `old` is what was there before.
   * Called up to once a frame. Left out where nothing changes while a run goes on.
   */
  grow?(traces: SectionTraces, old: Data): Data;
}
