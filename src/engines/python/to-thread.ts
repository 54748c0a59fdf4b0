/**
 * `asyncio.to_thread`: a `gather` over coroutines that only await a thread of the default executor, `min(32, cores + 4)`
 * threads by the rules of `ThreadPoolExecutor`. The loop's thread submits, and is held up until a new thread has started.
 * The loop has nothing else to do, so it is the caller's thread here, competing for the GIL like any other.
 * `wait_for` around the `gather` cancels at its timeout what no thread has begun (`Lib/asyncio/futures.py`, `wrap_future`);
 * threads that run go on to their end.
 * Left out: that `select` sleeps for whole milliseconds, so that a timeout may come up to 1 ms late and a thread have begun one more; and what a blocking `select` costs beside threads that compute, one wait for the GIL a pass.
 */
import { okOf, taskOf } from '../attempt.ts';
import { gaveUp } from '../giving-up.ts';
import type { Scheduler } from '../scheduler.ts';
import { awaitPosted, type Env, get, type Queue, type Request, type Steps, spawn } from '../vocabulary.ts';
import { deliverInOrder, type Submit, submitAll } from './futures.ts';
import { executor, ON_THREADS } from './thread-pool.ts';

function* main(env: Env): Steps {
  const [todo, done] = [env.queue(), env.queue()];
  if (!(yield* gaveUp(gatherThreads(env, todo, done)))) return;
  todo.clear();
  todo.close();
}

function* gatherThreads(env: Env, todo: Queue, done: Queue): Steps {
  const hand = executor(env, todo, done);
  yield* submitAll(env, hand);
  const ended = new Uint16Array(env.taskCount);
  while (!env.feed.over) {
    const result: number = yield awaitPosted(done);
    const task = taskOf(result);
    ended[task]!++;
    if (!(yield* heard(env, result, hand))) {
      env.raise([task]);
      // The coroutines go on all the same, try again and begin after others.
      yield spawn(() => goOn(env, todo, done, hand), []);
      return;
    }
  }
  deliverInOrder(env, ended);
  todo.close();
}

function* goOn(env: Env, todo: Queue, done: Queue, hand: Submit): Steps {
  while (!env.feed.over) yield* heard(env, yield get(done), hand);
  todo.close();
}

/** An attempt has ended: submits what may be submitted now. Gives false where a task has failed for good. */
function* heard(env: Env, result: number, hand: Submit): Generator<Request, boolean> {
  const task = taskOf(result);
  const released = env.feed.ended(task, okOf(result));
  for (const next of released) {
    env.queueAfter(next, task);
    const start = hand(next);
    if (start) yield* start;
  }
  return okOf(result) || released.includes(task);
}

export const toThread: Scheduler = { ...ON_THREADS, main };
