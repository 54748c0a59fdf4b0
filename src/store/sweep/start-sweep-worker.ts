/** The page's side of `sweep-worker.ts`. */
import '../../kernel/live/own-scripts.ts';
import { type Service, startService } from '../worker/start-service.ts';
import type { SweepService } from './sweep-worker.ts';

/** Starts the worker and gives it at once. `failed` is called if it cannot be started or breaks. */
export function startSweepWorker(failed: () => void): Service<SweepService> {
  const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), { type: 'module', name: 'sweep' });
  return startService<SweepService>(worker, failed);
}
