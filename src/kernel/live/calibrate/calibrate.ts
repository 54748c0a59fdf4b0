/** How many rounds of the burn loop this computer does in a millisecond. */
import { startWorker } from '../pool/worker-handle.ts';

let known: Promise<number> | undefined;

/** The rate in a warm worker of its own, measured once a page. (A rate taken on the page was 9 % off in workers.) */
export function calibrate(makeWorker?: () => Worker): Promise<number> {
  known ??= inWorker(makeWorker);
  known.catch(() => (known = undefined));
  return known;
}

async function inWorker(makeWorker: (() => Worker) | undefined): Promise<number> {
  const handle = await startWorker(makeWorker);
  try {
    return await handle.remote.measureRate();
  } finally {
    handle.end();
  }
}
