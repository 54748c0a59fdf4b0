/** The page's side of `prediction-worker.ts`. */
import '../../kernel/live/own-scripts.ts';
import { type Service, startService } from '../worker/start-service.ts';
import type { PredictionService, ScenarioSource } from './prediction-worker.ts';

/** Starts a worker with a scenario and gives it at once. `failed` is called if it cannot be started or breaks. */
export function startPredictionWorker(
  source: ScenarioSource,
  failed: (error: Error) => void,
): Service<PredictionService> {
  const worker = new Worker(new URL('./prediction-worker.ts', import.meta.url), { type: 'module', name: 'predict' });
  const service = startService<PredictionService>(worker, failed);
  service.ask.take(source).catch(failed);
  return service;
}
