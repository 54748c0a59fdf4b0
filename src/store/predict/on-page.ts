/** Predictions on the page's own thread, as far as they are no more than a frame's worth of work. */
import type { Engine } from '../../engines/engine.ts';
import { lacksParts, loadParts } from '../../kernel/virtual/late-parts.ts';
import { predict } from '../../kernel/virtual/predict.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { figureBudget, ON_PAGE } from './budgets.ts';
import { taskTime } from './task-time.ts';

/** What ON_PAGE allows takes a fast computer a frame; a slow one has the worker do what takes longer than this (ms). */
const MOST_MS = 30;

/** Whether what is too much for the page's thread can go to a worker. */
export const hasWorkers = (): boolean => typeof Worker !== 'undefined';

/**
 * The prediction; undefined where it is too much work for this thread, or needs parts of the kernel that are not there yet. Where there
 * are no workers this thread does more, and cuts the trace off where that is too much as well.
 * @throws InputError where the engine cannot take the scenario
 */
export function predictOnPage(engine: Engine, scenario: Scenario, machine: Machine): Trace | undefined {
  if (lacksParts(engine, scenario, machine)) {
    void loadParts();
    return undefined;
  }
  if (!hasWorkers()) return predict(engine, scenario, machine, { budget: figureBudget(scenario.tasks.length) });
  const from = performance.now();
  const enough = () => performance.now() > from + MOST_MS;
  const trace = predict(engine, scenario, machine, { budget: { ...ON_PAGE, enough } });
  taskTime.took(scenario.tasks.length, performance.now() - from);
  return trace.facts.cutOffMs === undefined ? trace : undefined;
}
