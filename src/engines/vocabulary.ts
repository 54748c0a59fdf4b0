/**
 * The kernel's vocabulary: all that an engine's generators may ask for. Two kernels answer, one in virtual time and one
 * on real workers, timers and locks. Requests that may block: spawn, join, acquire, get, perform, performAll, delay, compute.
 */
import type { Machine } from '../scenario/machine.ts';
import type { Dispatch, Scenario, StartMethod } from '../scenario/scenario.ts';
import type { WaitCause } from '../trace/trace.ts';
import type { Feed } from './feed.ts';

/** A task, by its place in the scenario's list. */
export type TaskNumber = number;

declare const handle: unique symbol;
/** First in, first out. Items of queues that workers share are whole numbers of 0 or more. */
export interface Queue {
  readonly [handle]: 'queue';
}
/** So many permits; waiters are served in order. */
export interface Permits {
  readonly [handle]: 'permits';
}
/** A generator under way. */
export interface Process {
  readonly [handle]: 'process';
}

/** Where tasks are done: what a lane of the picture is, and what must be held there. */
export interface Place {
  readonly lane: 'worker' | 'slot' | 'task' | 'thread' | 'process' | 'loop';
  /** What a task waits for until it has such a place. */
  readonly waitsFor: WaitCause;
  /** What `cpu` must hold here. */
  readonly cpu: 'core' | 'gil' | 'loop';
  /** It has a process of its own, which can go away under a task. Elsewhere `dies` counts as `fails`. */
  readonly mortal: boolean;
  /** Each task begins in a turn of its own on the event loop (a promise job), not in the turn that took it. */
  readonly fresh?: true;
}

/** How a process ended. */
export interface Ending {
  /** Its worker went away under it. */
  readonly died: boolean;
  /** The task that it had begun when it died. */
  readonly task: TaskNumber | undefined;
  /** What it threw, if it did. */
  readonly error: unknown;
  /** Of a process that died over tasks handed over together: all of them, and how those that had ended before did. */
  readonly chunk: readonly TaskNumber[] | undefined;
  readonly oks: readonly boolean[] | undefined;
}

/** What a program is given: the scenario with its knobs resolved, and the means to make queues and permits. */
export interface Env {
  readonly scenario: Scenario;
  readonly machine: Machine;
  readonly taskCount: number;
  readonly workers: number;
  readonly chunksize: number;
  readonly dispatch: Dispatch;
  readonly startMethod: StartMethod;
  /** Which tasks may be queued, and what an ended one releases. */
  readonly feed: Feed;
  /** `latencyMs`: an item can be taken so long after it was put (a pipe). */
  queue(latencyMs?: number): Queue;
  permits(count: number): Permits;
}

// biome-ignore lint/suspicious/noExplicitAny: what a yield gives back depends on the request; programs annotate it.
export type Steps = Generator<Request, void, any>;
export type Handle = Queue | Permits | Process | number;
// biome-ignore lint/suspicious/noExplicitAny: each program knows the handles that it is spawned with.
export type Program = (env: Env, ...args: any[]) => Steps;

export type Request =
  | {
      readonly op: 'spawn';
      readonly program: Program;
      readonly args: readonly Handle[];
      readonly place: Place | undefined;
      readonly lane: number | undefined;
      readonly task: TaskNumber | undefined;
    }
  | { readonly op: 'join'; readonly process: Process }
  | { readonly op: 'cancel'; readonly process: Process }
  | { readonly op: 'kill'; readonly process: Process }
  | { readonly op: 'acquire'; readonly permits: Permits }
  | { readonly op: 'tryAcquire'; readonly permits: Permits }
  | { readonly op: 'release'; readonly permits: Permits }
  | { readonly op: 'put'; readonly queue: Queue; readonly item: unknown }
  | { readonly op: 'get'; readonly queue: Queue }
  | { readonly op: 'getSome'; readonly queue: Queue; readonly max: number }
  | { readonly op: 'close'; readonly queue: Queue }
  | { readonly op: 'clear'; readonly queue: Queue }
  | { readonly op: 'perform'; readonly task: TaskNumber }
  | { readonly op: 'performAll'; readonly tasks: readonly TaskNumber[]; readonly untilFailure: boolean }
  | { readonly op: 'delay'; readonly ms: number; readonly why: WaitCause }
  | { readonly op: 'compute'; readonly ms: number; readonly why: WaitCause }
  | { readonly op: 'submit'; readonly task: TaskNumber }
  | { readonly op: 'waited'; readonly task: TaskNumber; readonly cause: WaitCause; readonly ended: TaskNumber }
  | { readonly op: 'deliver'; readonly task: TaskNumber }
  | { readonly op: 'raise'; readonly what: readonly (TaskNumber | string)[] };

