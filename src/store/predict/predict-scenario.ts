/** Predictions of one scenario that is not the page's own: of an opened run, or of `overlap.predict`. */
import type { Engine } from '../../engines/engine.ts';
import { whenThere } from '../../engines/late.ts';
import { lacksParts, loadParts } from '../../kernel/virtual/late-parts.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { drawn } from '../timing/frames.ts';
import { unpackTrace } from '../traces/packed-trace.ts';
import { withService } from '../worker/with-service.ts';
import type { Purpose } from './budgets.ts';
import { hasWorkers, predictOnPage } from './on-page.ts';
import { startPredictionWorkerFor } from './start-with-tasks.ts';
import { taskTime } from './task-time.ts';

/**
 * The prediction: little work on the page's thread, more in a worker, which an abort ends. Where even that is too much, the trace is cut
 * off (`facts.cutOffMs`).
 * @throws InputError where the engine cannot take the scenario; the signal's reason
 */
export async function predictScenario(
  engine: Engine,
  scenario: Scenario,
  machine: Machine,
  { signal, purpose = 'picture' }: { readonly signal?: AbortSignal | undefined; readonly purpose?: Purpose } = {},
): Promise<Trace> {
  signal?.throwIfAborted();
  if (taskTime.isLittle(scenario.tasks.length) || !hasWorkers()) {
    await whenThere(engine);
    if (lacksParts(engine, scenario, machine)) await loadParts();
    signal?.throwIfAborted();
    const trace = predictOnPage(engine, scenario, machine);
    if (trace) return trace;
    await drawn();
  }
  taskTime.leftToWorker();
  const packed = await withService(
    (failed) => startPredictionWorkerFor(scenario, failed),
    (ask) => ask.predict(engine.id, machine, purpose),
    signal,
  );
  return unpackTrace(packed, scenario);
}
