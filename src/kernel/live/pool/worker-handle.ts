/**
 * A Web Worker as the page has it: started, known to be alive, called through comlink, and known to be gone. A worker
 * that closes itself fires no event anywhere; so each holds a lock of its own, taken before it says that it is ready, and
 * the page waits for that lock: it gets it when the worker is gone, whatever the reason.
 */
import '../own-scripts.ts';
import { type Remote, wrap } from 'comlink';
import { compareClocks, type Offset } from '../platform/clock.ts';
import { held } from '../platform/leftovers.ts';
import { sharesMemory } from '../platform/memory.ts';
import type { Service, Words } from '../worker/service.ts';
import { WorkerEndpoint, type WorkerLike } from './worker-endpoint.ts';

export const newWorker = (): Worker =>
  new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'overlap' });

/** A worker that does not answer for so long (ms) did not start. */
const PATIENCE_MS = 30_000;

/** Browsers do not say why. */
const NOT_LOADED =
  'its script could not be loaded, since there is no network or a newer version of the page is on the server. Run tries again';

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
  #rejectGone!: (why: Error) => void;
  /** Rejects once it is gone, or of no more use. */
  readonly #whenGone = new Promise<never>((_, reject) => {
    this.#rejectGone = reject;
  });
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
    this.#whenGone.catch(() => {});
    endpoint.addEventListener('error', (event) => this.#broke((event as ErrorEvent).message || NOT_LOADED));
    endpoint.addEventListener('messageerror', () => this.#broke('a message could not be read'));
    if (shares) return;
    endpoint.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<Words | undefined>;
      if (data?.words) this.onWords?.(data.words);
    });
  }

  /** Waits until the worker answers, holds its lock, and has done what `setUp` asks of it. */
  async ready(setUp?: (handle: WorkerHandle) => Promise<unknown>): Promise<void> {
    const patience = setTimeout(() => this.#broke(`no answer in ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    try {
      await this.orGone(this.#begin(setUp));
    } catch (error) {
      throw this.#doomed === undefined ? error : new Error(`A worker could not start: ${this.#doomed}`);
    } finally {
      clearTimeout(patience);
    }
  }

  async #begin(setUp: ((handle: WorkerHandle) => Promise<unknown>) | undefined): Promise<void> {
    await this.remote.takeLock(this.lockName);
    this.#awaitLock();
    this.clock = await compareClocks(() => this.remote.clock());
    await setUp?.(this);
  }

  /** What the worker answers. @throws where it goes away first */
  orGone<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#whenGone]);
  }

  /** It answers nothing any more. */
  get isGone(): boolean {
    return this.#ended;
  }

  /** Kills the worker; `onGone` is told once it is gone. */
  kill(reason: string): void {
    if (this.#ended) return;
    this.#doomed ??= reason;
    this.#endpoint.terminate();
    if (!this.#waitsForLock) this.#went(reason);
  }

  /** The worker is of no more use: nobody is told. */
  end(): void {
    if (this.#ended) return;
    this.#close(new Error('The run is over'));
  }

  #close(why: Error): void {
    this.#ended = true;
    this.#rejectGone(why);
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
        () => this.#went(this.#doomed ?? 'it closed itself'),
        () => {},
      )
      .finally(() => held.locks--);
  }

  #broke(reason: string): void {
    this.#doomed ??= reason;
    this.#endpoint.terminate();
    this.#went(this.#doomed);
  }

  #went(reason: string): void {
    if (this.#ended) return;
    this.#doomed ??= reason;
    this.#close(new Error(`A worker went away: ${reason}`));
    this.onGone?.(reason);
  }
}

interface Start {
  /** Whether it has memory in common with the page. */
  readonly shares?: boolean;
  /** What else the worker is asked before it counts as ready. */
  readonly setUp?: (handle: WorkerHandle) => Promise<unknown>;
  /** Nobody waits for it any more. */
  readonly signal?: AbortSignal;
}

/** Starts a worker; it is ready when the promise resolves. */
export async function startWorker(
  make: () => WorkerLike = newWorker,
  { shares = sharesMemory(), setUp, signal }: Start = {},
): Promise<WorkerHandle> {
  signal?.throwIfAborted();
  const handle = new WorkerHandle(make(), shares);
  const end = () => handle.end();
  signal?.addEventListener('abort', end);
  try {
    await handle.ready(setUp);
  } catch (error) {
    handle.end();
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
  }
  return handle;
}
