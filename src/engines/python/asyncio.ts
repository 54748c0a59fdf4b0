/**
 * asyncio (`Lib/asyncio/tasks.py`, `taskgroups.py`, `locks.py`, CPython 3.11): a coroutine a task on one event loop.
 * `gather`, `TaskGroup` and `wait` hand all results over at once, when the last task has ended.
 * Left out: the arbitrary order of sets (`TaskGroup`'s cancels, `wait`): the order of the list stands for it.
 * And that a timeout's callback (3.12) cancels the tasks itself also where the caller has its turn in the same pass: here the caller does so in that turn.
 */

import { asResult, attempt, okOf, taskOf } from '../attempt.ts';
import { cancelAll, gaveUp } from '../giving-up.ts';
import { WORKERS } from '../knobs.ts';
import { rulesOf } from '../python-rules.ts';
import type { Scheduler } from '../scheduler.ts';
import {
  acquire,
  awaitEachResult,
  awaitEnd,
  awaitResult,
  type Env,
  get,
  type Handle,
  join,
  type Permits,
  type Process,
  type Program,
  perform,
  type Queue,
  type Request,
  type Steps,
  spawn,
  spawnEagerly,
  spawnUnnamed,
  type TaskNumber,
} from '../vocabulary.ts';
import { Dependencies } from './dependencies.ts';
import { deliverInOrder } from './futures.ts';
import { COROUTINE, PERMIT } from './places.ts';

/** What the coroutines of a run have in common. */
interface Shared {
  readonly env: Env;
  /** Where each tells its end: task and whether it was `ok`. */
  readonly done: Queue;
  readonly permits: Permits | undefined;
  readonly dependencies: Dependencies | undefined;
  /** A task that raises the error of one that it needs is heard of as well. */
  readonly hearsAll: boolean;
}

/**
 * The coroutine of a task, which tries again itself where it may, in the same step; each time under a permit where there are any
 * (`async with semaphore`, in 3.11.7 fair).
 */
function* whole({ env, done, permits, dependencies, hearsAll }: Shared, task: TaskNumber): Steps {
  if (dependencies && !(yield* dependencies.met(task))) {
    const failed = dependencies.raisedAtOnce(task);
    if (hearsAll && failed !== undefined) done.put(asResult(failed, false));
    return;
  }
  for (;;) {
    if (permits) yield acquire(permits);
    const ok: boolean = yield perform(task);
    permits?.release();
    if (ok || !env.feed.again(task)) {
      dependencies?.ended(task, ok);
      done.put(asResult(task, ok));
      return;
    }
    env.queueAfter(task, task);
  }
}

/** What the caller does at a task's failure: raise at once and let the others go on, go on, or cancel the others. */
type AtFailure = 'raise' | 'go on' | 'cancel the others';

/** How coroutines begin: in a pass of their own, or inside the call that makes them. */
interface Way {
  readonly spawn: (program: Program, args: readonly Handle[], task: TaskNumber) => Request;
  /** The same where nobody is going to cancel it. */
  readonly spawnForGood?: Way['spawn'];
  readonly permits?: Permits;
  /** The caller waits for a future that callbacks of the tasks set. */
  readonly inFuture?: boolean;
}

const spawned: Way = {
  spawn: (program, args, task) => spawn(program, args, COROUTINE, task, task),
  spawnForGood: (program, args, task) => spawnUnnamed(program, args, COROUTINE, task, task),
};

/** The coroutines of all tasks, and what the caller hears of their ends. */
class Coroutines {
  readonly started: Process[] = [];
  readonly done: Queue;
  /** A timer that is due when the last one has ended cancels `wait_for` (3.12); before, what had ended by then counted. */
  readonly isWokenLater: boolean;
  /** Who gives up cancels its tasks in the timer's callback (3.12, `timeouts.py`, `_on_timeout`), not in its own turn. */
  readonly isCancelledInCallback: boolean;
  /** The future that the caller waits for has its result, or its error. */
  isSettled = false;
  readonly #way: Way;
  /** Where all tasks are plain and nobody is going to cancel one: a kernel need not keep a generator for each. */
  readonly #forGood: Way['spawn'] | undefined;
  readonly #shared: Shared;
  /** Undefined where the caller makes the coroutine of a task that waits for others when they have ended. */
  readonly #dependencies: Dependencies | undefined;

