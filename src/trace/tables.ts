/** The tables of a trace, by their columns. Times are ms from the run's begin; NaN: not (yet) known. */
import { Table } from './table.ts';

/** One row an attempt. What each column holds is said at `Trace.spans`. */
export const spanTable = () =>
  new Table({
    task: Int32Array,
    lane: Int32Array,
    /** A byte, until a task needs more than 255. */
    attempt: Uint8Array as new (length: number) => Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
    outcome: Uint8Array,
    submit: Float64Array,
    start: Float64Array,
    end: Float64Array,
    yielded: Float64Array,
    lastSegment: Int32Array,
    lastWait: Int32Array,
    by: Int32Array,
  });

export const segmentTable = () =>
  new Table({ kind: Uint8Array, start: Float64Array, end: Float64Array, before: Int32Array });

export const waitTable = () =>
  new Table({ cause: Uint8Array, start: Float64Array, end: Float64Array, ms: Float64Array, before: Int32Array });

/** A span's wait from its submit to its start in two parts: up to `at` for `before`, then for `after`. */
export const cutTable = () => new Table({ at: Float64Array, before: Uint8Array, after: Uint8Array });

export const turnTable = () =>
  new Table({ of: Uint8Array, task: Int32Array, lane: Int32Array, start: Float64Array, end: Float64Array });

export const beatTable = () => new Table({ at: Float64Array });

/** What the cursors over stretches read. */
export interface StretchTables {
  readonly spans: ReturnType<typeof spanTable>;
  readonly segments: ReturnType<typeof segmentTable>;
  readonly waits: ReturnType<typeof waitTable>;
  readonly cuts: ReturnType<typeof cutTable>;
}
