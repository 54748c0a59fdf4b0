/** A service for one piece of work. Loaded with what needs it. */
import type { Remote } from 'comlink';
import { InputError } from '../../scenario/input-error.ts';
import type { Service } from './start-service.ts';

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
