/**
 * `concurrent.futures.InterpreterPoolExecutor` (`Lib/concurrent/futures/interpreter.py`, since CPython 3.14): a `ThreadPoolExecutor` in
 * which each thread first makes an interpreter with a GIL of its own, imports the main module there, and only then takes an item
 * (`WorkerContext.initialize`). `submit` does not wait for that, so all boot at once and share the cores.
 * A lock belongs to one interpreter's memory, so the same name is another lock in each.
 * Left out: pickling of arguments and results, for which a call needs the caller's GIL; the 8 to 10 ms in which interpreters close.
 */

import { rulesOf } from '../python-rules.ts';
import type { Scheduler } from '../scheduler.ts';
import { compute, type Env, type Link, move, type Permits, type Queue, type Steps } from '../vocabulary.ts';
import { INTERPRETER, POOL_THREAD } from './places.ts';
import { asCompletedOn, mapOn, type Threads, work } from './thread-pool.ts';

/**
 * The share of a boot for which free-threaded interpreters take turns: the locks of the runtime, and the stops of the world with each
 * interpreter that is made. Two that boot at once took 90 to 106 ms, one alone 62 (CPython 3.14.7t, Linux, two cores):
 * `public/overlap-calibrate.py` measures both and prints the share.
 */
const TURNS_SHARE = 0.55;

/** What an interpreter is given: what each thread of a pool shares with the others (`executor`), and what boots take turns at. */
type Given = readonly [todo: Queue, done: Queue, idle: Permits, started: Queue, cancelled: Permits, turns?: Link];

function* interpreter(env: Env, ...[todo, done, idle, started, cancelled, turns]: Given): Steps {
  started.put(0);
  const { interpreterStartMs = 0 } = env.machine;
  if (rulesOf(env).interpretersBoot) {
    const inTurns = turns ? TURNS_SHARE * interpreterStartMs : 0;
    yield compute(interpreterStartMs - inTurns, 'start-up');
    if (turns) yield move(turns, inTurns);
  }
  yield* work(env, todo, done, idle, cancelled);
}

function threads(env: Env): Threads {
  const { gil, ownGils, interpretersBoot } = rulesOf(env);
  return {
    program: interpreter,
    place: ownGils ? INTERPRETER : POOL_THREAD,
    further: gil || !interpretersBoot ? [] : [env.link()],
  };
}

const ON_INTERPRETERS = { programs: { interpreter }, inside: () => true } as const satisfies Partial<Scheduler>;

export const interpreterPoolAsCompleted: Scheduler = {
  ...ON_INTERPRETERS,
  main: (env) => asCompletedOn(env, threads(env)),
};
export const interpreterPoolMap: Scheduler = { ...ON_INTERPRETERS, main: (env) => mapOn(env, threads(env)) };
