/** Predictions too long for the main thread. Whoever cannot wait for one to end terminates this worker. */
import { expose, transfer } from 'comlink';
import { engineById } from '../../engines/list.ts';
import { predict } from '../../kernel/virtual/predict.ts';
import { type Draft, draftScenario } from '../../scenario/draft.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { makespanIn } from '../traces/makespan.ts';
import { type TaskColumns, unpackTasks } from '../traces/packed-tasks.ts';
import { type Parcel, pack } from '../traces/packed-trace.ts';

export type Knobs = Omit<Scenario, 'tasks'>;

/** A scenario in columns, or the text that describes one: a text of 20 characters may stand for a million tasks. */
export type Source = { readonly draft: Draft } | { readonly knobs: Knobs; readonly tasks: TaskColumns };

/** Calls may arrive while the tasks are still being read. */
let taken: Promise<Scenario>;

const service = {
  take(source: Source): Promise<unknown> {
    taken = read(source);
    return taken.then(() => undefined);
  },
  /** The same tasks under other knobs. */
  async turn(knobs: Knobs): Promise<void> {
    const before = taken;
    taken = before.then(({ tasks }) => ({ ...knobs, tasks }));
    await taken;
  },
  async predict(engine: string, machine: Machine): Promise<Parcel> {
    const { parcel, transfer: buffers } = pack(predict(engineById(engine), await taken, machine));
    return transfer(parcel, buffers);
  },
  async makespan(engine: string, machine: Machine, workers: number): Promise<number> {
    return makespanIn(predict(engineById(engine), { ...(await taken), workers }, machine));
  },
  /** The makespans with seeds from 0 on, over the same tasks: what is drawn is who gets the GIL next. */
  async overSeeds(engine: string, machine: Machine, seeds: number): Promise<number[]> {
    const [one, scenario] = [engineById(engine), await taken];
    return Array.from({ length: seeds }, (_, seed) => makespanIn(predict(one, { ...scenario, seed }, machine)));
  },
};
export type PredictService = typeof service;

expose(service);

async function read(source: Source): Promise<Scenario> {
  if ('draft' in source) return draftScenario(source.draft);
  return { ...source.knobs, tasks: await unpackTasks(source.tasks, async () => {}) };
}
