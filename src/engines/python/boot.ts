/**
 * What starting and ending a process costs its parent, itself and its neighbours on the cores (`Lib/multiprocessing/popen_fork.py`,
 * `popen_spawn_posix.py`). With fork the parent copies itself. With spawn it forks and executes a new interpreter, which boots on a
 * core like anyone who computes; `spawnStartMs` is what one takes that boots alone.
 *
 * The shares are CPU times measured with CPython 3.11.7 on Linux (`time.process_time`, `getrusage`), divided by that of a bare
 * process up to its first instruction. They depend little on the machine, since all of them are importing modules and its undoing.
 */
import { START_METHOD } from '../knobs.ts';
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

/**
 * The parent's part of each start. The first spawn starts the resource tracker as well: a lock of a pool does so
 * (`synchronize.py`, `SemLock`), else the first `Popen` (`popen_spawn_posix.py`, `_launch`).
 */
export function processStarter(env: Env): () => Steps {
  const { forkStartMs = 0, spawnStartMs = 0 } = env.machine;
  let tracked = env.knob(START_METHOD) === 'fork' || spawnStartMs === 0;
  return function* () {
    yield delay(forkStartMs, 'start-up');
    if (tracked) return;
    tracked = true;
    yield spawn(tracker, []);
    yield delay(forkStartMs, 'start-up');
  };
}

function* tracker(env: Env): Steps {
  yield compute(TRACKER_SHARE * (env.machine.spawnStartMs ?? 0), 'start-up');
}

/** What a child process does before the first instruction of its own program. */
export function* boot(env: Env, of: 'process' | 'pool'): Steps {
  const share = of === 'pool' ? 1 + POOL_SHARE : 1;
  if (env.knob(START_METHOD) === 'spawn') yield compute(share * (env.machine.spawnStartMs ?? 0), 'start-up');
}

/** What a child process does after the last instruction of its own program. */
export function* exit(env: Env): Steps {
  if (env.knob(START_METHOD) === 'spawn') yield compute(EXIT_SHARE * (env.machine.spawnStartMs ?? 0), 'core');
}
