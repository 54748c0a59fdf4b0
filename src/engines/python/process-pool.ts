/**
 * `concurrent.futures.ProcessPoolExecutor` (`Lib/concurrent/futures/process.py`, CPython 3.11). With fork the first submit
 * forks all workers in turn, then starts the manager thread; with spawn each submit below `max_workers` starts one. The
 * manager keeps at most `max_workers + 1` items not yet received in the call queue and refills it after each result. A
 * worker's death breaks the pool: every pending future gets `BrokenProcessPool`, all workers are terminated.
 * Left out: the idle credits of spawn (they matter only for submits after the first results), and the GIL of the parent,
 * whose threads compute for microseconds only.
 */
import { Fifo } from '../fifo.ts';
import { gaveUp } from '../giving-up.ts';
import { CHUNK_SIZE, START_METHOD, WORKERS } from '../knobs.ts';
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
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';
import { boot, processStarter } from './boot.ts';
import { POOL_PROCESS } from './places.ts';

/** What the manager thread hears: work was submitted, a worker sent a result, a worker died. */
type News =
  | { readonly kind: 'submitted'; readonly item: Item }
  | { readonly kind: 'result'; readonly item: Item; readonly oks: readonly boolean[] }
  | { readonly kind: 'death' };
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
function* watch(_env: Env, process: Process, news: Queue): Steps {
  const ending: Ending = yield join(process);
  if (ending.died) news.put({ kind: 'death' } satisfies News);
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
}

/** `_ExecutorManagerThread.run`. */
function* manager(env: Env, { news, queued, calls, places, told, workers }: Shared): Steps {
  for (;;) {
    const heard: News = yield get(news);
    if (heard.kind === 'death') {
      // `terminate_broken`
      calls.clear();
      for (const process of workers) env.kill(process);
      told.put('broken' satisfies Told);
      return;
    }
    if (heard.kind === 'submitted') queued.push(heard.item);
    else told.put({ item: heard.item, oks: heard.oks } satisfies Told);
    // `add_call_item_to_queue`
    while (queued.length > 0 && places.tryAcquire()) calls.put(queued.shift());
  }
}

interface Executor {
  readonly told: Queue;
  readonly queued: Fifo<Item>;
  submit(item: Item): Steps;
}

function makeExecutor(env: Env): Executor {
  const hop = (env.machine.pipeRoundTripMs ?? 0) / 2;
  const [news, calls, told] = [env.queue(hop), env.queue(hop), env.queue()];
  const places = env.permits(env.knob(WORKERS) + 1);
  const queued = new Fifo<Item>();
  const workers: Process[] = [];
  const startProcess = processStarter(env);
  function* startWorker(): Steps {
    yield* startProcess();
    const process: Process = yield spawn(worker, [calls, places, news], POOL_PROCESS, workers.length);
    workers.push(process);
    yield spawn(watch, [process, news]);
  }
  let managed = false;
  return {
    told,
    queued,
    *submit(item) {
      const wanted =
        env.knob(START_METHOD) === 'fork' ? env.knob(WORKERS) : Math.min(env.knob(WORKERS), workers.length + 1);
      while (workers.length < wanted) yield* startWorker();
      if (!managed) {
        managed = true;
        yield delay(env.machine.threadStartMs ?? 0, 'start-up');
        yield spawn(() => manager(env, { news, queued, calls, places, told, workers }), []);
      }
      news.put({ kind: 'submitted', item } satisfies News);
    },
  };
}

function* asCompleted(env: Env): Steps {
  const executor = makeExecutor(env);
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) yield* executor.submit([task]);
  }
  while (!env.feed.over) {
    const told: Told = yield awaitResult(executor.told);
    if (told === 'broken') {
      env.raise(['BrokenProcessPool']);
      return;
    }
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
  const executor = makeExecutor(env);
  if (yield* gaveUp(resultsInOrder(env, executor))) executor.queued.clear();
}

function* resultsInOrder(env: Env, executor: Executor): Steps {
  const items: Item[] = [];
  for (let first = 0; first < env.taskCount; first += env.knob(CHUNK_SIZE)) {
    const item = Array.from({ length: Math.min(env.knob(CHUNK_SIZE), env.taskCount - first) }, (_, i) => first + i);
    for (const task of item) env.submit(task);
    items.push(item);
    yield* executor.submit(item);
  }
  const ended = new Map<Item, readonly boolean[]>();
  for (const item of items) {
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
