/**
 * asyncio (`Lib/asyncio/tasks.py`, `taskgroups.py`, `locks.py`, CPython 3.11): a coroutine a task on one event loop.
 * `gather`, `TaskGroup` and `wait` hand all results over at once, when the last task has ended.
 * Left out: the arbitrary order of sets (`TaskGroup`'s cancels, `wait`): the order of the list stands for it.
 */
import { asResult, attempt, okOf, taskOf } from '../attempt.ts';
import type { Engine } from '../engine.ts';
import { lanesOf, OF_PYTHON } from '../facts.ts';
import { type Knob, poolSize } from '../knobs.ts';
import {
  acquire,
  type Ending,
  type Env,
  get,
  join,
  type Permits,
  type Process,
  perform,
  type Queue,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';
import { deliverInOrder } from './futures.ts';

const PLACE = lanesOf('task', { waitsFor: 'loop', cpu: 'loop', mortal: false });
const PERMIT = lanesOf('task', { waitsFor: 'permit', cpu: 'loop', mortal: false });

/** `async with semaphore`, in 3.11.7 fair. */
function* limited(_env: Env, task: TaskNumber, done: Queue, permits: Permits): Steps {
  yield acquire(permits);
  const ok: boolean = yield perform(task);
  permits.release();
  done.put(asResult(task, ok));
}

/** What the caller does at a task's failure: raise at once and let the others go on, go on, or cancel the others. */
type AtFailure = 'raise' | 'go on' | 'cancel the others';

function* awaitAll(
  env: Env,
  atFailure: AtFailure,
  start: (task: TaskNumber, done: Queue) => ReturnType<typeof spawn>,
): Steps {
  const done = env.queue();
  const children: Process[] = [];
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (!env.feed.ready(task)) continue;
    const child: Process = yield start(task, done);
    if (atFailure === 'cancel the others') children.push(child);
  }
  const ended = new Uint16Array(env.taskCount);
  while (!env.feed.over) {
    const result: number = yield get(done);
    const task = taskOf(result);
    const released = env.feed.ended(task, okOf(result));
    ended[task]!++;
    if (!okOf(result) && !released.includes(task) && atFailure !== 'go on') {
      yield* cancelAll(env, children);
      env.raise([task]);
      return;
    }
    for (const next of released) {
      env.queueAfter(next, task);
      const child: Process = yield start(next, done);
      if (atFailure === 'cancel the others') children.push(child);
    }
  }
  deliverInOrder(env, ended);
}

/** `TaskGroup._abort`, then its wait for those that it has cancelled; those that have ended are none of them. */
function* cancelAll(env: Env, children: readonly Process[]): Steps {
  for (const child of children) env.cancel(child);
  for (const child of children) (yield join(child)) satisfies Ending;
}

const engine = (id: string, atFailure: AtFailure, more: Partial<Engine> = {}): Engine => ({
  ...OF_PYTHON,
  id,
  title: id,
  holds: 'a task holds nothing, cpu the event loop',
  group: 'asyncio',
  lanes: PLACE,
  stopsAtError: atFailure !== 'go on',
  live: { needs: 'main thread' },
  caller: 'loop',
  capacity: 'loop',
  knobs: [],
  programs: {},
  main: (env) => awaitAll(env, atFailure, (task, done) => spawn(attempt, [task, done], PLACE, task, task)),
  ...more,
});

const PERMITS: Knob = poolSize((machine) => machine.cores);

export const gather = engine('asyncio.gather', 'raise');
export const gatherReturnExceptions = engine('asyncio.gather.return_exceptions', 'go on');
export const taskGroup = engine('asyncio.TaskGroup', 'cancel the others');
export const eventLoop = engine('event-loop', 'go on', { title: 'Event loop, asyncio.wait', tellsQueues: true });
export const asyncioSemaphore = engine('asyncio.Semaphore', 'raise', {
  holds: 'a task holds a permit, cpu the event loop',
  lanes: PERMIT,
  capacity: 'workers',
  knobs: [PERMITS],
  *main(env) {
    const permits = env.permits(env.workers);
    yield* awaitAll(env, 'raise', (task, done) => spawn(limited, [task, done, permits], PERMIT, task, task));
  },
});
