/** What to run: the JSON form of a scenario (`concurrency-trace/1`), as every room knows it. Times are milliseconds. */

/** What a task does for a stretch of its life. */
export type SegmentKind = 'sleep' | 'cpu';

/** One stretch of a task: `sleep` waits for a timer or I/O, `cpu` is work that takes `ms` of CPU time. */
export interface Segment {
  readonly kind: SegmentKind;
  /** Milliseconds, 0 or more. */
  readonly ms: number;
  /** Of `cpu`: it is spent under the lock of this name, in short stretches one after another. */
  readonly lock?: string;
}

/** One task of the set. Its place in the list is its number in the trace, its `id` its name. */
export interface TaskSpec {
  readonly id: string;
  readonly segments: readonly Segment[];
  /** Raises after its last segment: in every attempt, or in the attempts listed (the first is 1). */
  readonly fails?: boolean | readonly number[];
  /** At most so many attempts more, each at the end of the queue. */
  readonly retry?: number;
  /** Its worker process goes away after its last segment, in every attempt or in those listed; counts as `fails` where a task has no process of its own. */
  readonly dies?: boolean | readonly number[];
  /** Ids of the tasks that must have ended `ok` before this one is queued. */
  readonly after?: readonly string[];
  /** A name for the picture. */
  readonly group?: string;
  /** Ray: the CPUs that it asks for; fractions and 0 are possible. */
  readonly cpus?: number;
  /** Ray: the actor whose method it is. */
  readonly actor?: string;
  /** Ray: ids of tasks that it submits itself after its first segment, and waits for. */
  readonly gets?: readonly string[];
  /** Celery: it is not begun before that long after its submit. */
  readonly delayMs?: number;
  /** Celery: 0 comes first, 9 last. */
  readonly priority?: number;
  /** Spark: the action that it belongs to. */
  readonly job?: string;
  /** Other segments for some attempts, by the attempt's number, the first is 1. */
  readonly segmentsOf?: Readonly<Record<string, readonly Segment[]>>;
}

/** "At `atMs` the worker that began task `workerOf` is killed", or the whole machine that began task `hostOf`. */
export type Kill = { readonly atMs: number } & (
  | { readonly workerOf: string; readonly hostOf?: undefined }
  | { readonly hostOf: string; readonly workerOf?: undefined }
);

/** "At `atMs` the caller stops the pool's processes": `ProcessPoolExecutor.terminate_workers` or `kill_workers`. */
export interface StopWorkers {
  readonly atMs: number;
  readonly how: 'terminate' | 'kill';
}

/** The member of a kill that names a task, and that task's id. */
export const victimOf = (kill: Kill): ['workerOf' | 'hostOf', string] =>
  kill.workerOf === undefined ? ['hostOf', kill.hostOf] : ['workerOf', kill.workerOf];

/** How tasks reach workers: a message each, a message a chunk, or taken by the workers from shared memory. */
export type Dispatch = 'message' | 'chunk' | 'shared';
export type StartMethod = 'fork' | 'spawn' | 'forkserver';

/** The knobs beside the tasks. One left out takes the engine's default. */
export interface Knobs {
  /** Threads, processes, slots or permits. */
  readonly workers?: number;
  readonly chunksize?: number;
  readonly dispatch?: Dispatch;
  readonly startMethod?: StartMethod;
  readonly switchIntervalMs?: number;
  /** Which CPython: `3.11`, `3.14` or `3.15`. Wins over the machine's, as the GIL does. */
  readonly python?: string;
  /** Whether its threads share a GIL; false is a free-threaded one. */
  readonly gil?: boolean;
  readonly kills?: readonly Kill[];
  /** From t = 0: the caller stops waiting. */
  readonly giveUpMs?: number;
  readonly seed?: number;
  readonly name?: string;
}

/** Spark: an action, called at a time of its own (by a thread of its own) or when the one before has returned; and the scheduler pool of its thread. */
export interface JobSpec {
  readonly name: string;
  readonly atMs?: number;
  readonly pool?: string;
}

/** A task set with its knobs. Members not known here are kept. */
export interface Scenario extends Knobs {
  readonly tasks: readonly TaskSpec[];
  readonly stopWorkers?: StopWorkers;
  /** Spark: its actions, in the order of their calls; those that are not named here come behind, in the order of their tasks. */
  readonly jobs?: readonly JobSpec[];
  /** Spark: ids of tasks whose first attempts are on one host, where that is drawn. */
  readonly together?: readonly (readonly string[])[];
}

/** Whether attempt number `attempt` (from 1) of this task raises at its end. */
export const failsAt = ({ fails }: TaskSpec, attempt: number): boolean => isAmong(fails, attempt);

/** Whether the process that does attempt number `attempt` (from 1) of this task goes away at its end. */
export const diesAt = ({ dies }: TaskSpec, attempt: number): boolean => isAmong(dies, attempt);

function isAmong(attempts: boolean | readonly number[] | undefined, attempt: number): boolean {
  if (typeof attempts !== 'object') return attempts === true;
  return attempts.length <= SHORT ? attempts.includes(attempt) : setOf(attempts).has(attempt);
}

/** A list of attempts that is longer is looked up in a set: as many attempts as it names each look into it. */
const SHORT = 16;
const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

function setOf(attempts: readonly number[]): ReadonlySet<number> {
  let set = sets.get(attempts);
  if (!set) sets.set(attempts, (set = new Set(attempts)));
  return set;
}

/** Milliseconds that one attempt at a task computes and sleeps, all in all. */
export function workMs(task: TaskSpec): number {
  let sum = 0;
  for (const segment of task.segments) sum += segment.ms;
  return sum;
}

/** Whether any task computes. Such engines run one after another on the page. */
export function computes(scenario: Scenario): boolean {
  return scenario.tasks.some((task) => task.segments.some((s) => s.kind === 'cpu' && s.ms > 0));
}
