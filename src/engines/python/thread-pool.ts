/**
 * `concurrent.futures.ThreadPoolExecutor` (`Lib/concurrent/futures/thread.py`, CPython 3.11). First in, first out; a
 * submit takes an idle credit if there is one, else, below `max_workers`, starts a thread and waits until it runs
 * (`_adjust_thread_count`); every finished item leaves a credit. Leaving `with` runs what is queued and joins.
 * Left out: done-callbacks and time-outs of single results, which the scenarios have no word for.
 */
import { asResult } from '../attempt.ts';
import type { Engine } from '../engine.ts';
import { asCompletedTimeout, LIVE_WITH_GIL, lanesOf, OF_PYTHON } from '../facts.ts';
import { type Knob, poolSize, SWITCH_INTERVAL, WORKERS } from '../knobs.ts';
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

const THREAD = lanesOf('thread', { waitsFor: 'thread', cpu: 'gil', mortal: false });

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
    yield spawn(thread, [todo, done, idle, started], THREAD, threads++);
    yield get(started);
  }
  return (task) => {
    todo.put(task);
    return idle.tryAcquire() || threads === env.knob(WORKERS) ? undefined : start();
  };
}

const KNOBS: readonly Knob[] = [poolSize((machine) => Math.min(32, machine.cores + 4)), SWITCH_INTERVAL];
const COMMON = {
  ...OF_PYTHON,
  holds: 'a task holds a thread, cpu the GIL',
  group: 'python-threads',
  lanes: THREAD,
  live: LIVE_WITH_GIL,
  caller: 'gil',
  capacity: 'workers',
  knobs: KNOBS,
  programs: { thread },
  inside: () => true,
} as const;

export const threadPoolAsCompleted: Engine = {
  ...COMMON,
  id: 'ThreadPoolExecutor.as_completed',
  title: 'ThreadPoolExecutor',
  timeoutSays: asCompletedTimeout,
  stopsAtError: false,
  *main(env) {
    const [todo, done] = [env.queue(), env.queue()];
    const hand = executor(env, todo, done);
    yield* submitAll(env, hand);
    yield* asCompleted(env, done, hand);
    todo.close();
  },
};

export const threadPoolMap: Engine = {
  ...COMMON,
  id: 'ThreadPoolExecutor.map',
  title: 'ThreadPoolExecutor.map',
  stopsAtError: true,
  oneCall: true,
  *main(env) {
    const [todo, done] = [env.queue(), env.queue()];
    yield* submitAll(env, executor(env, todo, done));
    yield* inOrder(env, done, todo);
    todo.close();
  },
};
