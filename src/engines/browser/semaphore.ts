/** Every task is an async function of its own; each must hold one of so many permits (p-limit). */
import type { Engine } from '../engine.ts';
import { poolSize } from '../knobs.ts';
import {
  acquire,
  type Env,
  get,
  type Permits,
  perform,
  type Queue,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';

function* limited(env: Env, task: TaskNumber, permits: Permits, done: Queue): Steps {
  let again: boolean;
  do {
    yield acquire(permits);
    const ok: boolean = yield perform(task);
    permits.release();
    done.put(task);
    const released = env.feed.ended(task, ok);
    again = released.includes(task);
    if (released.length > 0) yield* begin(env, released, task, permits, done);
  } while (again);
  if (env.feed.over) done.close();
}

/** Those that may go on since `ended` has; that one itself waits for a permit again. */
function* begin(env: Env, tasks: readonly TaskNumber[], ended: TaskNumber, permits: Permits, done: Queue): Steps {
  for (const task of tasks) {
    env.queueAfter(task, ended);
    if (task !== ended) yield spawn(limited, [task, permits, done], semaphore.place, task, task);
  }
}

function* main(env: Env): Steps {
  const [permits, done] = [env.permits(env.workers), env.queue()];
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) yield spawn(limited, [task, permits, done], semaphore.place, task, task);
  }
  if (env.taskCount === 0) return;
  let task: TaskNumber | undefined;
  while ((task = yield get(done)) !== undefined) env.deliver(task);
}

export const semaphore: Engine = {
  id: 'semaphore',
  title: 'Semaphore-limited scheduler',
  holds: 'a task holds a permit, cpu the event loop',
  family: 'browser',
  place: { lane: 'task', waitsFor: 'permit', cpu: 'loop', mortal: false, fresh: true },
  caller: 'loop',
  capacity: 'workers',
  knobs: [poolSize((machine) => machine.cores)],
  programs: {},
  main,
};
