/**
 * `multiprocessing.Pool` (`Lib/multiprocessing/pool.py`, CPython 3.11). The constructor starts all workers; chunks go
 * through one pipe, which workers read under one lock; the first failure in a chunk stops the chunk and loses its
 * results. A dead worker is replaced at once (`_maintain_pool`), but its chunk is gone, and a caller that waits for the chunk waits for
 * ever. A worker that dies while it reads keeps the lock.
 * Left out: the pipe's limit of 64 KiB, and the handler threads' need of the parent's GIL.
 */
import { gaveUp } from '../giving-up.ts';
import { CHUNK_SIZE, WORKERS } from '../knobs.ts';
import type { Scheduler } from '../scheduler.ts';
import {
  acquire,
  awaitResult,
  type Ending,
  type Env,
  get,
  join,
  type Permits,
  type Process,
  performAll,
  type Queue,
  type Request,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';
import { boot, processStarter } from './boot.ts';
import { POOL_PROCESS } from './places.ts';

interface ChunkResult {
  readonly chunk: readonly TaskNumber[];
  /** The task whose failure stopped it. */
  readonly failed: TaskNumber | undefined;
}

function* worker(env: Env, inbox: Queue, readLock: Permits, results: Queue): Steps {
  yield* boot(env, 'pool');
  for (;;) {
    yield acquire(readLock);
    const chunk: readonly TaskNumber[] | undefined = yield get(inbox);
    readLock.release();
    if (!chunk) return;
    const oks: readonly boolean[] = yield performAll(chunk, true);
    const at = oks.indexOf(false);
    results.put({ chunk, failed: at < 0 ? undefined : chunk[at] } satisfies ChunkResult);
  }
}

/** The pool's workers by lane, until it is terminated. */
interface Workers {
  readonly processes: Process[];
  readonly startProcess: () => Steps;
  terminated: boolean;
}

/** `_handle_workers`: whoever dies is replaced. */
function* maintain(workers: Workers, lane: number, start: () => Request): Steps {
  for (;;) {
    const ending: Ending = yield join(workers.processes[lane]!);
    if (!ending.died || workers.terminated) return;
    yield* workers.startProcess();
    workers.processes[lane] = yield start();
  }
}

/** Takes results; gives whether the caller has them all: an error may end its iteration. */
// biome-ignore lint/suspicious/noExplicitAny: what a yield gives back depends on the request.
type Collect = (env: Env, results: Queue, chunks: number) => Generator<Request, boolean, any>;

/**
 * Starts the pool, hands over the chunks, then takes results as `collect` does. A caller who gives up (`get(timeout)`,
 * `next(timeout)`), or to whom an error comes through, leaves `with`, which terminates the workers (`Pool.__exit__`).
 */
function* run(env: Env, collect: Collect): Steps {
  const hop = (env.machine.pipeRoundTripMs ?? 0) / 2;
  const [inbox, results, readLock] = [env.queue(hop), env.queue(hop), env.permits(1)];
  const workers: Workers = { processes: [], startProcess: processStarter(env), terminated: false };
  for (let lane = 0; lane < env.knob(WORKERS); lane++) {
    const start = () => spawn(worker, [inbox, readLock, results], POOL_PROCESS, lane);
    yield* workers.startProcess();
    workers.processes.push(yield start());
    yield spawn(() => maintain(workers, lane, start), []);
  }
  let chunks = 0;
  for (let first = 0; first < env.taskCount; first += env.knob(CHUNK_SIZE), chunks++) {
    const chunk: TaskNumber[] = [];
    for (let task = first; task < Math.min(env.taskCount, first + env.knob(CHUNK_SIZE)); task++) chunk.push(task);
    for (const task of chunk) env.submit(task);
    inbox.put(chunk);
  }
  let hasAll = false;
  function* collected(): Steps {
    hasAll = yield* collect(env, results, chunks);
  }
  yield* gaveUp(collected());
  if (!hasAll) {
    workers.terminated = true;
    for (const process of workers.processes) env.kill(process);
  }
}

/** `MapResult`: all at once, when the last chunk is in; the failure that arrived first raises then. */
function* collectAll(env: Env, results: Queue, chunks: number): ReturnType<Collect> {
  let failed: TaskNumber | undefined;
  for (let n = 0; n < chunks; n++) {
    const result: ChunkResult = yield awaitResult(results);
    failed ??= result.failed;
  }
  if (failed !== undefined) {
    env.raise([failed]);
    return false;
  }
  for (let task = 0; task < env.taskCount; task++) env.deliver(task);
  return true;
}

/** `IMapIterator.next`, over chunks: a failing item of 1 raises in its place; a larger chunk's failure ends the iteration. */
function take(env: Env, { chunk, failed }: ChunkResult): boolean {
  if (failed !== undefined && env.knob(CHUNK_SIZE) > 1) {
    env.raise([failed]);
    return false;
  }
  for (const task of chunk) env.deliver(task);
  return true;
}

function* collectInOrder(env: Env, results: Queue, chunks: number): ReturnType<Collect> {
  const unsorted = new Map<TaskNumber, ChunkResult>();
  for (let n = 0, first = 0; n < chunks; n++, first += env.knob(CHUNK_SIZE)) {
    while (!unsorted.has(first)) {
      const result: ChunkResult = yield awaitResult(results);
      unsorted.set(result.chunk[0]!, result);
    }
    if (!take(env, unsorted.get(first)!)) return false;
  }
  return true;
}

function* collectAsTheyEnd(env: Env, results: Queue, chunks: number): ReturnType<Collect> {
  for (let n = 0; n < chunks; n++) if (!take(env, yield awaitResult(results))) return false;
  return true;
}

const scheduler = (collect: Collect): Scheduler => ({ programs: {}, main: (env) => run(env, collect) });

export const poolMap = scheduler(collectAll);
export const poolImap = scheduler(collectInOrder);
export const poolImapUnordered = scheduler(collectAsTheyEnd);
