/** One thread, process or coroutine a task, all started at once; the caller joins them in the order of the list. */
import { okOf, taskOf } from '../attempt.ts';
import { rulesOf } from '../python-rules.ts';
import {
  awaitEnd,
  awaitPosted,
  awaitResult,
  type Env,
  type Process,
  type Queue,
  type Request,
  type Steps,
  type TaskNumber,
} from '../vocabulary.ts';

/** Starts the one that is there for a task, and gives its process. */
// biome-ignore lint/suspicious/noExplicitAny: what a yield gives back depends on the request.
export type Start = (task: TaskNumber) => Generator<Request, Process, any>;

/**
 * The caller's program. A failure reaches nobody; a join returns when its task has ended. Dependencies and further attempts are the
 * caller's business too: it then hears of ends as they come, from `done`, and starts what may start. A caller who gives up joins no
 * more; nothing ends a thread or process that it has started.
 */
export function* startAndJoin(env: Env, done: Queue, start: Start): Steps {
  const started: Process[] = [];
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) started[task] = yield* start(task);
  }
  if (!env.feed.plain) return yield* startAsTheyEnd(env, done, start);
  for (let task = 0; task < env.taskCount; task++) {
    yield awaitEnd(started[task]!);
    env.deliver(task);
  }
}

function* startAsTheyEnd(env: Env, done: Queue, start: Start): Steps {
  const next = rulesOf(env).queuesLookAgain ? awaitResult : awaitPosted;
  while (!env.feed.over) {
    const result: number = yield next(done);
    const task = taskOf(result);
    env.deliver(task);
    for (const other of env.feed.ended(task, okOf(result))) {
      env.queueAfter(other, task);
      yield* start(other);
    }
  }
}
