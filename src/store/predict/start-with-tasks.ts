/** A prediction worker for tasks that are there as objects only, as those of an opened run. */
import type { Scenario } from '../../scenario/scenario.ts';
import { nextTask } from '../timing/frames.ts';
import type { Service } from '../worker/start-service.ts';
import type { PredictionService } from './prediction-worker.ts';
import { startPredictionWorker } from './start-prediction-worker.ts';

/**
 * Starts a worker with a scenario that no text describes. A million task objects would stop the page while they are copied, so
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
