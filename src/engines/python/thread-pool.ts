/**
 * `concurrent.futures.ThreadPoolExecutor` (`Lib/concurrent/futures/thread.py`, CPython 3.11). First in, first out; a
 * submit takes an idle credit if there is one, else, below `max_workers`, starts a thread and waits until it runs
 * (`_adjust_thread_count`); every finished item leaves a credit. Leaving `with` runs what is queued and joins.
 * Left out: done-callbacks and time-outs of single results, which the scenarios have no word for.
 */
import { asResult } from '../attempt.ts';
import { WORKERS } from '../knobs.ts';
import type { Scheduler } from '../scheduler.ts';
import {
  delay,
  type Env,
  get,
  type Permits,
  perform,
  type Queue,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';
import { asCompleted, inOrder, type Submit, submitAll } from './futures.ts';
import { POOL_THREAD } from './places.ts';

/** `_worker`: the loop of one thread. */
function* thread(_env: Env, todo: Queue, done: Queue, idle: Permits, started: Queue): Steps {
  started.put(0);
  let task: TaskNumber | undefined;
  while ((task = yield get(todo)) !== undefined) {
    const ok: boolean = yield perform(task);
    done.put(asResult(task, ok));
    idle.release();
  }
}

/** The executor's side of `submit`. */
export function executor(env: Env, todo: Queue, done: Queue): Submit {
  const idle = env.permits(0);
  const started = env.queue();
  let threads = 0;
  function* start(): Steps {
    yield delay(env.machine.threadStartMs ?? 0, 'start-up');
    yield spawn(thread, [todo, done, idle, started], POOL_THREAD, threads++);
    yield get(started);
  }
  return (task) => {
    todo.put(task);
    return idle.tryAcquire() || threads === env.knob(WORKERS) ? undefined : start();
  };
}

/** What all engines on these threads have in common: the thread's loop runs inside a worker. */
export const ON_THREADS = { programs: { thread }, inside: () => true } as const satisfies Partial<Scheduler>;

export const threadPoolAsCompleted: Scheduler = {
  ...ON_THREADS,
  *main(env) {
    const [todo, done] = [env.queue(), env.queue()];
    const hand = executor(env, todo, done);
    yield* submitAll(env, hand);
    yield* asCompleted(env, done, hand);
    todo.close();
  },
};

export const threadPoolMap: Scheduler = {
  ...ON_THREADS,
  *main(env) {
    const [todo, done] = [env.queue(), env.queue()];
    yield* submitAll(env, executor(env, todo, done));
    yield* inOrder(env, done, todo);
    todo.close();
  },
};
