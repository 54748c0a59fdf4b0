/** Predictions: an engine's program in virtual time. */

import { acceptable } from '../../engines/acceptable.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { VirtualKernel } from './kernel.ts';
import { ALL_RULES, type Rules } from './rules.ts';

/**
 * What the engine would do with the scenario on that machine: a trace with `source: "predicted"`. The same arguments give the
 * same trace, everywhere. `rules`: what to leave out, to see what it does.
 * @throws InputError where the engine cannot take the scenario (`acceptable`)
 */
export function predict(engine: Engine, scenario: Scenario, machine: Machine, rules: Rules = ALL_RULES): Trace {
  acceptable(engine, scenario);
  return new VirtualKernel(engine, scenario, machine, rules).run();
}
