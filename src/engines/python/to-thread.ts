/**
 * `asyncio.to_thread`: a `gather` over coroutines that only await a thread of the default executor, `min(32, cores + 4)`
 * threads by the rules of `ThreadPoolExecutor`. The loop's thread submits, and is held up until a new thread has started.
 * The loop has nothing else to do, so it is the caller's thread here, competing for the GIL like any other.
 * `wait_for` around the `gather` cancels at its timeout what no thread has begun (`Lib/asyncio/futures.py`, `wrap_future`);
 * threads that run go on to their end.
 * Left out: what a blocking `select` costs beside threads that compute, one wait for the GIL a pass.
 */
import { okOf, taskOf } from '../attempt.ts';
import { gaveUp } from '../giving-up.ts';
import type { Scheduler } from '../scheduler.ts';
import { awaitPosted, type Env, get, type Queue, type Steps } from '../vocabulary.ts';
import { deliverInOrder, submitAll } from './futures.ts';
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
  let hasRaised = false;
  while (!env.feed.over) {
    // The first error reaches the caller at once. The coroutines go on all the same, try again and begin after others.
    const result: number = yield hasRaised ? get(done) : awaitPosted(done);
    const task = taskOf(result);
    const released = env.feed.ended(task, okOf(result));
    ended[task]!++;
    if (!okOf(result) && !released.includes(task)) {
      env.raise([task]);
      hasRaised = true;
    }
    for (const next of released) {
      env.queueAfter(next, task);
      const start = hand(next);
      if (start) yield* start;
    }
  }
  if (!hasRaised) deliverInOrder(env, ended);
  todo.close();
}

export const toThread: Scheduler = { ...ON_THREADS, main };