  /** `cancels`: the caller cancels those that have not ended when one fails. */
  constructor(env: Env, way: Way, cancels: boolean) {
    this.done = env.queue();
    this.#way = way;
    this.isWokenLater = way.inFuture === true && rulesOf(env).waitForCancels;
    this.isCancelledInCallback = this.isWokenLater || way === eagerly;
    const mayCancel = cancels || env.scenario.giveUpMs !== undefined;
    if (env.feed.plain && !way.permits && !mayCancel) this.#forGood = way.spawnForGood;
    if (!env.feed.plain && rulesOf(env).gathersAtOnce) this.#dependencies = new Dependencies(env);
    this.#shared = { env, done: this.done, permits: way.permits, dependencies: this.#dependencies, hearsAll: cancels };
  }

  /** Makes all that are made at the beginning. */
  *startAll(): Steps {
    const { env } = this.#shared;
    for (let task = 0; task < env.taskCount; task++) {
      env.submit(task);
      // A generator for each of a million tasks would be most of what the caller does.
      if (this.#forGood) yield this.#forGood(attempt, [task, this.done], task);
      else if (this.#dependencies || env.feed.ready(task)) yield* this.#start(task);
    }
  }

  /** The caller has heard that a task has ended. Gives whether it was `ok`. */
  *heard(result: number): Generator<Request, boolean, Process> {
    const { env } = this.#shared;
    const task = taskOf(result);
    for (const next of env.feed.ended(task, okOf(result))) {
      if (this.#dependencies) this.#dependencies.open(next, task);
      else {
        env.queueAfter(next, task);
        yield* this.#start(next);
      }
    }
    return okOf(result);
  }

  /** What its caller has left goes on all the same, and what waits for it begins. */
  *goOn(): Steps {
    while (!this.#shared.env.feed.over) yield* this.heard(yield get(this.done));
  }

  *#start(task: TaskNumber): Generator<Request, void, Process> {
    const { env, permits } = this.#shared;
    const isPlain = env.feed.plain && !permits;
    const { spawn } = this.#way;
    this.started.push(
      yield isPlain ? spawn(attempt, [task, this.done], task) : spawn(() => whole(this.#shared, task), [], task),
    );
  }
}

/**
 * The caller who gives up has a timeout around all of it: `wait_for(gather(...))`, `asyncio.timeout` around a `TaskGroup`
 * or a `wait` whose end `asyncio.run` does not wait for. Each cancels the tasks that have not ended.
 */
function* awaitAll(env: Env, atFailure: AtFailure, way: Way = spawned): Steps {
  const coroutines = new Coroutines(env, way, atFailure === 'cancel the others');
  if (coroutines.isCancelledInCallback) env.cancelWithCaller(coroutines.started);
  if (!(yield* gaveUp(awaitEach(env, atFailure, coroutines)))) return;
  // The future was set: its tasks are cancelled when `asyncio.run` has heard of the caller's end (`runners.py`, `_cancel_all_tasks`).
  if (coroutines.isSettled) yield join(yield spawn(noSteps, []));
  yield* cancelAll(env, coroutines.started);
}

function* awaitEach(env: Env, atFailure: AtFailure, coroutines: Coroutines): Steps {
  const { done, isWokenLater } = coroutines;
  yield* coroutines.startAll();
  const ended = new Uint16Array(env.taskCount);
  let failed: TaskNumber | undefined;
  const note = (result: number) => {
    const task = taskOf(result);
    ended[task] = env.attempts(task);
    if (!okOf(result) && atFailure !== 'go on') failed = task;
  };
  const take = (result: number) => {
    note(result);
    env.feed.ended(taskOf(result), okOf(result));
    return failed === undefined && !env.feed.over;
  };
  while (!env.feed.over && failed === undefined) {
    if (env.feed.plain) {
      const result: number | undefined = yield awaitEachResult(done, take);
      if (result !== undefined) take(result);
    } else {
      const result: number = yield awaitResult(done);
      note(result);
      yield* coroutines.heard(result);
    }
  }
  if (isWokenLater) {
    coroutines.isSettled = true;
    env.cancelWithCaller([]);
  }
  if (failed !== undefined) {
    if (atFailure === 'cancel the others') return yield* abort(env, failed, coroutines);
    if (isWokenLater) yield* wakeCaller(env);
    env.raise([failed]);
    yield spawn(() => coroutines.goOn(), []);
    return;
  }
  if (isWokenLater || atFailure === 'cancel the others') yield* wakeCaller(env);
  deliverInOrder(env, ended);
}

/** The last child's done-callback wakes the caller a pass later: a timer that is due by then cancels it all the same. */
function* wakeCaller(env: Env): Steps {
  if (env.scenario.giveUpMs !== undefined) yield awaitEnd(yield spawn(noSteps, []));
}

function* noSteps(): Steps {}

/**
 * `TaskGroup._abort` at the first exception, then the wait for all children. Children that end by themselves meanwhile may
 * raise as well: `_on_task_done` keeps each exception that is no cancellation, and `__aexit__` raises them as one group. So do those
 * that began after a task that they need had failed: each raised that task's error in its first step, before anyone was cancelled.
 */
function* abort(env: Env, first: TaskNumber, { started, done }: Coroutines): Steps {
  yield* cancelAll(env, started);
  const raised = [first];
  done.close();
  let result: number | undefined;
  while ((result = yield get(done)) !== undefined) if (!okOf(result)) raised.push(taskOf(result));
  env.raise(raised);
}

const scheduler = (atFailure: AtFailure, way: Way = spawned): Scheduler => ({
  programs: {},
  main: (env) => awaitAll(env, atFailure, way),
});
const inFuture: Way = { ...spawned, inFuture: true };

/**
 * `asyncio.as_completed` (since 3.13 one object whose callbacks are set in the call): results one by one as tasks end, through an
 * `asyncio.Queue`; a failure is caught where its result is awaited, and cancels nothing.
 */
function* asTheyEnd(env: Env, coroutines: Coroutines): Steps {
  yield* coroutines.startAll();
  while (!env.feed.over) {
    const result: number = yield awaitResult(coroutines.done);
    const task = taskOf(result);
    for (let n = env.attempts(task); n > 0; n--) env.deliver(task);
    yield* coroutines.heard(result);
  }
}

export const asyncioAsCompleted: Scheduler = {
  programs: {},
  *main(env) {
    const coroutines = new Coroutines(env, spawned, false);
    // The end of `asyncio.run` cancels what a caller who gives up has left behind.
    if (yield* gaveUp(asTheyEnd(env, coroutines))) yield* cancelAll(env, coroutines.started);
  },
};

/**
 * `gather` over eager tasks (3.12, `eager_task_factory`): the first step of each runs inside `create_task`, up to its first real wait,
 * and whoever made the task goes on after that. A failure in that step is raised where `gather` is awaited.
 */
const eagerly: Way = { spawn: (program, args, task) => spawnEagerly(program, args, COROUTINE, task, task) };

export const eager: Scheduler = {
  programs: {},
  main: (env) => awaitAll(env, 'raise', rulesOf(env).eagerSteps ? eagerly : spawned),
};
export const gather = scheduler('raise', inFuture);
/** `gather(return_exceptions=True)`. */
export const gatherAll = scheduler('go on', inFuture);
/** `asyncio.wait`, which the caller runs a bare loop for. */
export const eventLoop = scheduler('go on');
export const taskGroup = scheduler('cancel the others');
export const asyncioSemaphore: Scheduler = {
  programs: {},
  main: (env) =>
    awaitAll(env, 'raise', {
      spawn: (program, args, task) => spawn(program, args, PERMIT, task, task),
      permits: env.permits(env.knob(WORKERS)),
      inFuture: true,
    }),
};
