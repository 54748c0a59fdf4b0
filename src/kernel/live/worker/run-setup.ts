/** What the page tells each worker once, before a run. */
import type { FeedColumns } from '../../../engines/feed.ts';
import type { Settings } from '../../../engines/knobs.ts';
import type { Machine } from '../../../scenario/machine.ts';
import type { AttemptColumns } from '../record/attempt-columns.ts';
import type { Arena } from '../record/log.ts';
import type { TaskColumns } from '../record/task-columns.ts';
import type { LockTable } from '../sync/named-locks.ts';
import type { QueueWords } from '../sync/shared-queue.ts';

export interface RunSetup {
  /** The engine's id: its programs are looked up by name. */
  readonly engine: string;
  readonly settings: Settings;
  readonly machine: Machine;
  readonly tasks: TaskColumns;
  readonly book: AttemptColumns;
  readonly feed: FeedColumns;
  /** Where the workers log; left out where memory cannot be shared. */
  readonly arena: Arena | undefined;
  readonly roundsPerMs: number;
  /** The lock that computing needs, where it needs one. */
  readonly gil: Int32Array | undefined;
  /** The named locks under which segments compute, where tasks can want the same one. */
  readonly locks: LockTable | undefined;
}

/** What the page tells one worker of its own part in a run. */
export interface WorkerSetup {
  /** Its number in the run. */
  readonly worker: number;
  /** The worker's clock is behind the page's by so much (ms). */
  readonly offsetMs: number;
  /** What it does, and how slowly: see `sync/worker-state.ts`. */
  readonly state: Int32Array;
}

/** An argument of a program that runs inside a worker. */
export type Argument =
  | { readonly kind: 'queue'; readonly words: QueueWords }
  | { readonly kind: 'permits'; readonly words: Int32Array }
  | { readonly kind: 'number'; readonly value: number };
