/** The knobs that engines have in common, and how one left out is filled. */
import type { Machine } from '../scenario/machine.ts';
import type { Dispatch, Scenario, StartMethod } from '../scenario/scenario.ts';

/** What a knob's default may depend on. `workers` is the pool size, already settled. */
export interface Circumstances {
  readonly scenario: Scenario;
  readonly machine: Machine;
  readonly workers: number;
}

interface NumberKnob {
  readonly name: 'workers' | 'chunksize' | 'switchIntervalMs';
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly preset: (circumstances: Circumstances) => number;
}
interface ChoiceKnob {
  readonly name: 'dispatch' | 'startMethod';
  readonly title: string;
  readonly values: readonly string[];
  readonly preset: () => string;
}
/** A knob by its scenario member. */
export type Knob = NumberKnob | ChoiceKnob;

/** The knobs of one run, none left out. */
export interface Settings {
  readonly workers: number;
  readonly chunksize: number;
  readonly switchIntervalMs: number;
  readonly dispatch: Dispatch;
  readonly startMethod: StartMethod;
}

/** The most places that a model takes; live runs take fewer. */
const MOST_WORKERS = 1000;

/** Pool size; `preset` is the engine's own default. */
export const poolSize = (preset: (machine: Machine) => number): Knob => ({
  name: 'workers',
  title: 'Pool size',
  min: 1,
  max: MOST_WORKERS,
  preset: ({ machine }) => preset(machine),
});

/** Tasks that travel together; `preset` is the engine's own default. */
export const chunkSize = (preset: (circumstances: Circumstances) => number): Knob => ({
  name: 'chunksize',
  title: 'Chunk size',
  min: 1,
  max: 1_000_000,
  preset,
});

export const DISPATCH: Knob = {
  name: 'dispatch',
  title: 'Dispatch',
  values: ['message', 'chunk', 'shared'],
  preset: () => 'message',
};

export const START_METHOD: Knob = {
  name: 'startMethod',
  title: 'Start method',
  values: ['fork', 'spawn'],
  preset: () => 'fork',
};

export const SWITCH_INTERVAL: Knob = {
  name: 'switchIntervalMs',
  title: 'Switch interval',
  min: 0.1,
  max: 1000,
  preset: ({ machine }) => machine.switchIntervalMs ?? 5,
};

/** The knobs of a run of these knobs' engine: the scenario's where it has them, else the engine's defaults. */
export function settle(knobs: readonly Knob[], scenario: Scenario, machine: Machine): Settings {
  const settled: Record<string, number | string> & { workers: number | string } = {
    workers: 1,
    chunksize: 1,
    switchIntervalMs: 5,
    dispatch: 'message',
    startMethod: 'fork',
  };
  for (const knob of knobs) {
    const given = scenario[knob.name];
    const preset = () => knob.preset({ scenario, machine, workers: settled.workers as number });
    if ('values' in knob) settled[knob.name] = knob.values.includes(given as string) ? given! : preset();
    else
      settled[knob.name] = Math.min(
        knob.max,
        Math.max(knob.min, (given as number | undefined) ?? (preset() as number)),
      );
  }
  return settled as unknown as Settings;
}
