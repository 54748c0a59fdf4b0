/**
 * What starting and ending a process costs its parent, itself and its neighbours on the cores (`Lib/multiprocessing/popen_fork.py`,
 * `popen_spawn_posix.py`, `popen_forkserver.py`, `forkserver.py`). With fork the parent copies itself. With spawn it forks and executes a
 * new interpreter, which boots on a core like anyone who computes; `spawnStartMs` is what one takes that boots alone. With forkserver
 * the first start boots a server, for which the parent waits; then the server forks one child at a time, and the parent waits for its pid.
 *
 * The shares are CPU times measured with CPython 3.11.7 on Linux (`time.process_time`, `getrusage`), divided by that of a bare
 * process up to its first instruction. They depend little on the machine, since all of them are importing modules and its undoing.
 */

import { START_METHOD } from '../knobs.ts';
import { rulesOf } from '../python-rules.ts';
import { compute, delay, type Env, type Steps, spawn } from '../vocabulary.ts';

/** The resource tracker's interpreter, which imports less (`resource_tracker.py`, `ensure_running`): between a bare interpreter's 38 of 61 ms and 46. */
const TRACKER_SHARE = 0.65;
/**
 * What a pool's worker imports beyond a bare process: `concurrent.futures.process` with `logging`, or `multiprocessing.pool`. Between
 * 5 of 61 ms, where the main module imports them anyway, and 17.
 */
const POOL_SHARE = 0.18;
/** The end of a spawned interpreter (`util._exit_function`, `Py_FinalizeEx`), for which `join` waits: 13 to 22 of 61 ms. */
const EXIT_SHARE = 0.25;
/** How long the parent waits until the fork server has forked and written the child's pid (ms). */
const SERVED_MS = 1;

/** The parent's part of each start. */
export function processStarter(env: Env): () => Steps {
  switch (env.knob(START_METHOD)) {
    case 'forkserver':
      return served(env);
    case 'spawn':
      return spawned(env);
    case 'fork':
      return forked(env);
  }
}

function forked(env: Env): () => Steps {
  return function* () {
    yield delay(env.machine.forkStartMs ?? 0, 'start-up');
  };
}

/**
 * The first spawn starts the resource tracker as well: a lock of a pool does so (`synchronize.py`, `SemLock`), else the first `Popen`
 * (`popen_spawn_posix.py`, `_launch`).
 */
function spawned(env: Env): () => Steps {
  const { forkStartMs = 0, spawnStartMs = 0 } = env.machine;
  let tracked = spawnStartMs === 0;
  return function* () {
    yield delay(forkStartMs, 'start-up');
    if (tracked) return;
    tracked = true;
    yield spawn(tracker, []);
    yield delay(forkStartMs, 'start-up');
  };
}

/**
 * `ForkServer.connect_to_new_process`: the server and the resource tracker boot beside each other with the first start, and the server
 * imports the main module; it lives until the program ends.
 */
function served(env: Env): () => Steps {
  const { forkserverStartMs = 0 } = env.machine;
  const { parentMs, childMs } = servedCosts(env);
  let isUp = forkserverStartMs === 0 || !rulesOf(env).starterWaits;
  return function* () {
    if (!isUp) {
      isUp = true;
      yield spawn(tracker, []);
      yield compute(Math.max(0, forkserverStartMs - parentMs - childMs), 'start-up');
    }
    yield compute(parentMs, 'start-up');
  };
}

/** Who pays for a fork by the server: the parent, until it has the pid; then the child, which imports what the server has not. */
function servedCosts(env: Env): { parentMs: number; childMs: number } {
  const { forkserverStartMs = 0, forkserverForkMs = 0 } = env.machine;
  const parentMs = Math.min(SERVED_MS, forkserverForkMs);
  return { parentMs, childMs: rulesOf(env).starterWaits ? forkserverForkMs - parentMs : forkserverStartMs };
}

function* tracker(env: Env): Steps {
  yield compute(TRACKER_SHARE * (env.machine.spawnStartMs ?? 0), 'start-up');
}

/** What a child process does before the first instruction of its own program. */
export function* boot(env: Env, of: 'process' | 'pool'): Steps {
  const share = of === 'pool' ? 1 + POOL_SHARE : 1;
  const method = env.knob(START_METHOD);
  if (method === 'spawn') yield compute(share * (env.machine.spawnStartMs ?? 0), 'start-up');
  else if (method === 'forkserver') yield compute(servedCosts(env).childMs, 'start-up');
}

/** What a child process does after the last instruction of its own program. */
export function* exit(env: Env): Steps {
  if (env.knob(START_METHOD) === 'spawn') yield compute(EXIT_SHARE * (env.machine.spawnStartMs ?? 0), 'core');
}
