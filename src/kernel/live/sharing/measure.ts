/** Measures one way to share a counter, with workers that live as long as the measurement. */
import '../own-scripts.ts';
import { type Remote, transfer, wrap } from 'comlink';
import { held } from '../platform/leftovers.ts';
import { sharesMemory } from '../platform/memory.ts';
import { RefusedError } from '../refused-error.ts';
import { MOST_LIVE_WORKERS } from '../workers-at-first.ts';
import { barrierWords } from './barrier.ts';
import type { Counting, Job } from './counting-worker.ts';
import { globalCounter } from './global.ts';
import { counterIn, counterWords, gilWords } from './in-memory.ts';
import type { Server } from './server-worker.ts';
import { type Measured, untilOneIsLost, usesSharedMemory, type Way } from './ways.ts';

export interface Size {
  /** How many workers count. */
  readonly workers: number;
  /** Steps that each of them takes. */
  readonly steps: number;
}

/** Why this way cannot be measured here; undefined where it can. */
export function whyNot(way: Way): string | undefined {
  if (!usesSharedMemory(way) || sharesMemory()) return undefined;
  return (
    'Needs memory that workers share, and this page is not cross-origin isolated. It has to be served with the headers ' +
    'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, as npm start does.'
  );
}

/**
 * Starts workers, has them count from a barrier on (without shared memory: from a message on), and ends them. Without a lock they
 * count until an update is lost: workers that do not overlap lose none.
 * @throws RefusedError where it cannot be measured here; the signal's reason once that is aborted
 */
export async function measure(way: Way, { workers, steps }: Size, signal: AbortSignal): Promise<Measured> {
  const trouble = whyNot(way) ?? tooMany(workers + (way === 'server' ? 1 : 0));
  if (trouble) throw new RefusedError(trouble);
  signal.throwIfAborted();
  const staff = new Staff(signal);
  try {
    return await staff.orBreaks(countWith(staff, way, { workers, steps }));
  } finally {
    staff.end();
  }
}

function tooMany(wanted: number): string | undefined {
  if (held.workers + wanted <= MOST_LIVE_WORKERS) return undefined;
  return `Needs ${wanted} live workers; a page gets at most ${MOST_LIVE_WORKERS}, and ${held.workers} are in use.`;
}

async function countWith(staff: Staff, way: Way, { workers, steps }: Size): Promise<Measured> {
  const words = usesSharedMemory(way) ? counterWords() : undefined;
  const server = way === 'server' ? staff.hireServer() : undefined;
  const counting = Array.from({ length: workers }, () => staff.hireCounting());
  const gil = way === 'gil' ? gilWords() : undefined;
  await Promise.all(
    counting.map(async (worker, me) =>
      worker.prepare(gil ? { way: 'gil', words: words!, gil, me } : await jobOf(way, words, server)),
    ),
  );
  const count = () => countOnce({ way, workers, steps }, { counting, words, server });
  return way === 'unlocked' ? await untilOneIsLost(count) : await count();
}

/** What one count stands on: its workers, and where the counter lies. */
interface Ready {
  readonly counting: readonly Remote<Counting>[];
  readonly words: Int32Array | undefined;
  readonly server: Remote<Server> | undefined;
}

async function countOnce(
  { way, workers, steps }: Size & { way: Way },
  { counting, words, server }: Ready,
): Promise<Measured> {
  words?.fill(0);
  const barrier = sharesMemory() ? barrierWords() : undefined;
  const counted = await Promise.all(counting.map((worker) => worker.count(steps, barrier, workers)));
  const lengths = counted.map(({ fromMs, toMs }) => toMs - fromMs);
  return {
    way,
    workers,
    steps,
    seen: words ? counterIn(words) : server ? await server.value() : globalCounter(),
    own: way === 'global' ? counted.map(({ own }) => own) : [],
    totalMs: Math.max(...counted.map(({ toMs }) => toMs)) - Math.min(...counted.map(({ fromMs }) => fromMs)),
    tries: 1,
    stepUs: (lengths.reduce((sum, ms) => sum + ms, 0) / workers / steps) * 1000,
  };
}

async function jobOf(way: Way, words: Int32Array | undefined, server: Remote<Server> | undefined): Promise<Job> {
  if (way === 'global') return { way };
  if (way === 'unlocked' || way === 'atomics' || way === 'lock') return { way, words: words! };
  // Worker and server talk past the page.
  const { port1, port2 } = new MessageChannel();
  await server!.serve(transfer(port1, [port1]));
  return transfer({ way: 'server', port: port2 }, [port2]);
}

/** The workers of one measurement. (Vite finds a worker's script only where worker and address are written as one expression.) */
class Staff {
  readonly #workers: Worker[] = [];
  readonly #signal: AbortSignal;
  readonly #broken = Promise.withResolvers<never>();
  readonly #stop = () => this.#broken.reject(this.#signal.reason);

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#stop);
    // It may break when nobody waits any more.
    this.#broken.promise.catch(() => {});
  }

  hireCounting(): Remote<Counting> {
    return this.#hire(
      new Worker(new URL('./counting-worker.ts', import.meta.url), { type: 'module', name: 'overlap counting' }),
    );
  }

  hireServer(): Remote<Server> {
    return this.#hire(
      new Worker(new URL('./server-worker.ts', import.meta.url), { type: 'module', name: 'overlap server' }),
    );
  }

  /** What is promised, unless a worker breaks or the signal comes first. */
  orBreaks<T>(promised: Promise<T>): Promise<T> {
    return Promise.race([promised, this.#broken.promise]);
  }

  end(): void {
    this.#signal.removeEventListener('abort', this.#stop);
    for (const worker of this.#workers) {
      worker.terminate();
      held.workers--;
    }
    this.#workers.length = 0;
  }

  #hire<T>(worker: Worker): Remote<T> {
    this.#workers.push(worker);
    held.workers++;
    worker.addEventListener('error', (event) =>
      this.#broken.reject(new Error(`A worker broke: ${event.message || 'its script could not be loaded'}`)),
    );
    return wrap<T>(worker);
  }
}
