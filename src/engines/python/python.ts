/** The facts of Python's engines. Their programs, one file a tool beside this one, come with the first need of one. */
import { type Engine, lateEngine } from '../engine.ts';
import { asCompletedTimeout, type EngineFacts, LIVE_WITH_GIL, OF_PYTHON } from '../facts.ts';
import {
  BUFFER_SIZE,
  CHUNK_SIZE,
  chunkSize,
  GIL,
  type Knob,
  PYTHON,
  poolSize,
  START_METHOD,
  SWITCH_INTERVAL,
  WORKERS,
} from '../knobs.ts';
import { COROUTINE, INTERPRETER, OWN_PROCESS, OWN_THREAD, PERMIT, POOL_PROCESS, POOL_THREAD } from './places.ts';
import type { SCHEDULERS } from './schedulers.ts';

type Shared = keyof typeof OF_PYTHON | 'id' | 'title';
type Own = Omit<EngineFacts, Shared> & Partial<Pick<EngineFacts, Shared>>;

/** An engine whose title is its id, unless it says otherwise. */
const engine = (id: keyof typeof SCHEDULERS, own: Own): Engine =>
  lateEngine({ ...OF_PYTHON, id, title: id, ...own }, async () => (await import('./schedulers.ts')).SCHEDULERS[id]);

const OF_THREADS = {
  holds: 'a task holds a thread, cpu the GIL',
  group: 'python-threads',
  lanes: POOL_THREAD,
  stopsAtError: true,
  live: LIVE_WITH_GIL,
  caller: 'gil',
  capacity: 'workers',
  knobs: [poolSize((machine) => Math.min(32, machine.cores + 4)), PYTHON, GIL, SWITCH_INTERVAL],
} as const satisfies Own;

export const threadPoolAsCompleted = engine('ThreadPoolExecutor.as_completed', {
  ...OF_THREADS,
  title: 'ThreadPoolExecutor',
  timeoutSays: asCompletedTimeout,
  stopsAtError: false,
});
export const threadPoolMap = engine('ThreadPoolExecutor.map', {
  ...OF_THREADS,
  knobs: [...OF_THREADS.knobs, BUFFER_SIZE],
  oneCall: true,
});

const OF_INTERPRETERS = {
  ...OF_THREADS,
  holds: 'a task holds an interpreter, cpu a core',
  lanes: INTERPRETER,
  live: { needs: 'shared memory', because: 'its threads take tasks from shared memory' },
  knobs: [OF_THREADS.knobs[0], PYTHON, GIL],
  since: 14,
} as const satisfies Own;

export const interpreterPoolAsCompleted = engine('InterpreterPoolExecutor.as_completed', {
  ...OF_INTERPRETERS,
  title: 'InterpreterPoolExecutor',
  timeoutSays: asCompletedTimeout,
  stopsAtError: false,
});
export const interpreterPoolMap = engine('InterpreterPoolExecutor.map', {
  ...OF_INTERPRETERS,
  knobs: [...OF_INTERPRETERS.knobs, BUFFER_SIZE],
  oneCall: true,
});
export const toThread = engine('asyncio.to_thread', OF_THREADS);
export const threads = engine('threading.Thread', {
  ...OF_THREADS,
  holds: 'a task holds nothing, cpu the GIL',
  lanes: OWN_THREAD,
  usesUp: 'each attempt',
  stopsAtError: false,
  capacity: 'gil',
  knobs: [PYTHON, GIL, SWITCH_INTERVAL],
});

const OF_PROCESSES = {
  holds: 'a task holds a process, cpu a core',
  group: 'python-processes',
  lanes: POOL_PROCESS,
  stopsAtError: true,
  live: { needs: 'workers' },
  caller: 'core',
  capacity: 'workers',
  knobs: [WORKERS, PYTHON, START_METHOD],
} as const satisfies Own;

export const processPoolAsCompleted = engine('ProcessPoolExecutor.as_completed', {
  ...OF_PROCESSES,
  title: 'ProcessPoolExecutor',
  timeoutSays: asCompletedTimeout,
});
export const processPoolMap = engine('ProcessPoolExecutor.map', {
  ...OF_PROCESSES,
  knobs: [WORKERS, CHUNK_SIZE, BUFFER_SIZE, PYTHON, START_METHOD],
  oneCall: true,
});
export const processes = engine('multiprocessing.Process', {
  ...OF_PROCESSES,
  holds: 'a task holds nothing, cpu a core',
  lanes: OWN_PROCESS,
  usesUp: 'each attempt',
  stopsAtError: false,
  capacity: 'cores',
  knobs: [PYTHON, START_METHOD],
});

const pool = (id: keyof typeof SCHEDULERS, chunks: Knob): Engine =>
  engine(id, {
    ...OF_PROCESSES,
    timeoutSays: () => 'multiprocessing.context.TimeoutError',
    knobs: [WORKERS, chunks, PYTHON, START_METHOD],
    oneCall: true,
  });

/** `_map_async`: `divmod(len(tasks), 4 * workers)`, one more if there is a rest. */
const MAP_CHUNKS = chunkSize(({ scenario, workers }) => Math.max(1, Math.ceil(scenario.tasks.length / (4 * workers))));

export const poolMap = pool('multiprocessing.Pool.map', MAP_CHUNKS);
export const poolImap = pool('multiprocessing.Pool.imap', CHUNK_SIZE);
export const poolImapUnordered = pool('multiprocessing.Pool.imap_unordered', CHUNK_SIZE);

const OF_ASYNCIO = {
  holds: 'a task holds nothing, cpu the event loop',
  group: 'asyncio',
  lanes: COROUTINE,
  stopsAtError: true,
  live: { needs: 'main thread' },
  caller: 'loop',
  capacity: 'loop',
  knobs: [],
} as const satisfies Own;

export const gather = engine('asyncio.gather', OF_ASYNCIO);
export const gatherReturnExceptions = engine('asyncio.gather.return_exceptions', {
  ...OF_ASYNCIO,
  stopsAtError: false,
});
export const asyncioAsCompleted = engine('asyncio.as_completed', { ...OF_ASYNCIO, stopsAtError: false });
export const eager = engine('asyncio.eager', OF_ASYNCIO);
export const taskGroup = engine('asyncio.TaskGroup', { ...OF_ASYNCIO, raises: 'a group' });
export const eventLoop = engine('event-loop', {
  ...OF_ASYNCIO,
  title: 'Event loop, asyncio.wait',
  stopsAtError: false,
  tellsQueues: true,
});
export const asyncioSemaphore = engine('asyncio.Semaphore', {
  ...OF_ASYNCIO,
  holds: 'a task holds a permit, cpu the event loop',
  lanes: PERMIT,
  capacity: 'workers',
  knobs: [WORKERS],
});
