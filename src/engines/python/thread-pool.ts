/**
 * `concurrent.futures.ThreadPoolExecutor` (`Lib/concurrent/futures/thread.py`). First in, first out; a submit takes an idle credit if
 * there is one, else, below `max_workers`, starts a thread and waits until it runs (`_adjust_thread_count`). In CPython 3.11 every
 * finished item leaves a credit; since 3.12 a thread leaves one when it finds the queue empty, which no scenario could tell apart so far. Leaving `with` runs what is queued and joins.
 * `SimpleQueue.put` hands an item to the thread that has waited longest. That is so since 3.13; in 3.11 a running thread may be faster.
 * Left out: done-callbacks and time-outs of single results, which the scenarios have no word for.
 */

import { asResult } from '../attempt.ts';
import type { LaneKind } from '../facts.ts';
import { WORKERS } from '../knobs.ts';
import { rulesOf } from '../python-rules.ts';
import type { Scheduler } from '../scheduler.ts';
import {
  awaitEvent,
  delay,
  type Env,
  get,
  getTask,
  type Link,
  type Permits,
  type Program,
  perform,
  type Queue,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';
import { asCompleted, inOrder, type Submit, submitAll } from './futures.ts';
import { POOL_THREAD } from './places.ts';

/** `_worker`: the loop of one thread. */
function* thread(env: Env, todo: Queue, done: Queue, idle: Permits, started: Queue, cancelled: Permits): Steps {
  started.put(0);
  yield* work(env, todo, done, idle, cancelled);
}

/** Takes items and does them until there will be no more. `cancelled` has a permit once all is cancelled that has not begun. */
export function* work(env: Env, todo: Queue, done: Queue, idle: Permits, cancelled: Permits): Steps {
  if (rulesOf(env).creditsWhenIdle) return yield* workWithCreditsWhenIdle(todo, done, idle, cancelled);
  const ended = (task: TaskNumber, ok: boolean) => {
    done.put(asResult(task, ok));
    idle.release();
  };
  let task: TaskNumber | undefined;
  while ((task = yield getTask(todo, ended)) !== undefined) ended(task, yield perform(task));
}

/**
 * `get_nowait`, and only where that finds nothing a credit, then `get`. Whoever waited for an item has the GIL only when the caller has let go of
 * it: a caller who cancels right after `submit`, as `map` with a `buffersize` may, is faster (`_WorkItem.run`, `set_running_or_notify_cancel`).
 */
function* workWithCreditsWhenIdle(todo: Queue, done: Queue, idle: Permits, cancelled: Permits): Steps {
  for (;;) {
    let task = todo.takeNow() as TaskNumber | undefined;
    if (task === undefined) {
      idle.release();
      task = (yield get(todo)) as TaskNumber | undefined;
      if (task !== undefined && cancelled.tryAcquire()) {
        cancelled.release();
        continue;
      }
    }
    if (task === undefined) return;
    const ok: boolean = yield perform(task);
    done.put(asResult(task, ok));
  }
}

/** What the threads of an executor are: what one runs, on which lane, and what it is given beside its queues. */
export interface Threads {
  readonly program: Program;
  readonly place: LaneKind;
  readonly further?: readonly Link[];
}

/** The executor's side of `submit`. */
export function executor(
  env: Env,
  todo: Queue,
  done: Queue,
  { program, place, further = [] }: Threads = { program: thread, place: POOL_THREAD },
  cancelled = env.permits(0),
): Submit {
  const idle = env.permits(0);
  const started = env.queue();
  let threads = 0;
  function* start(): Steps {
    yield delay(env.machine.threadStartMs ?? 0, 'start-up');
    yield spawn(program, [todo, done, idle, started, cancelled, ...further], place, threads++);
    yield awaitEvent(started);
  }
  return (task) => {
    todo.put(task);
    return idle.tryAcquire() || threads === env.knob(WORKERS) ? undefined : start();
  };
}

/** What all engines on these threads have in common: the thread's loop runs inside a worker. */
export const ON_THREADS = { programs: { thread }, inside: () => true } as const satisfies Partial<Scheduler>;

/** `as_completed` over the futures of an executor on such threads, in a `with`. */
export function* asCompletedOn(env: Env, threads?: Threads): Steps {
  const [todo, done] = [env.queue(), env.queue()];
  const hand = executor(env, todo, done, threads);
  yield* submitAll(env, hand);
  yield* asCompleted(env, done, hand);
  todo.close();
}

/** `map` of an executor on such threads, in a `with`. */
export function* mapOn(env: Env, threads?: Threads): Steps {
  const [todo, done] = [env.queue(), env.queue()];
  const cancelled = env.permits(0);
  const cancel = () => {
    todo.clear();
    cancelled.release();
  };
  yield* inOrder(env, done, cancel, executor(env, todo, done, threads, cancelled));
  todo.close();
}

export const threadPoolAsCompleted: Scheduler = { ...ON_THREADS, main: (env) => asCompletedOn(env) };
export const threadPoolMap: Scheduler = { ...ON_THREADS, main: (env) => mapOn(env) };
