/**
 * A service in a worker: how the page starts one, asks it, and ends it. The worker's own side calls comlink's `expose`.
 * The caller makes the `Worker` itself, since the bundler must see the file's name there.
 */
import type { Remote } from 'comlink';
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
