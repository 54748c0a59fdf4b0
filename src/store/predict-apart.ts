/** The page's side of `predict-worker.ts`: one worker a job, ended with it. */
import { type Remote, wrap } from 'comlink';
import type { PredictService, Source } from './predict-worker.ts';

/** A worker that has taken a scenario. */
export interface Apart {
  readonly service: Remote<PredictService>;
  end(): void;
}

/**
 * Starts a worker with a scenario.
 * @returns it at once; calls queue until it is up. `failed` is called if it cannot be started or breaks.
 */
export function predictApart(source: Source, failed: (error: Error) => void): Apart {
  const worker = new Worker(new URL('./predict-worker.ts', import.meta.url), { type: 'module', name: 'predict' });
  worker.onerror = (event) => {
    event.preventDefault();
    failed(new Error(event.message || 'the prediction worker broke'));
  };
  const service = wrap<PredictService>(worker);
  service.take(source).catch(failed);
  return { service, end: () => worker.terminate() };
}
