/**
 * `multiprocessing.Process`: one a task, started in order, then joined in order. With fork, `start` returns after
 * `os.fork` and the child runs at once; with spawn the child boots first, and boots compete for the cores. `join` waits for the
 * end of the process, not of its task.
 * Left out: the polling of all children known at each `start` (`_cleanup`), which costs microseconds.
 */
import { asResult, attempt } from '../attempt.ts';
import type { Scheduler } from '../scheduler.ts';
import { type Env, join, type Process, type Queue, type Steps, spawn, type TaskNumber } from '../vocabulary.ts';
import { boot, exit, processStarter } from './boot.ts';
import { startAndJoin } from './one-each.ts';
import { OWN_PROCESS } from './places.ts';

function* child(env: Env, task: TaskNumber, told: Queue): Steps {
  yield* boot(env, 'process');
  yield* attempt(env, task, told);
  yield* exit(env);
}

/** Sees the process's sentinel (`multiprocessing.connection.wait`), and by its exit code how its task has ended: one that died has failed. */
function* watch(process: Process, task: TaskNumber, told: Queue, done: Queue): Steps {
  yield join(process);
  done.put((told.takeNow() as number | undefined) ?? asResult(task, false));
}

export const processes: Scheduler = {
  programs: {},
  *main(env) {
    const done = env.queue();
    const start = processStarter(env);
    yield* startAndJoin(env, done, function* (task): Generator<never, Process> {
      const told = env.queue();
      yield* start() as Generator<never, void>;
      const process = (yield spawn(child, [task, told], OWN_PROCESS, undefined, task) as never) as Process;
      if (!env.feed.plain) yield spawn(() => watch(process, task, told, done), []) as never;
      return process;
    });
  },
};
