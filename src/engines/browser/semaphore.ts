/** Every task is an async function of its own; each must hold one of so many permits (p-limit). */
import type { Engine } from '../engine.ts';
import { poolSize } from '../knobs.ts';
import {
  acquire,
  close,
  deliver,
  type Env,
  get,
  type Permits,
  perform,
  put,
  type Queue,
  queueAfter,
  release,
  type Steps,
  spawn,
  submit,
  type TaskNumber,
} from '../vocabulary.ts';

function* limited(env: Env, task: TaskNumber, permits: Permits, done: Queue): Steps {
  for (let again = true; again; ) {
    again = false;
    yield acquire(permits);
    const ok: boolean = yield perform(task);
    yield release(permits);
    yield put(done, task);
    for (const next of env.feed.ended(task, ok)) {
      again = next === task;
      yield queueAfter(next, task);
      if (!again) yield spawn(limited, [next, permits, done], semaphore.place, next, next);
    }
  }
  if (env.feed.over) yield close(done);
}

function* main(env: Env): Steps {
  const [permits, done] = [env.permits(env.workers), env.queue()];
  for (let task = 0; task < env.taskCount; task++) {
    yield submit(task);
    if (env.feed.ready(task)) yield spawn(limited, [task, permits, done], semaphore.place, task, task);
  }
  if (env.taskCount === 0) return;
  let task: TaskNumber | undefined;
  while ((task = yield get(done)) !== undefined) yield deliver(task);
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
