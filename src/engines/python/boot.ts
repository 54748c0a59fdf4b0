/** What starting a process costs its parent, and itself (`Lib/multiprocessing/popen_fork.py`, `popen_spawn_posix.py`). */
import { compute, delay, type Env, type Steps } from '../vocabulary.ts';

/** The parent's part: all of a fork, next to nothing of a spawn. */
export function* forkOrLaunch(env: Env): Steps {
  if (env.startMethod === 'fork') yield delay(env.machine.forkStartMs ?? 0, 'start-up');
}

/** The child's part: a spawned one boots an interpreter, on a core like anyone who computes. */
export function* boot(env: Env): Steps {
  if (env.startMethod === 'spawn') yield compute(env.machine.spawnStartMs ?? 0, 'start-up');
}
