/** Predictions: an engine's program in virtual time. */
import type { Engine } from '../../engines/engine.ts';
import { acceptable } from '../../engines/acceptable.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { VirtualKernel } from './kernel.ts';

/**
 * What the engine would do with the scenario on that machine: a trace with `source: "predicted"`. The same arguments give the
 * same trace, everywhere.
 * @throws InputError where the engine cannot take the scenario (`acceptable`)
 */
export function predict(engine: Engine, scenario: Scenario, machine: Machine): Trace {
  acceptable(engine, scenario);
  return new VirtualKernel(engine, scenario, machine).run();
}
