/** Predictions that are too much for the page's thread. A caller that cannot wait for one to end terminates this worker. */
import { expose, transfer } from 'comlink';
import type { Engine } from '../../engines/engine.ts';
import { whenThere } from '../../engines/late.ts';
import { engineById } from '../../engines/list.ts';
import { loadParts } from '../../kernel/virtual/late-parts.ts';
import { predict } from '../../kernel/virtual/predict.ts';
import { type Draft, draftScenario } from '../../scenario/draft.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { makespanIn } from '../traces/makespan.ts';
import { packTrace } from '../traces/pack-trace.ts';
import { type TaskColumns, unpackTasks } from '../traces/packed-tasks.ts';
import type { PackedTrace } from '../traces/packed-trace.ts';
import type { Purpose } from './budgets.ts';
import { budgetFor } from './worker-budgets.ts';

export type Knobs = Omit<Scenario, 'tasks'>;

/** A scenario in columns, or the text that describes one: a text of 20 characters may stand for a million tasks. */
export type ScenarioSource = { readonly draft: Draft } | { readonly knobs: Knobs; readonly tasks: TaskColumns };

/** Calls may arrive while the tasks are still being read. */
let taken: Promise<Scenario>;

/** Makespan in ms; NaN where the prediction would be too much work for one of many. */
function makespanOf(engine: Engine, scenario: Scenario, machine: Machine): number {
  const budget = budgetFor('figure', scenario.tasks.length);
  return makespanIn(predict(engine, scenario, machine, { budget }));
}

async function programsOf(id: string): Promise<Engine> {
  const engine = engineById(id);
  await Promise.all([whenThere(engine), loadParts()]);
  return engine;
}

const service = {
  /** Reads a scenario; the calls after this one are about it. */
  take(source: ScenarioSource): Promise<unknown> {
    taken = read(source);
    return taken.then(() => undefined);
  },
  /** The same tasks under other knobs. */
  async turn(knobs: Knobs): Promise<void> {
    const before = taken;
    taken = before.then(({ tasks }) => ({ ...knobs, tasks }));
    await taken;
  },
  /** `purpose` says how much work it may be. */
  async predict(id: string, machine: Machine, purpose: Purpose): Promise<PackedTrace> {
    const [scenario, engine] = await Promise.all([taken, programsOf(id)]);
    const budget = budgetFor(purpose, scenario.tasks.length);
    const { packed, transfer: buffers } = packTrace(predict(engine, scenario, machine, { budget }));
    return transfer(packed, buffers);
  },
  async makespan(id: string, machine: Machine, workers: number): Promise<number> {
    const [scenario, engine] = await Promise.all([taken, programsOf(id)]);
    return makespanOf(engine, { ...scenario, workers }, machine);
  },
  /** The makespans with seeds from 0 on, over the same tasks: the seed draws which waiter gets the GIL next. Up to the first that is too much work. */
  async overSeeds(id: string, machine: Machine, seeds: number): Promise<number[]> {
    const [scenario, engine] = await Promise.all([taken, programsOf(id)]);
    const makespans: number[] = [];
    for (let seed = 0; seed < seeds; seed++) {
      const makespan = makespanOf(engine, { ...scenario, seed }, machine);
      if (Number.isNaN(makespan)) break;
      makespans.push(makespan);
    }
    return makespans;
  },
};
export type PredictionService = typeof service;

expose(service);

async function read(source: ScenarioSource): Promise<Scenario> {
  if ('draft' in source) return draftScenario(source.draft);
  return { ...source.knobs, tasks: await unpackTasks(source.tasks, async () => {}) };
}
