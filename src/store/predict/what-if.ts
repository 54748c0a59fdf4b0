/** What another pool size would give, asked while the page makes a sentence: answered at once or not at all. */
import { isThere } from '../../engines/late.ts';
import { engineById } from '../../engines/list.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { makespanIn } from '../traces/makespan.ts';
import { predictOnPage } from './on-page.ts';
import { hasFewTasks, type PredictionRequest } from './prediction-request.ts';

export class WhatIf {
  /** By what was asked; undefined where it is too much work for the page's thread. */
  readonly #makespans = new Map<string, number | undefined>();
  #tasks: Scenario['tasks'] | undefined;

  /** Predicted makespan (ms) of one engine with that pool size, infinite if it hangs; undefined where it is not known at once. */
  makespan(request: PredictionRequest, engineId: string, workers: number): number | undefined {
    const { scenario, machine } = request;
    const engine = engineById(engineId);
    if (!hasFewTasks(request) || !isThere(engine)) return undefined;
    const { tasks, ...knobs } = scenario;
    if (tasks !== this.#tasks) this.#makespans.clear();
    this.#tasks = tasks;
    const key = JSON.stringify([engineId, { ...knobs, workers }, machine]);
    if (!this.#makespans.has(key)) {
      let found: number | undefined = Number.NaN;
      try {
        const predicted = predictOnPage(engine, { ...scenario, workers }, machine);
        found = predicted && makespanIn(predicted);
      } catch {
        // The engine refuses the scenario.
      }
      this.#makespans.set(key, found);
    }
    return this.#makespans.get(key);
  }
}
