/** A generator under way that the page drives or, for one inside a worker, stands for. */
import type { Ending, Place, Process, Steps, TaskNumber } from '../../../engines/vocabulary.ts';
import type { PoolWorker } from '../pool/worker-pool.ts';
import { FOREVER_AGO, type Sleeper, type Turn } from './main-loop.ts';

/** Where a process stands: who has to act for it to go on. */
export type Standing =
  /** It can go on, and waits only for those before it. */
  | 'ready'
  /** It waits for its turn on the main thread. */
  | 'turn'
  /** At a queue, at permits, at the end of another process. */
  | 'get'
  | 'acquire'
  | 'join'
  /** For a timer: a delay, or a task's sleep. */
  | 'delay'
  | 'sleep'
  /** For a worker: to start, to answer, to end its program. */
  | 'starting'
  | 'call'
  | 'inside'
  | 'ended';

/** What it does in its next turn. */
export type Next = 'step' | 'begin' | 'wake' | 'segment';

/** Something that keeps a list of those who wait for it. */
export interface Waitable {
  forget(process: PageProcess): void;
}

/** A sleep on the main thread (ms of the run). */
export interface Nap {
  readonly from: number;
  readonly due: number;
}

const NONE: boolean[] = [];

/** There may be one a task: times that a process has only now and then, or that lie in the ledger's columns, are no fields of it. */
export class PageProcess implements Turn, Sleeper {
  at: Standing = 'ready';
  next: Next = 'step';
  /** What the yield gives next; `throwing`: throws. */
  value: unknown = undefined;
  throwing: Error | undefined = undefined;
  waitsAt: Waitable | undefined = undefined;
  /** At a queue: 0 for one item, else the most that it takes in a list. */
  takes = 0;
  timer = 0;
  wantsSince = FOREVER_AGO;
  ending: Ending | undefined = undefined;
  joiners: PageProcess[] | undefined = undefined;

  /** The worker that does its tasks. */
  worker: PoolWorker | undefined = undefined;
  /** The attempts that its worker was asked for and has not answered. */
  asked: readonly number[] | undefined = undefined;
  /** How it ends once its worker, which is lost, is gone. */
  dead: Ending | undefined = undefined;

  /** Main thread: the attempt under way, -1 if none; its span and open segment; its sleep, if it is in one. */
  slot = -1;
  row = -1;
  segmentRow = -1;
  segment = 0;
  /** The attempt that it did last, and the last one of who handed it its permit; -1 for none. */
  last = -1;
  givenBy = -1;
  nap: Nap | undefined = undefined;
  /** The rest of a chunk, where it does one on the main thread. */
  chunk: readonly TaskNumber[] | undefined = undefined;
  oks: boolean[] = NONE;
  /** How its last task ended. */
  ok = false;
  untilFailure = false;

  constructor(
    readonly driver: {
      turnOf(process: PageProcess): void;
      wakeUp(process: PageProcess): void;
      readonly over: boolean;
      readonly base: number;
    },
    readonly steps: Steps,
    readonly place: Place | undefined,
    readonly lane: number,
    /** The one task that it is there for, -1 if it takes any. */
    readonly task: TaskNumber,
  ) {}

  turn(): void {
    this.driver.turnOf(this);
  }

  get dueAt(): number {
    return this.nap!.due - this.driver.base;
  }

  wakeUp(): void {
    this.driver.wakeUp(this);
  }

  get gone(): boolean {
    return this.driver.over;
  }
}

export const asHandle = (process: PageProcess): Process => process as unknown as Process;
export const asProcess = (handle: Process): PageProcess => handle as unknown as PageProcess;
