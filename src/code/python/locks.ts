/**
 * The locks of a scenario (`cpu 3ms lock a`) in a program. Threads of one interpreter have them as a constant of the module. A process has
 * only what its parent gives it as it starts: then the caller makes them, and each process puts them into its own table.
 */
import { bracketed, LINE, mapping, quoted } from './literals.ts';
import type { TaskData } from './task-data.ts';

/** Whose locks they are: `threading`'s, or those of `multiprocessing`. */
export type LockKind = 'threads' | 'processes';

/** What the models take (`src/kernel/virtual/locks.ts`): so long is a stretch under a lock (s). */
const STRETCH = '0.00003';

export const COMPUTE_UNDER = `def compute_under(lock, seconds):
    """So much CPU time under a lock, which is given back and taken again all along."""
    while seconds > 0:
        with lock:
            begun, spent = time.thread_time(), 0
            while spent < min(${STRETCH}, seconds):
                spent = time.thread_time() - begun
        seconds -= spent`;

/** The table of locks, among the constants. */
export function lockTable(kind: LockKind, { locks }: Pick<TaskData, 'locks'>): string {
  if (kind === 'processes') return 'LOCKS = {}  # each process has them from its parent';
  return `LOCKS = ${mapping(
    locks.map((name) => [quoted(name), 'threading.Lock()']),
    LINE - 8,
  )}`;
}

/** How a worker of a pool gets the locks: a function of the module. */
export const SHARE = `def share(locks):
    """Gives a new process the locks of its parent."""
    LOCKS.update(locks)`;

/** How a process with one task gets them. */
export const TASK_WITH_LOCKS = `def task_with_locks(locks, *args):
    """The task of a new process, which gets the locks of its parent first."""
    LOCKS.update(locks)
    task(*args)`;

/** The caller makes the locks that its processes share; `context`: where it takes them from. */
export const makeLocks = ({ locks }: Pick<TaskData, 'locks'>, context: string): string =>
  locks.length === 1
    ? `LOCKS[${quoted(locks[0]!)}] = ${context}.Lock()\n`
    : `for name in ${bracketed('[', locks.map(quoted), ']', LINE - 17)}:\n    LOCKS[name] = ${context}.Lock()\n`;
