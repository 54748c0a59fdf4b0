/**
 * A Web Worker as the page has it: started, known to be alive, called through comlink, and known to be gone. A worker
 * that closes itself fires no event anywhere; so each holds a lock of its own, taken before it says that it is ready, and
 * the page waits for that lock: it gets it when the worker is gone, whatever the reason.
 */
import '../own-scripts.ts';
import { type Remote, wrap } from 'comlink';
import { compareClocks, type Offset } from '../platform/clock.ts';
import { held } from '../platform/leftovers.ts';
import type { Service, Words } from '../worker/service.ts';
import { WorkerEndpoint, type WorkerLike } from './worker-endpoint.ts';

export const newWorker = (): Worker =>
  new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'overlap' });

/** A worker that does not answer for so long (ms) did not start. */
const PATIENCE_MS = 30_000;

let made = 0;

export class WorkerHandle {
  readonly remote: Remote<Service>;
  readonly perform: Remote<Service>['perform'];
  readonly performAll: Remote<Service>['performAll'];
  clock!: Offset;
  /** Told once, when the worker went away by itself, or was killed. */
  onGone: ((reason: string) => void) | undefined;
  onWords: ((log: Float64Array) => void) | undefined;
  readonly lockName = `overlap-worker-${++made}-${Math.random().toString(36).slice(2)}`;
  readonly #endpoint: WorkerEndpoint;
  readonly #lock = new AbortController();
  #waitsForLock = false;
  #ended = false;
  /** It was told to go away for this reason. */
  #doomed: string | undefined;

  /** `shares`: what the worker logs lies in memory that it shares with the page; else it says so. */
  constructor(worker: WorkerLike, shares: boolean) {
    const endpoint = new WorkerEndpoint(worker);
    this.#endpoint = endpoint;
    this.remote = wrap<Service>(endpoint);
    this.perform = this.remote.perform;
    this.performAll = this.remote.performAll;
    held.workers++;
    endpoint.addEventListener('error', (event) =>
      this.#broke((event as ErrorEvent).message || 'its script could not be loaded'),
    );
    endpoint.addEventListener('messageerror', () => this.#broke('a message could not be read'));
    if (shares) return;
    endpoint.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<Words | undefined>;
      if (data?.words) this.onWords?.(data.words);
    });
  }

  /** Waits until the worker answers and holds its lock. */
  async ready(): Promise<void> {
    await Promise.race([
      this.remote.takeLock(this.lockName),
      new Promise<never>((_, reject) => {
        this.onGone = (reason) => reject(new Error(`A worker could not start: ${reason}`));
      }),
      new Promise<never>((_, reject) => {
        this.#patience = setTimeout(() => this.#broke(`no answer in ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
        this.#stopWaiting = reject;
      }),
    ]).finally(() => clearTimeout(this.#patience));
    this.onGone = undefined;
    this.#stopWaiting = undefined;
    this.#awaitLock();
    this.clock = await compareClocks(() => this.remote.clock());
  }
  #patience: ReturnType<typeof setTimeout> | undefined;
  #stopWaiting: ((reason: Error) => void) | undefined;

  /** Kills the worker; `onGone` is told once it is gone. */
  kill(reason: string): void {
    if (this.#ended) return;
    this.#doomed ??= reason;
    this.#endpoint.terminate();
    if (!this.#waitsForLock) this.#gone(reason);
  }

  /** The worker is of no more use: nobody is told. */
  end(): void {
    if (this.#ended) return;
    this.#close();
    this.#stopWaiting?.(new Error('The run is over'));
  }

  #close(): void {
    this.#ended = true;
    held.workers--;
    this.#endpoint.close();
    this.#lock.abort();
  }

  #awaitLock(): void {
    if (!navigator.locks) return;
    this.#waitsForLock = true;
    held.locks++;
    navigator.locks
      .request(this.lockName, { signal: this.#lock.signal }, () => {})
      .then(
        () => this.#gone(this.#doomed ?? 'it closed itself'),
        () => {},
      )
      .finally(() => held.locks--);
  }

  #broke(reason: string): void {
    this.#doomed ??= reason;
    this.#endpoint.terminate();
    this.#gone(this.#doomed);
  }

  #gone(reason: string): void {
    if (this.#ended) return;
    this.#close();
    this.onGone?.(reason);
  }
}

/** Starts a worker; it is ready when the promise resolves. */
export async function startWorker(
  make: () => WorkerLike = newWorker,
  shares = globalThis.crossOriginIsolated,
): Promise<WorkerHandle> {
  const handle = new WorkerHandle(make(), shares);
  try {
    await handle.ready();
  } catch (error) {
    handle.end();
    throw error;
  }
  return handle;
}
