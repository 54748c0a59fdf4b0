/** Every task is an async function of its own; each must hold one of so many permits (p-limit). */
import type { Engine } from '../engine.ts';
import { lanesOf, OF_BROWSER } from '../facts.ts';
import { WORKERS } from '../knobs.ts';
import {
  type Admission,
  acquire,
  awaitEachResult,
  type Env,
  perform,
  type Queue,
  type Steps,
  type TaskNumber,
} from '../vocabulary.ts';

/** It holds a permit when it starts. To be tried again it gives it back and waits for one like the others. */
function* limited(env: Env, task: TaskNumber, permits: Admission, done: Queue): Steps {
  for (let again = true; again; ) {
    const ok: boolean = yield perform(task);
    permits.release();
    done.put(task);
    const released = env.feed.ended(task, ok);
    for (const next of released) {
      env.queueAfter(next, task);
      if (next !== task) permits.admit(next);
    }
    again = released.includes(task);
    if (again) yield acquire(permits);
  }
  if (env.feed.over) done.close();
}

function* main(env: Env): Steps {
  const done = env.queue();
  const permits = env.admission(env.knob(WORKERS), { program: limited, place: semaphore.lanes, args: [done] });
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) permits.admit(task);
  }
  if (env.taskCount === 0) return;
  const take = (task: TaskNumber) => {
    env.deliver(task);
    return true;
  };
  let task: TaskNumber | undefined;
  while ((task = yield awaitEachResult(done, take)) !== undefined) take(task);
}

export const semaphore: Engine = {
  ...OF_BROWSER,
  id: 'semaphore',
  title: 'Semaphore-limited scheduler',
  holds: 'a task holds a permit, cpu the event loop',
  lanes: lanesOf('task', { waitsFor: 'permit', cpu: 'loop', mortal: false, fresh: true }),
  caller: 'loop',
  stallsPage: true,
  live: { needs: 'main thread' },
  capacity: 'workers',
  knobs: [WORKERS],
  programs: {},
  main,
};
