/**
 * `concurrent.futures.ProcessPoolExecutor` (`Lib/concurrent/futures/process.py`). With fork the first submit
 * forks all workers in turn, then starts the manager thread; with spawn and forkserver each submit below `max_workers` that finds no
 * idle credit starts one. The manager keeps at most `max_workers + 1` items not yet received in the call queue and refills it after
 * each result. A worker's death breaks the pool: every pending future gets `BrokenProcessPool`, all workers are terminated.
 * It hears only of those that were there when it began to wait (`wait_result_broken_or_wakeup`): `submit` wakes it before it starts a process, so
 * the death of the last one started on demand is heard of after the next result, submit or the end of `with`.
 * `terminate_workers` and `kill_workers` (3.14) cancel what is not in the call queue yet, and end the workers.
 * Left out: who is first of a manager that refills the call queue and a worker that is about to receive from it, which microseconds decide. Here the manager is while the caller submits, and
 * the worker is once it has sent a result. On two cores, of eight items that are cancelled before any has ended W + 1 ran, as here, in 37 of 48 times with fork, else one more or three; of W 1, whose
 * first item fails, four ran, as here, in 11 of 24 times, else three (3.11.7 and 3.13.0). In CPython 3.11 the idle credits of spawn (they matter only for submits after the first results); and the GIL of the
 * parent, whose threads compute for microseconds only.
 */

import type { StopWorkers } from '../../scenario/scenario.ts';
import { Fifo } from '../fifo.ts';
import { gaveUp } from '../giving-up.ts';
import { CHUNK_SIZE, START_METHOD, WORKERS } from '../knobs.ts';
import { rulesOf } from '../python-rules.ts';
import type { Scheduler } from '../scheduler.ts';
import {
  awaitResult,
  delay,
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
import { aheadOf } from './futures.ts';
import { POOL_PROCESS } from './places.ts';

/** What the manager thread hears: work was submitted, a worker sent a result, a worker died, the caller leaves `with`. */
type News =
  | { readonly kind: 'submitted' }
  | { readonly kind: 'result'; readonly item: Item; readonly oks: readonly boolean[] }
  | { readonly kind: 'death'; readonly worker: number }
  | { readonly kind: 'shutdown' };
/** A work item: one task, or a chunk of `map`'s. */
type Item = readonly TaskNumber[];
/** What a future tells its caller: how its tasks did, or that the pool is broken. */
type Told = { readonly item: Item; readonly oks: readonly boolean[] } | 'broken';

function* worker(env: Env, calls: Queue, places: Permits, news: Queue): Steps {
  yield* boot(env, 'pool');
  let item: Item | undefined;
  while ((item = yield get(calls)) !== undefined) {
    places.release();
    const oks: readonly boolean[] = yield performAll(item, true);
    news.put({ kind: 'result', item, oks } satisfies News);
  }
}

/** Sees a worker's sentinel. */
function* watch(_env: Env, process: Process, worker: number, news: Queue): Steps {
  const ending: Ending = yield join(process);
  if (ending.died) news.put({ kind: 'death', worker } satisfies News);
}

/** What the executor and its manager thread share. */
interface Shared {
  /** What the manager hears. */
  readonly news: Queue;
  /** The executor's own list of work that can still be cancelled. */
  readonly queued: Fifo<Item>;
  /** The call queue, from which workers take work, and the places that are free in it. */
  readonly calls: Queue;
  readonly places: Permits;
  /** What the caller hears. */
  readonly told: Queue;
  readonly workers: readonly Process[];
  /** Processes that wait for work, as the manager counts them: one more with each result. */
  readonly idle: Permits;
  /** A worker has died that the manager did not watch. */
  diedUnseen: boolean;
}

/** `_ExecutorManagerThread.run`. */
function* manager(env: Env, shared: Shared): Steps {
  const { news, queued, calls, places, told, workers, idle } = shared;
  let watched = workers.length;
  for (;;) {
    const heard: News = yield get(news);
    if (heard.kind === 'death') {
      if (heard.worker < watched) break;
      shared.diedUnseen = true;
      continue;
    }
    if (heard.kind === 'result') {
      told.put({ item: heard.item, oks: heard.oks } satisfies Told);
      idle.release();
    }
    // `add_call_item_to_queue`
    while (queued.length > 0 && places.tryAcquire()) calls.put(queued.shift());
    if (shared.diedUnseen) break;
    watched = workers.length;
  }
  // `terminate_broken`
  calls.clear();
  for (const process of workers) env.kill(process);
  told.put('broken' satisfies Told);
}

/** `_force_shutdown`: the caller's own stop at a time of the scenario. What is still queued is cancelled, the workers are gone at once. */
function* stopper(env: Env, stop: StopWorkers, executor: Executor, workers: readonly Process[]): Steps {
  yield delay(stop.atMs, 'start-up');
  executor.cancelled = executor.queued.length > 0;
  executor.queued.clear();
  for (const process of workers) env.kill(process);
}

interface Executor {
  readonly told: Queue;
  readonly queued: Fifo<Item>;
  /** Futures were cancelled that nobody is told of. */
  cancelled: boolean;
  submit(item: Item): Steps;
  /** The caller leaves `with`, which wakes the manager. */
  leave(): void;
}

/** The pool is broken. A caller that waits for cancelled futures as well waits on, since nobody notifies it. */
function* raiseBroken(env: Env, { told, cancelled }: Executor): Steps {
  env.raise(['BrokenProcessPool']);
  if (cancelled && rulesOf(env).cancelsSilently) for (;;) yield awaitResult(told);
}

function makeExecutor(env: Env): [Executor, readonly Process[]] {
  const hop = (env.machine.pipeRoundTripMs ?? 0) / 2;
  const [news, calls, told] = [env.queue(hop), env.queue(hop), env.queue()];
  const places = env.permits(env.knob(WORKERS) + 1);
  const queued = new Fifo<Item>();
  const workers: Process[] = [];
  const idle = env.permits(0);
  const startProcess = processStarter(env);
  const forks = env.knob(START_METHOD) === 'fork';
  function* startWorker(): Steps {
    yield* startProcess();
    const process: Process = yield spawn(worker, [calls, places, news], POOL_PROCESS, workers.length);
    workers.push(process);
    yield spawn(watch, [process, workers.length - 1, news]);
  }
  const shared: Shared = { news, queued, calls, places, told, workers, idle, diedUnseen: false };
  let managed = false;
  function* manage(): Steps {
    if (managed) return;
    managed = true;
    yield delay(env.machine.threadStartMs ?? 0, 'start-up');
    yield spawn(() => manager(env, shared), []);
  }
  const executor: Executor = {
    told,
    queued,
    cancelled: false,
    *submit(item) {
      if (!forks && rulesOf(env).startsOnDemand) {
        queued.push(item);
        news.put({ kind: 'submitted' } satisfies News);
        if (!idle.tryAcquire() && workers.length < env.knob(WORKERS)) yield* startWorker();
        yield* manage();
        return;
      }
      const wanted = forks ? env.knob(WORKERS) : Math.min(env.knob(WORKERS), workers.length + 1);
      while (workers.length < wanted) yield* startWorker();
      yield* manage();
      queued.push(item);
      news.put({ kind: 'submitted' } satisfies News);
    },
    leave() {
      if (shared.diedUnseen) news.put({ kind: 'shutdown' } satisfies News);
    },
  };
  return [executor, workers];
}

/** The executor of the caller's program, and the process that is to stop its workers, where the scenario has one. */
function* openExecutor(env: Env): Generator<Request, Executor> {
  const [executor, workers] = makeExecutor(env);
  const { stopWorkers } = env.scenario;
  if (stopWorkers) yield spawn(() => stopper(env, stopWorkers, executor, workers), []);
  return executor;
}

function* asCompleted(env: Env): Steps {
  const executor = yield* openExecutor(env);
  try {
    yield* resultsAsCompleted(env, executor);
  } finally {
    executor.leave();
  }
}

function* resultsAsCompleted(env: Env, executor: Executor): Steps {
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) yield* executor.submit([task]);
  }
  while (!env.feed.over) {
    const told: Told = yield awaitResult(executor.told);
    if (told === 'broken') return yield* raiseBroken(env, executor);
    const task = told.item[0]!;
    env.deliver(task);
    for (const next of env.feed.ended(task, told.oks[0]!)) {
      env.queueAfter(next, task);
      yield* executor.submit([next]);
    }
  }
}

