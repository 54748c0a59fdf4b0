/**
 * `threading.Thread`: one a task, started in order, then joined in order (`Lib/threading.py`). `start` returns once the
 * new thread runs, and that goes straight on into its work, so the starter competes for the GIL with those before.
 */
import { asResult } from '../attempt.ts';
import type { Scheduler } from '../scheduler.ts';
import { awaitEvent, delay, type Env, perform, type Queue, type Steps, spawn, type TaskNumber } from '../vocabulary.ts';
import { startAndJoin } from './one-each.ts';
import { OWN_THREAD } from './places.ts';

function* thread(_env: Env, task: TaskNumber, done: Queue, started: Queue): Steps {
  started.put(0);
  const ok: boolean = yield perform(task);
  done.put(asResult(task, ok));
}

export const threads: Scheduler = {
  programs: { thread },
  inside: () => true,
  *main(env) {
    const [done, started] = [env.queue(), env.queue()];
    yield* startAndJoin(env, done, function* (task) {
      yield delay(env.machine.threadStartMs ?? 0, 'start-up');
      const process = yield spawn(thread, [task, done, started], OWN_THREAD, undefined, task);
      yield awaitEvent(started);
      return process;
    });
  },
};
