/**
 * The kernel's vocabulary: all that an engine's generators may ask for. Two kernels answer, one in virtual time and one
 * on real workers, timers and locks. What may make a program wait is yielded; what never does is a call, done at once.
 */
import type { Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { WaitCause } from '../trace/wait-causes.ts';
import type { LaneKind } from './facts.ts';
import type { Feed } from './feed.ts';
import type { Knob, ValueOf } from './knobs.ts';
import type { PythonRules } from './python-rules.ts';
import type { TaskNumber } from './task-number.ts';

export type { TaskNumber } from './task-number.ts';

declare const handle: unique symbol;
/** First in, first out. Where workers share a queue its items are whole numbers of 0 or more. */
export interface Queue {
  /** Adds an item at the end. */
  put(item: unknown): void;
  /** Adds it after so long (ms), unless it is called off; nobody has to wait for that. */
  later(item: unknown, ms: number): Timer;
  /** There will be no more items: each process that waits for one gets `undefined`. */
  close(): void;
  /** Takes the first item if one is there, else gives `undefined`. Never waits. */
  takeNow(): unknown;
  /** Takes out all items that nobody has taken yet. */
  clear(): void;
}
/** An item on its way to a queue. */
export interface Timer {
  /** The item will not come; false where it has come already, or was called off before. */
  callOff(): boolean;
}
/** So many permits; waiters are served in order. An `amount` may be a fraction, counted in steps of 0.0001, and is 1 where it is left out. */
export interface Permits {
  /** Takes a permit, or that amount, if it is free; gives whether it did. */
  tryAcquire(amount?: number): boolean;
  release(amount?: number): void;
}
/** A way between machines, which all that moves on it at the same time shares evenly. */
export interface Link {
  readonly [handle]: 'link';
}
/** Permits for which tasks wait, not processes: the process of a task is made once there is a permit for it. */
export interface Admission extends Permits {
  /** Starts the entrant for this task as soon as it has a permit, in the order of these calls; it holds that permit. */
  admit(task: TaskNumber): void;
}
/** What is started for a task that got a permit: `program(env, task, permits, ...args)`, on a place of the main thread. */
export interface Entrant {
  readonly program: Program;
  readonly place: LaneKind;
  readonly args: readonly Handle[];
}
/** A generator under way. */
export interface Process {
  readonly [handle]: 'process';
}

/** How a process ended. */
export interface Ending {
  /** Its worker went away under it. */
  readonly died: boolean;
  /** And so did the whole machine. */
  readonly ofHost?: boolean;
  /** The task that it had begun when it died. */
  readonly task: TaskNumber | undefined;
  /** What its program threw, if it did. */
  readonly error: unknown;
  /** The process died while it did tasks that were handed over together: all these tasks, and whether each that had ended before ended well. */
  readonly chunk: readonly TaskNumber[] | undefined;
  readonly oks: readonly boolean[] | undefined;
}

/** What a program, most often the caller's, says of tasks and of other processes. */
export interface Caller {
  /** The task is handed to the engine now. */
  submit(task: TaskNumber): void;
  /** `task` may be queued since `ended` has: for another attempt, if it is the same one, else since it depends on it. */
  queueAfter(task: TaskNumber, ended: TaskNumber): void;
  /** The caller has the result of this attempt at the task, or caught its exception; of the first one not delivered yet, where none is named. */
  deliver(task: TaskNumber, attempt?: number): void;
  /** The caller caught this instead of the task's result, also where the task never began: a task's id, or the name of an exception, and its type. */
  caught(task: TaskNumber, error: string, type: string): void;
  /** Up to now the task, which has no process yet, has waited for this since what was said of it last, or since its submit. */
  waited(task: TaskNumber, cause: WaitCause): void;
  /** The caller's call has ended with this: task ids by number, or the name of an exception. */
  raise(what: readonly (TaskNumber | string)[]): void;
  /** Throws `Cancelled` at the process's yield. What it has begun ends `cancelled`. */
  cancel(process: Process): void;
  /** These are cancelled where the caller gives up while it waits for a result: in that very moment, before anybody has a turn. */
  cancelWithCaller(processes: readonly Process[]): void;
  /** An exception is raised in the task that the process does (a signal): the attempt ends `failed` now, and `perform` gives false. */
  interrupt(process: Process): void;
  /** The process's worker goes away: what it does ends `killed`, what it holds is never given back. */
  kill(process: Process): void;
  /** The machine goes away, and with it all processes that were placed on it. */
  killHost(host: number): void;
}

/** A message that outlives the page. */
export interface KeptMessage {
  readonly task: TaskNumber;
  /** How often the task was tried again before. */
  readonly retries: number;
  /** Not to be begun before (ms); 0 for at once. */
  readonly dueMs: number;
}
/** Where messages lie from their publishing until they are acknowledged, even if the page goes away meanwhile. */
export interface Durable {
  /** What an earlier page has left of this run, as messages of this one; undefined where the run begins here. */
  readonly left: readonly KeptMessage[] | undefined;
  /** Whether an earlier page published a task, and whether it ended well there. */
  wasPublished(task: TaskNumber): boolean;
  isDone(task: TaskNumber): boolean;
  publish(message: KeptMessage): void;
  began(message: KeptMessage): void;
  /** Its task has ended well. */
  done(message: KeptMessage): void;
  acknowledge(message: KeptMessage): void;
}

/** What a program is given: the scenario with its knobs resolved, the means to make queues and permits, and what it may say. */
export interface Env extends Caller {
  readonly scenario: Scenario;
  readonly machine: Machine;
  /** Rules of CPython that are not to follow from the machine (`rulesOf`). */
  readonly python?: Partial<PythonRules> | undefined;
  readonly taskCount: number;
  /** No task says more of itself than its segments and how its attempts end: it need not be asked. Left out where that is not known. */
  readonly bare?: boolean;
  /** What a knob of the engine is set to in this run. */
  knob<K extends Knob>(knob: K): ValueOf<K>;
  /** Which tasks may be queued, and what an ended one releases. */
  readonly feed: Feed;
  /** `latencyMs`: an item can be taken so long after it was put (a pipe). */
  queue(latencyMs?: number): Queue;
  permits(count: number): Permits;
  admission(count: number, entrant: Entrant): Admission;
  link(): Link;
  /** Does this after so long (ms), in nobody's turn. Left out where somebody has to do it (`Io`). */
  call?<T>(ms: number, act: (of: T) => void, of: T): void;
  /** The time of the run (ms). */
  now(): number;
  /** Attempts at the task that have begun: the number of the latest, from 1. Attempts may overlap. */
  attempts(task: TaskNumber): number;
  /** Live: whether somebody has the next message between machines be lost; asked for each. */
  drops?(): boolean;
  /** Live: the numbers of machines that join in mid-run. */
  readonly joins?: Queue | undefined;
  /** Of live runs of engines whose messages outlive the page (`Scheduler.durable`). */
  readonly durable?: Durable | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: what a yield gives back depends on the request; programs annotate it.
export type Steps = Generator<Request, void, any>;
export type Handle = Queue | Permits | Process | Link | number;
// biome-ignore lint/suspicious/noExplicitAny: each program knows the handles that it is spawned with.
type Generating = (env: Env, ...args: any[]) => Steps;
/** What a process runs. */
export interface Program extends Generating {
  /**
   * The program makes one attempt at the task that is its first argument, puts the result into the queue that is its second argument, and
   * ends. There may be as many such processes as there are tasks, so a kernel may do without a generator for each.
   */
  readonly oneAttempt?: true;
}

export interface GetRequest {
  readonly op: 'get';
  readonly queue: Queue;
  readonly untilGivingUp: boolean;
  readonly yieldsFirst?: true;
  /** See `getEach` and `getTask`. */
  readonly take?: ((item: unknown) => boolean) | undefined;
  readonly ended?: ((task: TaskNumber, ok: boolean) => void) | undefined;
  /** Where items are more than tasks: the task to be performed, and nothing else; -1 where the program itself has to see to the item. */
  readonly taskOf?: ((item: unknown) => TaskNumber) | undefined;
}

export type Request =
  | {
      readonly op: 'spawn';
      readonly program: Program;
      readonly args: readonly Handle[];
      readonly place: LaneKind | undefined;
      readonly lane: number | undefined;
      readonly task: TaskNumber | undefined;
      readonly host: number;
      readonly eager?: true;
      readonly unnamed?: true;
    }
  | { readonly op: 'join'; readonly process: Process; readonly untilGivingUp: boolean }
  | { readonly op: 'acquire'; readonly permits: Permits; readonly amount: number }
  | GetRequest
  | { readonly op: 'getSome'; readonly queue: Queue; readonly max: number }
  | { readonly op: 'perform'; readonly task: TaskNumber; readonly segments: number }
  | { readonly op: 'performAll'; readonly tasks: readonly TaskNumber[]; readonly untilFailure: boolean }
  | { readonly op: 'delay'; readonly ms: number; readonly why: WaitCause }
  | { readonly op: 'compute'; readonly ms: number; readonly why: WaitCause }
  | { readonly op: 'move'; readonly link: Link; readonly ms: number };

/** Starts a process; gives its `Process`. With a `place` it is a lane on which tasks are done; `task`: it is there for this one task. */
export const spawn = (
  program: Program,
  args: readonly Handle[],
  place?: LaneKind,
  lane?: number,
  task?: TaskNumber,
): Request => ({ op: 'spawn', program, args, place, lane, task, host: 0 });
/** The same for one of perhaps a million, which its spawner never asks for again: what it gives names no process. */
export const spawnUnnamed = (
  program: Program,
  args: readonly Handle[],
  place: LaneKind,
  lane: number,
  task: TaskNumber,
): Request => ({ op: 'spawn', program, args, place, lane, task, host: 0, unnamed: true });
/** The same on one of several machines. */
export const spawnOn = (
  host: number,
  program: Program,
  args: readonly Handle[],
  place?: LaneKind,
  lane?: number,
  task?: TaskNumber,
): Request => ({ op: 'spawn', program, args, place, lane, task, host });
/** The same on an event loop, in the midst of its spawner's turn: that goes on once the new process waits for something, or has ended. */
export const spawnEagerly = (
  program: Program,
  args: readonly Handle[],
  place: LaneKind,
  lane: number,
  task: TaskNumber,
): Request => ({ op: 'spawn', program, args, place, lane, task, host: 0, eager: true });
/** Waits until a process has ended; gives its `Ending`. */
export const join = (process: Process): Request => ({ op: 'join', process, untilGivingUp: false });
/** `join` for a caller that waits for a task: at `giveUpMs` the wait ends with `Cancelled`. */
export const awaitEnd = (process: Process): Request => ({ op: 'join', process, untilGivingUp: true });
/** Waits for a permit, or for that amount. Who asks for more than is free holds up those behind. */
export const acquire = (permits: Permits, amount = 1): Request => ({ op: 'acquire', permits, amount });
/** Waits for the first item; gives it, or `undefined` once the queue is closed and empty. */
export const get = (queue: Queue): Request => ({ op: 'get', queue, untilGivingUp: false });
/** `get` for a caller that waits for a result, on a condition: at `giveUpMs` the wait ends with `Cancelled`. */
export const awaitResult = (queue: Queue): Request => ({ op: 'get', queue, untilGivingUp: true, yieldsFirst: true });
/**
 * `get` for a program that waits for nothing while it takes an item: `take` gives whether it wants more. A kernel may call `take` itself, for
 * one item after another, and gives `undefined` once it wants no more; one that does not gives an item, which the program then takes.
 */
export const getEach = <T>(queue: Queue, take: (item: T) => boolean): Request => ({
  op: 'get',
  queue,
  untilGivingUp: false,
  take: take as (item: unknown) => boolean,
});
/** The same as `awaitResult`. */
export const awaitEachResult = <T = number>(queue: Queue, take: (result: T) => boolean): Request => ({
  op: 'get',
  queue,
  untilGivingUp: true,
  yieldsFirst: true,
  take: take as (item: unknown) => boolean,
});
/**
 * `get` for a lane that does tasks one after another: `ended` says how each ended. A kernel may do the tasks itself, tell of each, and give
 * `undefined` once the queue is closed; one that does not gives a task, which the program then performs and tells of.
 */
export const getTask = (queue: Queue, ended: (task: TaskNumber, ok: boolean) => void): Request => ({
  op: 'get',
  queue,
  untilGivingUp: false,
  ended,
});
/** `get` for the thread of an event loop, which sleeps in `select` and is woken through a pipe. */
export const awaitPosted = (queue: Queue): Request => ({ op: 'get', queue, untilGivingUp: true });
/** `get` of what is no item but an event that another thread sets: whoever finds it unset may yield before it parks. */
export const awaitEvent = (queue: Queue): Request => ({ op: 'get', queue, untilGivingUp: false, yieldsFirst: true });
/** Waits for the first item and takes up to `max` of those that are there; gives a list, or `undefined` once closed and empty. */
export const getSome = (queue: Queue, max: number): Request => ({ op: 'getSome', queue, max });
/** Does the next attempt at a task on this process's lane; gives whether it ended `ok`. Where the process's worker dies of it, nothing follows. */
export const perform = (task: TaskNumber): Request => ({ op: 'perform', task, segments: ALL });
/**
 * Does so many segments of the task's next attempt, or goes on with the one that it has begun. Gives undefined while segments are
 * left: the process may wait for whatever it likes before it goes on. Else whether the attempt ended `ok`.
 */
export const performPart = (task: TaskNumber, segments: number): Request => ({ op: 'perform', task, segments });
const ALL = Number.POSITIVE_INFINITY;
/** Does tasks one after another on this process's lane, handed over and answered together; gives a list of booleans, shorter if it stopped at a failure. */
export const performAll = (tasks: readonly TaskNumber[], untilFailure: boolean): Request => ({
  op: 'performAll',
  tasks,
  untilFailure,
});
/** Lets `ms` pass, holding nothing. */
export const delay = (ms: number, why: WaitCause): Request => ({ op: 'delay', ms, why });
/** Moves data on a link: `ms`, if nothing else moves there meanwhile. */
export const move = (link: Link, ms: number): Request => ({ op: 'move', link, ms });
/** Computes for `ms` of CPU time outside any task (a process that boots). */
export const compute = (ms: number, why: WaitCause): Request => ({ op: 'compute', ms, why });

/** Thrown at the yield of a process that was cancelled, and where a caller gives up. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
