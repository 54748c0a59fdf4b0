/** The workers of one run. */

import { DOOMED, IN_TASK, INTERRUPTED, SLOWED, SLOWED_STEPS, STATE_WORDS } from '../sync/worker-state.ts';
import type { RunSetup } from '../worker/run-setup.ts';
import type { WorkerLike } from './worker-endpoint.ts';
import { startWorker, type WorkerHandle } from './worker-handle.ts';

/** A worker with its number in the run. */
export class PoolWorker {
  /** When it began to start, and when it was ready, on `performance.now()`. */
  startedFrom = 0;
  startedTo = 0;
  /** It is being killed, or is gone: its answers count no more. */
  lost = false;
  /** It drove itself, and was doomed with a task in hand. */
  doomedInTask = false;

  constructor(
    readonly handle: WorkerHandle,
    readonly number: number,
    /** See `worker-state.ts`. */
    readonly state: Int32Array,
    /** It has memory in common with the page. */
    readonly shares: boolean,
    /** It is one of another tab. */
    readonly elsewhere: boolean,
  ) {}

  /** From its next stretch on, it takes so many times as long. */
  slow(by: number): void {
    Atomics.store(this.state, SLOWED, Math.round(by * SLOWED_STEPS));
    if (!this.shares) void this.handle.remote.slow(by);
  }

  /** An exception is raised in the task that it does. */
  interrupt(): void {
    if (Atomics.compareExchange(this.state, 0, IN_TASK, INTERRUPTED) === IN_TASK) Atomics.notify(this.state, 0);
    else if (!this.shares) void this.handle.remote.interrupt();
  }

  /** Wakes it, if it sleeps, to find that it is to go. */
  doom(): void {
    Atomics.store(this.state, 0, DOOMED);
    Atomics.notify(this.state, 0);
  }
}

export interface WorkerPoolOptions {
  readonly computes: boolean;
  readonly makeWorker: (() => Worker) | undefined;
}

export class WorkerPool {
  readonly workers: PoolWorker[] = [];
  /** Started before the run, and nobody's yet. */
  readonly spares: PoolWorker[] = [];
  readonly #options: WorkerPoolOptions;
  #setup: RunSetup;
  /** The same for workers with which the page has no memory in common. */
  #copied: RunSetup | undefined;
  #numbers = 0;
  /** Aborted once the run is over. */
  readonly #over = new AbortController();

  constructor(setup: RunSetup, options: WorkerPoolOptions) {
    this.#setup = setup;
    this.#options = options;
  }

  /** Starts so many workers at once. */
  async fill(count: number): Promise<void> {
    const starting = Array.from({ length: count }, () => this.start());
    // None is left behind where one could not start: all settle before anything is thrown.
    await Promise.allSettled(starting);
    for (const started of starting) this.spare(await started);
  }

  /** All are told of another run. */
  async assign(setup: RunSetup): Promise<void> {
    this.#setup = setup;
    this.#copied = undefined;
    await Promise.all(this.workers.filter(({ handle }) => !handle.isGone).map((worker) => this.#assign(worker)));
  }

  /** A run is over, and they are nobody's again. */
  dismiss(): void {
    this.spares.length = 0;
    for (const worker of this.workers) if (!worker.lost) this.spare(worker);
  }

  /** Starts one more; in another tab, if `elsewhere` makes it. */
  async start(elsewhere?: () => WorkerLike): Promise<PoolWorker> {
    const shares = this.#setup.arena !== undefined && !elsewhere;
    const number = this.#numbers++;
    const startedFrom = performance.now();
    const bytes = 4 * STATE_WORDS;
    const state = new Int32Array(shares ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    let worker!: PoolWorker;
    const setUp = (handle: WorkerHandle) => {
      worker = new PoolWorker(handle, number, state, shares, elsewhere !== undefined);
      return this.#assign(worker);
    };
    await startWorker(elsewhere ?? this.#options.makeWorker, { shares, setUp, signal: this.#over.signal });
    this.workers.push(worker);
    worker.startedFrom = startedFrom;
    worker.startedTo = performance.now();
    return worker;
  }

  async #assign({ handle, number, state, shares }: PoolWorker): Promise<void> {
    const workerSetup = { worker: number, offsetMs: handle.clock.offsetMs, state };
    const setup = shares || !this.#setup.arena ? this.#setup : (this.#copied ??= copied(this.#setup));
    await handle.orGone(handle.remote.assign(setup, workerSetup, this.#options.computes));
  }

  /** It is nobody's, and waits to be; one of another tab goes. */
  spare(worker: PoolWorker): void {
    // It may have gone while others were starting.
    worker.lost ||= worker.handle.isGone;
    if (worker.lost) return;
    if (worker.elsewhere) {
      worker.lost = true;
      worker.handle.end();
      return;
    }
    this.spares.push(worker);
    worker.handle.onWords = undefined;
    worker.handle.onGone = () => this.spares.splice(this.spares.indexOf(worker), 1);
  }

  /** All workers go, those that are starting, too. */
  end(): void {
    this.#over.abort();
    for (const worker of this.workers) {
      worker.doom();
      worker.handle.end();
    }
    this.spares.length = 0;
  }
}

/** Told without memory that is shared: such a worker logs for itself. */
function copied({ tasks, book, feed, ...others }: RunSetup): RunSetup {
  return { ...others, tasks: own(tasks), book: own(book), feed: own(feed), arena: undefined, gil: undefined };
}

/** The same columns in memory of their own. */
function own<T extends object>(columns: T): T {
  const copy = ([name, column]: [string, unknown]) => [
    name,
    isColumn(column) ? column.slice() : isTable(column) ? own(column) : column,
  ];
  return Object.fromEntries(Object.entries(columns).map(copy)) as T;
}

const isColumn = (value: unknown): value is Int32Array | Uint8Array | Float64Array => ArrayBuffer.isView(value);
const isTable = (value: unknown): value is object => typeof value === 'object' && value !== null;