/**
 * `Executor.map` over chunks: results one by one, in order; a chunk's first failure raises at the chunk's place. That, and a
 * `timeout` that has passed, cancels the rest, but for what is in the call queue already (`_base.py`, `result_iterator`).
 */
function* map(env: Env): Steps {
  const executor = yield* openExecutor(env);
  if (yield* gaveUp(resultsInOrder(env, executor))) executor.queued.clear();
  executor.leave();
}

function* resultsInOrder(env: Env, executor: Executor): Steps {
  const items: Item[] = [];
  for (let first = 0; first < env.taskCount; first += env.knob(CHUNK_SIZE))
    items.push(Array.from({ length: Math.min(env.knob(CHUNK_SIZE), env.taskCount - first) }, (_, i) => first + i));
  let fetched = 0;
  function* fetch(): Steps {
    const item = items[fetched++];
    if (!item) return;
    for (const task of item) env.submit(task);
    yield* executor.submit(item);
  }
  for (let ahead = aheadOf(env, items.length); ahead > 0; ahead--) yield* fetch();
  const ended = new Map<Item, readonly boolean[]>();
  for (const item of items) {
    yield* fetch();
    while (!ended.has(item)) {
      const told: Told = yield awaitResult(executor.told);
      if (told === 'broken') {
        env.raise(['BrokenProcessPool']);
        return;
      }
      ended.set(told.item, told.oks);
    }
    const failed = ended.get(item)!.indexOf(false);
    if (failed >= 0) {
      env.raise([item[failed]!]);
      executor.queued.clear();
      return;
    }
    for (const task of item) env.deliver(task);
  }
}

export const processPoolAsCompleted: Scheduler = { programs: {}, main: asCompleted };
export const processPoolMap: Scheduler = { programs: {}, main: map };
