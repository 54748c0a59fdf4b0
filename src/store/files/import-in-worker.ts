/** The page's side of `import-worker.ts`: one worker a file, ended with it. Without workers the page reads itself. */
import { proxy, wrap } from 'comlink';
import { InputError } from '../../scenario/input-error.ts';
import type { Opened } from '../../trace/files/opened.ts';
import { importStream, type Progress } from './import-stream.ts';
import type { ImportService } from './import-worker.ts';
import { unpackOpened } from './packed-import.ts';

/**
 * Opens a file.
 * @throws {InputError} where it is damaged or foreign; the signal's reason where it is aborted
 */
export async function importApart(
  file: Blob,
  told: (progress: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined') return importStream(file, told);
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module', name: 'import' });
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const aborted = () => reject(signal!.reason);
  signal?.addEventListener('abort', aborted, { once: true });
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message || 'the worker that opens files broke'));
  };
  try {
    const whole = await Promise.race([wrap<ImportService>(worker).open(file, proxy(told)), ended]);
    return await unpackOpened(whole, async () => {
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    });
  } catch (error) {
    // Errors lose their class on the way from the worker, not their name.
    if (error instanceof Error && error.name === 'InputError') throw new InputError(error.message);
    throw error;
  } finally {
    signal?.removeEventListener('abort', aborted);
    worker.terminate();
  }
}
