/** The programs of Python's engines by engine id: loaded with the first need of one. */
import type { Scheduler } from '../scheduler.ts';
import { asyncioAsCompleted, asyncioSemaphore, eager, eventLoop, gather, gatherAll, taskGroup } from './asyncio.ts';
import { interpreterPoolAsCompleted, interpreterPoolMap } from './interpreter-pool.ts';
import { poolImap, poolImapUnordered, poolMap } from './multiprocessing-pool.ts';
import { processPoolAsCompleted, processPoolMap } from './process-pool.ts';
import { processes } from './processes.ts';
import { threadPoolAsCompleted, threadPoolMap } from './thread-pool.ts';
import { threads } from './threads.ts';
import { toThread } from './to-thread.ts';

export const SCHEDULERS = {
  'ThreadPoolExecutor.as_completed': threadPoolAsCompleted,
  'ThreadPoolExecutor.map': threadPoolMap,
  'ProcessPoolExecutor.as_completed': processPoolAsCompleted,
  'ProcessPoolExecutor.map': processPoolMap,
  'threading.Thread': threads,
  'multiprocessing.Pool.map': poolMap,
  'multiprocessing.Pool.imap': poolImap,
  'multiprocessing.Pool.imap_unordered': poolImapUnordered,
  'multiprocessing.Process': processes,
  'asyncio.gather': gather,
  'asyncio.gather.return_exceptions': gatherAll,
  'asyncio.TaskGroup': taskGroup,
  'asyncio.Semaphore': asyncioSemaphore,
  'asyncio.to_thread': toThread,
  'event-loop': eventLoop,
  'InterpreterPoolExecutor.as_completed': interpreterPoolAsCompleted,
  'InterpreterPoolExecutor.map': interpreterPoolMap,
  'asyncio.as_completed': asyncioAsCompleted,
  'asyncio.eager': eager,
} as const satisfies Readonly<Record<string, Scheduler>>;
