/** Predictions: an engine's program in virtual time. */

import { acceptable } from '../../engines/acceptable.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Budget, UNBOUNDED } from './budget.ts';
import { VirtualKernel } from './kernel.ts';
import { ALL_RULES, type Rules } from './rules.ts';

export interface PredictOptions {
  /** What to leave out, to see what it does. */
  readonly rules?: Rules;
  /** How much work the prediction may be; unlimited by default, which only a caller that knows the scenario can afford. */
  readonly budget?: Budget;
}

/**
 * What the engine would do with the scenario on that machine: a trace with `source: "predicted"`. The same arguments give the
 * same trace, everywhere. Where the budget is used up first, the trace goes as far as it came: `facts.cutOffMs`, attempts under way
 * then are `running` and end there.
 * @throws InputError where the engine cannot take the scenario (`acceptable`)
 */
export function predict(
  engine: Engine,
  scenario: Scenario,
  machine: Machine,
  { rules = ALL_RULES, budget = UNBOUNDED }: PredictOptions = {},
): Trace {
  acceptable(engine, scenario);
  return new VirtualKernel(engine, scenario, machine, rules, budget).run();
}
