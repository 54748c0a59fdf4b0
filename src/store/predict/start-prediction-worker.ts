/** The page's side of `prediction-worker.ts`. */
import '../../kernel/live/own-scripts.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { nextTask } from '../timing/frames.ts';
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

/**
 * The same for a scenario that no text describes. A million task objects would stop the page while they are copied, so
 * they are put into columns, a few milliseconds' worth at a time, and those are handed over.
 */
export async function startPredictionWorkerFor(
  { tasks, ...knobs }: Scenario,
  failed: (error: Error) => void,
): Promise<Service<PredictionService>> {
  const [{ packTasks }, { transfer }] = await Promise.all([import('../traces/packed-tasks.ts'), import('comlink')]);
  const packed = await packTasks(tasks, () => new Promise(nextTask));
  return startPredictionWorker(transfer({ knobs, tasks: packed.columns }, packed.transfer), failed);
}
