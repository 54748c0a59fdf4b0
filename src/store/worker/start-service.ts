/**
 * A service in a worker: how the page starts one, asks it, and ends it. The worker's own side calls comlink's `expose`.
 * The caller makes the `Worker` itself, since the bundler must see the file's name there.
 */
import type { Remote } from 'comlink';
import { InputError } from '../../scenario/input-error.ts';
import { NO_WORKER_SCRIPT } from './again.ts';

/** A worker that answers calls. They queue until it is up. */
export interface Service<S> {
  readonly ask: Remote<S>;
  /** Ends the worker at once. A call that it has not answered is never answered. */
  end(): void;
}

/** Takes a new worker into service. `failed` is called if it cannot be started or breaks. */
export function startService<S>(worker: Worker, failed: (error: Error) => void): Service<S> {
  worker.onerror = (event) => {
    event.preventDefault();
    failed(new Error(event.message || NO_WORKER_SCRIPT));
  };
  return { ask: wrapped<S>(worker), end: () => worker.terminate() };
}

/** The worker's functions. comlink is loaded with the first call: the page's first picture needs no worker. */
function wrapped<S>(worker: Worker): Remote<S> {
  let loading: Promise<{ remote: Remote<S> }> | undefined;
  const load = () => {
    loading ??= import('comlink').then(({ wrap }) => ({ remote: wrap<S>(worker) }));
    return loading;
  };
  const call =
    (name: string) =>
    async (...args: unknown[]) => {
      const { remote } = await load();
      return (remote as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[name]!(...args);
    };
  return new Proxy(
    {},
    { get: (_, name) => (typeof name === 'string' && name !== 'then' ? call(name) : undefined) },
  ) as Remote<S>;
}

/**
 * Starts a service for one piece of work and ends it with that, whatever comes of it.
 * @throws what the work throws (an InputError as such), the signal's reason, or an Error where the worker breaks
 */
export async function withService<S, T>(
  start: (failed: (error: Error) => void) => Service<S> | Promise<Service<S>>,
  work: (ask: Remote<S>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Nobody may be waiting any more when the worker breaks.
  ended.catch(() => {});
  const aborted = () => reject(signal!.reason);
  signal?.addEventListener('abort', aborted, { once: true });
  const service = await start(reject);
  try {
    return await Promise.race([work(service.ask), ended]);
  } catch (error) {
    // Errors lose their class on the way from the worker, not their name.
    if (error instanceof Error && error.name === 'InputError') throw new InputError(error.message);
    throw error;
  } finally {
    signal?.removeEventListener('abort', aborted);
    service.end();
  }
}
