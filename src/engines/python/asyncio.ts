/**
 * asyncio (`Lib/asyncio/tasks.py`, `taskgroups.py`, `locks.py`, CPython 3.11): a coroutine a task on one event loop.
 * `gather`, `TaskGroup` and `wait` hand all results over at once, when the last task has ended.
 * Left out: the arbitrary order of sets (`TaskGroup`'s cancels, `wait`): the order of the list stands for it.
 */

import { asResult, attempt, okOf, taskOf } from '../attempt.ts';
import { cancelAll, gaveUp } from '../giving-up.ts';
import { WORKERS } from '../knobs.ts';
import { rulesOf } from '../python-rules.ts';
import type { Scheduler } from '../scheduler.ts';
import {
  acquire,
  awaitEnd,
  awaitResult,
  type Env,
  get,
  type Permits,
  type Process,
  type Program,
  perform,
  type Queue,
  type Request,
  type Steps,
  spawn,
  spawnEagerly,
  type TaskNumber,
} from '../vocabulary.ts';
import { deliverInOrder } from './futures.ts';
import { COROUTINE, PERMIT } from './places.ts';

/**
 * The coroutine of a task, which tries again itself where it may, in the same step; each time under a permit where there are any
 * (`async with semaphore`, in 3.11.7 fair).
 */
function* whole(env: Env, task: TaskNumber, done: Queue, permits?: Permits): Steps {
  for (;;) {
    if (permits) yield acquire(permits);
    const ok: boolean = yield perform(task);
    permits?.release();
    if (ok || !env.feed.again(task)) {
      done.put(asResult(task, ok));
      return;
    }
    env.queueAfter(task, task);
  }
}

/** The same for tasks of which none is tried again: a kernel need not keep a generator for each. */
const coroutine = (env: Env): Program => (env.feed.plain ? attempt : whole);

/** What the caller does at a task's failure: raise at once and let the others go on, go on, or cancel the others. */
type AtFailure = 'raise' | 'go on' | 'cancel the others';

type Start = (task: TaskNumber, done: Queue) => Request;

const startOn =
  (env: Env): Start =>
  (task, done) =>
    spawn(coroutine(env), [task, done], COROUTINE, task, task);

/**
 * The caller who gives up has a timeout around all of it: `wait_for(gather(...))`, `asyncio.timeout` around a `TaskGroup`
 * or a `wait` whose end `asyncio.run` does not wait for. Each cancels the tasks that have not ended.
 */
function* awaitAll(env: Env, atFailure: AtFailure, start: Start): Steps {
  const children: Process[] = [];
  if (yield* gaveUp(awaitEach(env, atFailure, start, children))) yield* cancelAll(env, children);
}

function* awaitEach(env: Env, atFailure: AtFailure, start: Start, children: Process[]): Steps {
  const done = env.queue();
  const cancels = atFailure === 'cancel the others' || env.scenario.giveUpMs !== undefined;
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (!env.feed.ready(task)) continue;
    const child: Process = yield start(task, done);
    if (cancels) children.push(child);
  }
  const ended = new Uint16Array(env.taskCount);
  let hasRaised = false;
  while (!env.feed.over) {
    // Who has an error takes no more results. What goes on goes on all the same, and what waits for it begins.
    const result: number = yield hasRaised ? get(done) : awaitResult(done);
    const task = taskOf(result);
    const released = env.feed.ended(task, okOf(result));
    ended[task] = env.attempts(task);
    if (!okOf(result) && atFailure === 'cancel the others') {
      yield* abort(env, task, children, done);
      return;
    }
    if (!okOf(result) && atFailure === 'raise') {
      env.raise([task]);
      hasRaised = true;
    }
    for (const next of released) {
      env.queueAfter(next, task);
      const child: Process = yield start(next, done);
      if (cancels) children.push(child);
    }
  }
  if (hasRaised) return;
  // The last child's done-callback wakes the group a pass later: a timer that is due by then cancels it all the same.
  if (atFailure === 'cancel the others' && env.scenario.giveUpMs !== undefined)
    yield awaitEnd(yield spawn(noSteps, []));
  deliverInOrder(env, ended);
}

function* noSteps(): Steps {}

/**
 * `TaskGroup._abort` at the first exception, then the wait for all children. Children that end by themselves meanwhile may
 * raise as well: `_on_task_done` keeps each exception that is no cancellation, and `__aexit__` raises them as one group.
 */
function* abort(env: Env, first: TaskNumber, children: readonly Process[], done: Queue): Steps {
  yield* cancelAll(env, children);
  const raised = [first];
  done.close();
  let result: number | undefined;
  while ((result = yield get(done)) !== undefined) {
    const task = taskOf(result);
    if (!okOf(result)) raised.push(task);
  }
  env.raise(raised);
}

const scheduler = (atFailure: AtFailure): Scheduler => ({
  programs: {},
  main: (env) => awaitAll(env, atFailure, startOn(env)),
});

/**
 * `asyncio.as_completed` (since 3.13 one object whose callbacks are set in the call): results one by one as tasks end, through an
 * `asyncio.Queue`; a failure is caught where its result is awaited, and cancels nothing.
 */
function* asTheyEnd(env: Env, children: Process[]): Steps {
  const done = env.queue();
  const start = startOn(env);
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) children.push(yield start(task, done));
  }
  while (!env.feed.over) {
    const result: number = yield awaitResult(done);
    const task = taskOf(result);
    for (let n = env.attempts(task); n > 0; n--) env.deliver(task);
    for (const next of env.feed.ended(task, okOf(result))) {
      env.queueAfter(next, task);
      children.push(yield start(next, done));
    }
  }
}

export const asyncioAsCompleted: Scheduler = {
  programs: {},
  *main(env) {
    const children: Process[] = [];
    // The end of `asyncio.run` cancels what a caller who gives up has left behind.
    if (yield* gaveUp(asTheyEnd(env, children))) yield* cancelAll(env, children);
  },
};

/**
 * `gather` over eager tasks (3.12, `eager_task_factory`): the first step of each runs inside `create_task`, up to its first real wait,
 * and whoever made the task goes on after that. A failure in that step is raised where `gather` is awaited.
 */
export const eager: Scheduler = {
  programs: {},
  main: (env) =>
    awaitAll(env, 'raise', (task, done) =>
      rulesOf(env).eagerSteps
        ? spawnEagerly(coroutine(env), [task, done], COROUTINE, task, task)
        : startOn(env)(task, done),
    ),
};
export const gather = scheduler('raise');
/** `gather(return_exceptions=True)`, `wait`. */
export const gatherAll = scheduler('go on');
export const taskGroup = scheduler('cancel the others');
export const asyncioSemaphore: Scheduler = {
  programs: {},
  *main(env) {
    const permits = env.permits(env.knob(WORKERS));
    yield* awaitAll(env, 'raise', (task, done) => spawn(whole, [task, done, permits], PERMIT, task, task));
  },
};
