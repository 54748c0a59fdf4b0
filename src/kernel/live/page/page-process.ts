/** A generator under way that the page drives or, if it runs inside a worker, stands for. */
import type { LaneKind } from '../../../engines/facts.ts';
import type { Ending, Process, Steps, TaskNumber } from '../../../engines/vocabulary.ts';
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

/** What it does in its next turn: run the generator, begin the task, go on after a sleep, go on with the next segment. */
export type Next = 'step' | 'begin' | 'wake' | 'segment';

/** Something that keeps a list of those who wait for it. */
export interface Waitable {
  forget(process: PageProcess): void;
}

/** The loop that gives a process its turns on the main thread. */
interface TurnGiver {
  turnOf(process: PageProcess): void;
  wakeUp(process: PageProcess): void;
  /** The run is over. */
  readonly over: boolean;
  /** What makes a time of the run from the page's clock (ms). */
  readonly base: number;
}

const NONE: boolean[] = [];

/** There may be one a task: what a process has only now and then, or what lies in columns, is no field of it. */
export class PageProcess implements Turn, Sleeper {
  at: Standing = 'ready';
  next: Next = 'step';
  /** What the yield gives next; `throwing`: throws. */
  value: unknown = undefined;
  throwing: Error | undefined = undefined;
  waitsAt: Waitable | undefined = undefined;
  /** It is a caller that waits for a result, until it gives up. */
  isPatient = false;
  /** At a queue: 0 for one item, else the most that it takes in a list. */
  takes = 0;
  timer = 0;
  wantsSince = FOREVER_AGO;
  ending: Ending | undefined = undefined;
  joiners: PageProcess[] | undefined = undefined;

  /** On an event loop: it is to be stepped, and since when (ms of the run). */
  pending = false;
  readyAt = 0;
  /** Its sleep: begun, and due to end (ms of the run). `stamp` is raised when a sleep loses its meaning. */
  sleptFrom = 0;
  due = 0;
  stamp = 0;

  /** The worker that does its tasks. */
  worker: PoolWorker | undefined = undefined;
  /** The attempts that its worker was asked for and has not answered. */
  asked: readonly number[] | undefined = undefined;
  /** How it ends once its worker, which is lost, is gone. */
  dead: Ending | undefined = undefined;

  /** Main thread: the attempt under way, -1 if none; its span and open segment. */
  slot = -1;
  row = -1;
  segmentRow = -1;
  segment = 0;
  /** The attempt that the process did last, and the one that gave up the permit which the process got; -1 for none. */
  last = -1;
  givenBy = -1;
  /** The rest of a chunk, where it does one on the main thread. */
  chunk: readonly TaskNumber[] | undefined = undefined;
  oks: boolean[] = NONE;
  /** How its last task ended. */
  ok = false;
  untilFailure = false;

  constructor(
    readonly giver: TurnGiver,
    readonly id: number,
    readonly steps: Steps,
    readonly place: LaneKind | undefined,
    /** Its code runs on the event loop. */
    readonly onLoop: boolean,
    readonly lane: number,
    /** The only task that the process is there for, -1 if it takes any task. */
    readonly task: TaskNumber,
  ) {}

  turn(): void {
    this.giver.turnOf(this);
  }

  get dueAt(): number {
    return this.due - this.giver.base;
  }

  wakeUp(): void {
    this.giver.wakeUp(this);
  }

  get gone(): boolean {
    return this.giver.over;
  }
}

export const asHandle = (process: PageProcess): Process => process as unknown as Process;
export const asProcess = (handle: Process): PageProcess => handle as unknown as PageProcess;
