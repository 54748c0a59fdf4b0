/** The page's side of `import-worker.ts`: one worker a file, ended with it. Without workers the page reads itself. */
import '../../kernel/live/own-scripts.ts';
import { proxy } from 'comlink';
import type { Opened } from '../../trace/files/opened.ts';
import { startService } from '../worker/start-service.ts';
import { withService } from '../worker/with-service.ts';
import { importStream, type Progress } from './import-stream.ts';
import type { ImportService } from './import-worker.ts';
import { unpackOpened } from './packed-import.ts';

/**
 * Opens a file.
 * @throws {InputError} where it is damaged or foreign; the signal's reason where it is aborted
 */
export async function importInWorker(
  file: Blob,
  told: (progress: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined') return importStream(file, told);
  const start = (failed: (error: Error) => void) =>
    startService<ImportService>(
      new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module', name: 'import' }),
      failed,
    );
  return withService(
    start,
    async (ask) =>
      unpackOpened(await ask.open(file, proxy(told)), async () => {
        await new Promise((resolve) => setTimeout(resolve));
        signal?.throwIfAborted();
      }),
    signal,
  );
}
