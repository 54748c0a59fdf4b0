/** A run as the parts of its page driver have it: its means, and what the parts tell each other. Times are milliseconds of the run. */
import type { Ending, Env, Program, TaskNumber } from '../../../engines/vocabulary.ts';
import type { Stamps } from '../platform/stamps.ts';
import type { Timers } from '../platform/timers.ts';
import type { WorkerPool } from '../pool/worker-pool.ts';
import type { Merge } from '../record/merge.ts';
import type { Recorder } from '../record/recorder.ts';
import type { PageLock } from '../sync/gil-lock.ts';
import type { LockTable } from '../sync/named-locks.ts';
import type { EventLoop } from './event-loop.ts';
import type { Later } from './later.ts';
import type { MainLoop } from './main-loop.ts';
import type { PagePermits } from './page-permits.ts';
import type { PageProcess } from './page-process.ts';
import type { PageQueue } from './page-queue.ts';
import type { Placed } from './placed.ts';
import type { Progress } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

/** What a driver is given, beside the engine. */
export interface DriverOptions {
  readonly env: Pick<Env, 'knob' | 'scenario' | 'machine' | 'taskCount' | 'feed' | 'durable' | 'python'>;
  readonly recorder: Recorder;
  readonly merge: Merge;
  readonly pool: WorkerPool;
  readonly timers: Timers;
  readonly surroundings: Pick<Surroundings, 'memory' | 'timers' | 'capacity'>;
  readonly roundsPerMs: number;
  /** Its engine has processes on many machines, which come and go: each gets its worker while others go on, and gives it up when it ends. */
  readonly manyMachines: boolean;
  /** Whether programs with a name run inside workers. */
  readonly inside: boolean;
  /** Machines that the run has from its start. */
  readonly hosts: number;
  /** What the caller's own code must hold to run, where it needs anything. */
  readonly lock: PageLock | undefined;
  /** The named locks under which tasks compute on workers, where there are any. */
  readonly locks: LockTable | undefined;
  readonly mainLoop: MainLoop;
  /** What makes a time of the run from the page's clock. */
  readonly base: number;
  /** Nobody can go on any more: the caller's program has ended, or (`hung`) it never will. */
  onEnd(hung: boolean): void;
  /** The engine itself is wrong. */
  onError(error: unknown): void;
}

/** A worker that went away. */
export interface Death {
  /** The id of the task that went with it, if there was one. */
  readonly task: string | undefined;
  readonly lane: number;
  readonly atMs: number;
  readonly reason: string;
}

export interface PageRun extends Omit<DriverOptions, 'env' | 'surroundings' | 'inside' | 'hosts'> {
  readonly env: Env;
  readonly stamps: Stamps;
  readonly progress: Progress;
  readonly eventLoop: EventLoop;
  readonly later: Later;
  readonly placed: Placed;
  readonly over: boolean;
  readonly deaths: Death[];
  /** The caller's program. */
  readonly main: PageProcess;
  /** Queues and permits that may be shared with workers. */
  readonly shared: readonly (PageQueue | PagePermits)[];
  /** How many processes can go on just now. */
  readonly ready: number;
  /** Makes a process, which does not run yet. */
  process(
    program: Program,
    args: readonly unknown[],
    place: PageProcess['place'],
    lane: number,
    task: TaskNumber,
  ): PageProcess;
  /** The name of a program that can run inside workers. */
  nameOf(program: Program): string | undefined;
  /** The process can go on, with this as what its yield gives. */
  wake(process: PageProcess, value: unknown): void;
  /** The process can go on, in the line of those who need no turn on the event loop. */
  pushReady(process: PageProcess): void;
  /** Its turn on the main thread has come: it goes on with what is `next`. */
  carryOn(process: PageProcess): void;
  /** Lets everybody go on who can, in order. */
  settle(): void;
  /** Its generator returned, or threw `error`. */
  ended(process: PageProcess, error: unknown): void;
  /** It is over. */
  end(process: PageProcess, ending: Ending): void;
  /** A machine is gone, and with it all that have a worker of their own there. */
  hostGone(host: number): void;
  /** The next message that the engine asks about is lost. */
  dropNext(): void;
  /** The caller's call has ended with this. */
  raise(what: readonly (TaskNumber | string)[]): void;
}

export const RETURNED: Ending = { died: false, task: undefined, error: undefined, chunk: undefined, oks: undefined };
