/** The page's side of `prediction-worker.ts`. */
import { type Remote, transfer, wrap } from 'comlink';
import type { Scenario } from '../../scenario/scenario.ts';
import { nextTask } from '../timing/frames.ts';
import type { PredictService, Source } from './prediction-worker.ts';

/** A worker that has taken a scenario. */
export interface Apart {
  readonly service: Remote<PredictService>;
  end(): void;
}

/**
 * Starts a worker with a scenario.
 * @returns it at once; calls queue until it is up. `failed` is called if it cannot be started or breaks.
 */
export function predictApart(
  source: Source,
  failed: (error: Error) => void,
  buffers: readonly ArrayBuffer[] = [],
): Apart {
  const worker = new Worker(new URL('./prediction-worker.ts', import.meta.url), { type: 'module', name: 'predict' });
  worker.onerror = (event) => {
    event.preventDefault();
    failed(new Error(event.message || 'the prediction worker broke'));
  };
  const service = wrap<PredictService>(worker);
  service.take(transfer(source, [...buffers])).catch(failed);
  return { service, end: () => worker.terminate() };
}

/**
 * The same for a scenario that no text describes. A million task objects would stop the page while they are copied, so
 * they are put into columns, a few milliseconds' worth at a time, and those are handed over.
 */
export async function predictScenarioApart(
  { tasks, ...knobs }: Scenario,
  failed: (error: Error) => void,
): Promise<Apart> {
  const { packTasks } = await import('../traces/packed-tasks.ts');
  const packed = await packTasks(tasks, () => new Promise(nextTask));
  return predictApart({ knobs, tasks: packed.columns }, failed, packed.transfer);
}
