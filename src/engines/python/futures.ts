/** What the callers of `concurrent.futures` and `multiprocessing.Pool` do with results: take them as they come, in order, or all at the end. */

import { okOf, taskOf } from '../attempt.ts';
import { gaveUp } from '../giving-up.ts';
import { BUFFER_SIZE } from '../knobs.ts';
import { rulesOf } from '../python-rules.ts';
import { awaitEachResult, awaitResult, type Env, type Queue, type Steps, type TaskNumber } from '../vocabulary.ts';

/** Hands a task to the pool; gives the start of a thread, where the pool needs one more. */
export type Submit = (task: TaskNumber) => Steps | undefined;

/** Hands over all that may be, in order. */
export function* submitAll(env: Env, hand: Submit): Steps {
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    const start = env.feed.ready(task) ? hand(task) : undefined;
    if (start) yield* start;
  }
}

/**
 * `as_completed` with a try around each result (`Lib/concurrent/futures/_base.py`): nothing is lost. A failed task that
 * may be tried again, and one whose dependencies have ended, is submitted by the caller when it hears of it. A caller who
 * gives up (`timeout`) cancels nothing: leaving `with` waits for all that was submitted.
 */
export function* asCompleted(env: Env, done: Queue, hand: Submit): Steps {
  if (env.feed.plain) return yield* asPlainOnesComplete(env, done);
  while (!env.feed.over) {
    const result: number = yield awaitResult(done);
    const task = taskOf(result);
    env.deliver(task);
    for (const next of env.feed.ended(task, okOf(result))) {
      env.queueAfter(next, task);
      const start = hand(next);
      if (start) yield* start;
    }
  }
}

/** The same where no result lets a task be handed over. */
function* asPlainOnesComplete(env: Env, done: Queue): Steps {
  const take = (result: number) => {
    env.deliver(taskOf(result));
    env.feed.ended(taskOf(result), okOf(result));
    return !env.feed.over;
  };
  while (!env.feed.over) {
    const result: number | undefined = yield awaitEachResult(done, take);
    if (result !== undefined) take(result);
  }
}

/**
 * `Executor.map` (`_base.py`, `result_iterator`): all is submitted in the call, or so many as `buffersize` says and one more with each
 * result that is asked for. Results come in order; the first failure in order raises, what is not taken yet is cancelled, and the
 * results behind it never reach the caller. So it does where `timeout` has passed.
 * @param cancel takes back all that no thread has begun
 */
export function* inOrder(env: Env, done: Queue, cancel: () => void, hand: Submit): Steps {
  const fetch = fetcher(env, hand);
  for (let ahead = aheadOf(env); ahead > 0; ahead--) yield* fetch();
  if (yield* gaveUp(resultsInOrder(env, done, cancel, fetch))) cancel();
}

/** How many items `map` fetches in the call itself, of `count` that there are. */
export const aheadOf = (env: Env, count = env.taskCount): number =>
  rulesOf(env).buffersMap ? Math.min(env.knob(BUFFER_SIZE), count) : count;

/** Fetches the next item and hands it over, if there is one left. */
function fetcher(env: Env, hand: Submit): () => Steps {
  let next = 0;
  return function* () {
    if (next === env.taskCount) return;
    env.submit(next);
    const start = hand(next++);
    if (start) yield* start;
  };
}

function* resultsInOrder(env: Env, done: Queue, cancel: () => void, fetch: () => Steps): Steps {
  const ended = new Map<TaskNumber, boolean>();
  for (let task = 0; task < env.taskCount; task++) {
    yield* fetch();
    while (!ended.has(task)) {
      const result: number = yield awaitResult(done);
      ended.set(taskOf(result), okOf(result));
    }
    if (ended.get(task)) env.deliver(task);
    else {
      env.raise([task]);
      cancel();
      return;
    }
  }
}

/** Hands over the results of all attempts in the order of the list; `ended`: by task, how many there are. */
export function deliverInOrder(env: Env, ended: Uint16Array): void {
  for (let task = 0; task < ended.length; task++) for (let n = ended[task]!; n > 0; n--) env.deliver(task);
}
