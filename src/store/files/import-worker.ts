/** Opens one file away from the page. Cancelling is ending this worker. */
import { expose, transfer } from 'comlink';
import { importStream, type Progress } from './import-stream.ts';
import { type PackedImport, packOpened } from './packed-import.ts';

/** Told at most so often. */
const TELL_EVERY_MS = 50;

const service = {
  async open(file: Blob, told: (progress: Progress) => void): Promise<PackedImport> {
    let last = 0;
    const opened = await importStream(file, (progress) => {
      const now = performance.now();
      if (now - last < TELL_EVERY_MS && progress.read < progress.total) return;
      last = now;
      told(progress);
    });
    const { whole, transfer: buffers } = await packOpened(opened);
    return transfer(whole, buffers);
  },
};
export type ImportService = typeof service;

expose(service);
