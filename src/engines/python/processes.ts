/**
 * `multiprocessing.Process`: one a task, started in order, then joined in order. With fork, `start` returns after
 * `os.fork` and the child runs at once; with spawn the child boots first, and boots compete for the cores. `join` waits for the
 * end of the process, not of its task.
 * Left out: the polling of all children known at each `start` (`_cleanup`), which costs microseconds.
 */
import { attempt } from '../attempt.ts';
import type { Scheduler } from '../scheduler.ts';
import { type Env, type Process, type Queue, type Steps, spawn, type TaskNumber } from '../vocabulary.ts';
import { boot, exit, processStarter } from './boot.ts';
import { startAndJoin } from './one-each.ts';
import { OWN_PROCESS } from './places.ts';

function* child(env: Env, task: TaskNumber, done: Queue): Steps {
  yield* boot(env, 'process');
  yield* attempt(env, task, done);
  yield* exit(env);
}

export const processes: Scheduler = {
  programs: {},
  *main(env) {
    const done = env.queue();
    const start = processStarter(env);
    yield* startAndJoin(env, done, function* (task): Generator<never, Process> {
      yield* start() as Generator<never, void>;
      return (yield spawn(child, [task, done], OWN_PROCESS, undefined, task) as never) as Process;
    });
  },
};
