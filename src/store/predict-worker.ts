/** Predictions too long for the main thread. Whoever wants another one first terminates this worker. */
import { expose, transfer } from 'comlink';
import { engineById } from '../engines/list.ts';
import { predict } from '../kernel/virtual/predict.ts';
import { type Draft, draftScenario } from '../scenario/draft.ts';
import type { Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { makespanIn } from './makespan.ts';
import { type Parcel, pack } from './parcel.ts';

/** A scenario, or the text that describes one: a text of 20 characters may stand for a million tasks. */
export type Source = { readonly draft: Draft } | { readonly scenario: Scenario };

let scenario: Scenario | undefined;

const service = {
  take(source: Source): void {
    scenario = 'draft' in source ? draftScenario(source.draft) : source.scenario;
  },
  predict(engine: string, machine: Machine): Parcel {
    const { parcel, transfer: buffers } = pack(predict(engineById(engine), scenario!, machine));
    return transfer(parcel, buffers);
  },
  makespan(engine: string, machine: Machine, workers: number): number {
    return makespanIn(predict(engineById(engine), { ...scenario!, workers }, machine));
  },
  /** The makespans with seeds from 0 on, over the same tasks: what is drawn is who gets the GIL next. */
  overSeeds(engine: string, machine: Machine, seeds: number): number[] {
    const one = engineById(engine);
    return Array.from({ length: seeds }, (_, seed) => makespanIn(predict(one, { ...scenario!, seed }, machine)));
  },
};
export type PredictService = typeof service;

expose(service);