/** Starts a process; gives its `Process`. With a `place` it is a lane on which tasks are done; `task`: it is there for this one task. */
export const spawn = (
  program: Program,
  args: readonly Handle[],
  place?: Place,
  lane?: number,
  task?: TaskNumber,
): Request => ({ op: 'spawn', program, args, place, lane, task });
/** Waits until a process has ended; gives its `Ending`. */
export const join = (process: Process): Request => ({ op: 'join', process });
/** Throws `Cancelled` at the process's yield. What it has begun ends `cancelled`. */
export const cancel = (process: Process): Request => ({ op: 'cancel', process });
/** The process's worker goes away: what it does ends `killed`, what it holds is never given back. */
export const kill = (process: Process): Request => ({ op: 'kill', process });
export const acquire = (permits: Permits): Request => ({ op: 'acquire', permits });
/** Takes a permit if one is free; gives whether it did. Never blocks. */
export const tryAcquire = (permits: Permits): Request => ({ op: 'tryAcquire', permits });
export const release = (permits: Permits): Request => ({ op: 'release', permits });
/** Adds an item at the end; never blocks. */
export const put = (queue: Queue, item: unknown): Request => ({ op: 'put', queue, item });
/** Waits for the first item; gives it, or `undefined` once the queue is closed and empty. */
export const get = (queue: Queue): Request => ({ op: 'get', queue });
/** Waits for the first item and takes up to `max` of those that are there; gives a list, or `undefined` once closed and empty. */
export const getSome = (queue: Queue, max: number): Request => ({ op: 'getSome', queue, max });
/** No more items: whoever waits for one gets `undefined`. */
export const close = (queue: Queue): Request => ({ op: 'close', queue });
/** Takes out all that is in the queue and not taken yet. */
export const clear = (queue: Queue): Request => ({ op: 'clear', queue });
/** Does the next attempt at a task on this process's lane; gives whether it ended `ok`. Who dies of it does not return. */
export const perform = (task: TaskNumber): Request => ({ op: 'perform', task });
/** Does tasks one after another on this process's lane, handed over and answered together; gives a list of booleans, shorter if it stopped at a failure. */
export const performAll = (tasks: readonly TaskNumber[], untilFailure: boolean): Request => ({
  op: 'performAll',
  tasks,
  untilFailure,
});
/** Lets `ms` pass, holding nothing. */
export const delay = (ms: number, why: WaitCause): Request => ({ op: 'delay', ms, why });
/** Computes for `ms` of CPU time outside any task (a process that boots). */
export const compute = (ms: number, why: WaitCause): Request => ({ op: 'compute', ms, why });
/** The task is handed to the engine now (anew, after an attempt that failed). */
export const submit = (task: TaskNumber): Request => ({ op: 'submit', task });
/** What the task waited for up to now, since it was submitted or last said so, and which task's end was the end of that. */
const waited = (task: TaskNumber, cause: WaitCause, ended: TaskNumber): Request => ({
  op: 'waited',
  task,
  cause,
  ended,
});
/** `task` may be queued since `ended` has: for another attempt, if it is the same one, else since it depends on it. */
export const queueAfter = (task: TaskNumber, ended: TaskNumber): Request =>
  task === ended ? submit(task) : waited(task, 'dependency', ended);
/** The caller has the result of the task's attempt (the first ended one not delivered yet), or caught its exception. */
export const deliver = (task: TaskNumber): Request => ({ op: 'deliver', task });
/** The caller's call has ended with this: task ids by number, or the name of an exception. */
export const raise = (what: readonly (TaskNumber | string)[]): Request => ({ op: 'raise', what });

/** Thrown at the yield of a process that was cancelled. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
