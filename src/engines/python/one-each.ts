/** One thread, process or coroutine a task, all started at once; the caller joins them in the order of the list. */
import { okOf, taskOf } from '../attempt.ts';
import {
  awaitEnd,
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
 * The caller's program. A failure reaches nobody; a join returns when its task has ended. Dependencies and further
 * attempts are the caller's business too: it then starts what may start as it hears of ends, and joins in order still. A
 * caller who gives up joins no more; nothing ends a thread or process that it has started.
 */
export function* startAndJoin(env: Env, done: Queue, start: Start): Steps {
  const started: Process[] = [];
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) started[task] = yield* start(task);
  }
  if (env.feed.plain) {
    for (let task = 0; task < env.taskCount; task++) {
      yield awaitEnd(started[task]!);
      env.deliver(task);
    }
  } else yield* joinAsTheyEnd(env, done, start);
}

function* joinAsTheyEnd(env: Env, done: Queue, start: Start): Steps {
  const attempts = new Map<TaskNumber, number>();
  let next = 0;
  const over = new Set<TaskNumber>();
  while (!env.feed.over) {
    const result: number = yield awaitResult(done);
    const task = taskOf(result);
    attempts.set(task, (attempts.get(task) ?? 0) + 1);
    const released = env.feed.ended(task, okOf(result));
    if (!released.includes(task)) over.add(task);
    for (const other of released) {
      env.queueAfter(other, task);
      yield* start(other);
    }
    for (; next < env.taskCount && (over.has(next) || env.feed.over); next++)
      for (let n = attempts.get(next) ?? 0; n > 0; n--) env.deliver(next);
  }
}
