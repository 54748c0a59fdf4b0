/** The sweep's predictions, some at a time, so that a newer request need not wait for all of an older one. */
import { expose } from 'comlink';
import { capacityOf } from '../../engines/capacity.ts';
import type { Engine } from '../../engines/engine.ts';
import { whenThere } from '../../engines/late.ts';
import { engineById } from '../../engines/list.ts';
import { loadParts } from '../../kernel/virtual/late-parts.ts';
import { predict } from '../../kernel/virtual/predict.ts';
import { type Draft, draftScenario } from '../../scenario/draft.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { figures } from '../../trace/queries/figures.ts';
import { type Limits, limits } from '../../trace/queries/speed-up.ts';
import { budgetFor } from '../predict/worker-budgets.ts';
import { resourcesOf } from './resources.ts';

/** One engine's figures at one pool size, predicted. NaN where the run would never end, or would be too much work for one of many. */
export interface Sample {
  readonly size: number;
  readonly makespanMs: number;
  readonly throughputPerS: number;
  /** 0 to 1 */
  readonly utilisation: number;
}

/** A call ends with the first prediction that ends so late (ms after it began). */
const SHIFT_MS = 12;

let scenario: Scenario | undefined;

const service = {
  take(draft: Draft): void {
    scenario = draftScenario(draft);
  },
  /** The figures at the first of these sizes: as many as there is time for, at least one. */
  async some(engineId: string, machine: Machine, sizes: readonly number[]): Promise<Sample[]> {
    const engine = engineById(engineId);
    await Promise.all([whenThere(engine), loadParts()]);
    const until = performance.now() + SHIFT_MS;
    const samples: Sample[] = [];
    for (const size of sizes) {
      samples.push(sampleAt(engine, { ...scenario!, workers: size }, machine, size));
      if (performance.now() >= until) break;
    }
    return samples;
  },
  limits(engineId: string, machine: Machine): Limits | undefined {
    return limits(scenario!, resourcesOf(engineById(engineId), machine));
  },
};
export type SweepService = typeof service;

expose(service);

function sampleAt(engine: Engine, sized: Scenario, machine: Machine, size: number): Sample {
  const trace = predict(engine, sized, machine, { budget: budgetFor('figure', sized.tasks.length) });
  const { makespanMs, throughputPerS, utilisation } = figures(trace, capacityOf(engine, sized, machine));
  return trace.facts.hung || trace.facts.cutOffMs !== undefined
    ? { size, makespanMs: Number.NaN, throughputPerS: Number.NaN, utilisation: Number.NaN }
    : { size, makespanMs, throughputPerS, utilisation };
}
