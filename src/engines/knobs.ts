/**
 * Knobs: an engine declares its own in its own file, `numberKnob({ ... })` or `choiceKnob({ ... })`, lists them in `knobs`, and its
 * programs read them by `env.knob(THE_KNOB)`. Here are the ones that several engines have, and how one left out is filled.
 */
import { MAX_WORKERS } from '../scenario/bounds.ts';
import { choiceRule, declareKnob, flagRule, type KnobRule, knobIn, numberRule } from '../scenario/knobs.ts';
import { type Machine, minorOf } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What a knob's default may depend on. `workers` is the pool size, already settled. */
export interface Circumstances {
  readonly scenario: Scenario;
  readonly machine: Machine;
  readonly workers: number;
}

interface OfKnob {
  /** The scenario's member, and the word of its line in the notation. */
  readonly name: string;
  /** Over its control. */
  readonly title: string;
  /** Said beside its control, where something has to be. */
  readonly remark?: string;
  /** Whether its control is of use for this scenario; always, where it is left out. */
  readonly isOfUse?: (scenario: Scenario) => boolean;
}

/** A knob whose value is a number. */
export interface NumberKnob extends OfKnob {
  readonly min: number;
  readonly max: number;
  /** It takes whole numbers only. */
  readonly whole: boolean;
  readonly unit?: string;
  /** Its value where the scenario has none. */
  readonly preset: (circumstances: Circumstances) => number;
}

/** A knob whose value is one of some words. */
export interface ChoiceKnob<V extends string = string> extends OfKnob {
  readonly values: readonly V[];
  /** It is true or false in a scenario. */
  readonly isFlag?: true;
  /** How values read on the page, where that is not their word. */
  readonly words?: Readonly<Partial<Record<V, string>>>;
  /** Its value where the scenario has none. */
  readonly preset: (circumstances: Circumstances) => V;
}

export type Knob = NumberKnob | ChoiceKnob;

/** What a knob's value is. */
export type ValueOf<K extends Knob> = K extends ChoiceKnob<infer V> ? V : number;

/** The knobs of one run by name, none left out: plain values that can be sent to a worker. */
export interface Settings {
  readonly workers: number;
  readonly switchIntervalMs: number;
  readonly [name: string]: number | string;
}

export const numberKnob = (knob: NumberKnob): NumberKnob => knob;
export const choiceKnob = <const V extends string>(knob: ChoiceKnob<V>): ChoiceKnob<V> => knob;

/** A knob that is on or off, off where nothing is said. */
export const flagKnob = (knob: Pick<OfKnob, 'name' | 'title' | 'remark' | 'isOfUse'>): ChoiceKnob<'off' | 'on'> => ({
  ...knob,
  values: ['off', 'on'],
  isFlag: true,
  preset: () => 'off',
});

/** Pool size; `preset` is the engine's own default. */
export const poolSize = (preset: (machine: Machine) => number): NumberKnob => ({
  name: 'workers',
  title: 'Pool size',
  min: 1,
  max: MAX_WORKERS,
  whole: true,
  preset: ({ machine }) => preset(machine),
});

/** The pool size of engines that take as many places as there are cores. */
export const WORKERS = poolSize((machine) => machine.cores);

/** Tasks that travel together; `preset` is the engine's own default. */
export const chunkSize = (
  preset: (circumstances: Circumstances) => number,
  more: Pick<OfKnob, 'isOfUse'> = {},
): NumberKnob => ({
  name: 'chunksize',
  title: 'Chunk size',
  min: 1,
  max: 1_000_000,
  whole: true,
  preset,
  ...more,
});

/** The chunk size of engines that hand over one task at a time. */
export const CHUNK_SIZE = chunkSize(() => 1);

export const DISPATCH = choiceKnob({
  name: 'dispatch',
  title: 'Dispatch',
  values: ['message', 'chunk', 'shared'],
  words: { shared: 'shared memory' },
  preset: () => 'message',
});

export const START_METHOD = choiceKnob({
  name: 'startMethod',
  title: 'Start method',
  values: ['fork', 'spawn', 'forkserver'],
  remark: 'Start method changes the prediction only.',
  preset: ({ machine }) => (minorOf(machine) >= 14 ? 'forkserver' : 'fork'),
});

/** `Executor.map(buffersize=)`: how many items are fetched ahead; all of them where nothing is said. */
export const BUFFER_SIZE = numberKnob({
  name: 'buffersize',
  title: 'Buffer size',
  min: 1,
  max: 1_000_000,
  whole: true,
  preset: ({ scenario }) => scenario.tasks.length,
});

/** Which CPython's rules hold. A scenario that names none has its machine's; what the page opens with names 3.14. */
export const PYTHON = choiceKnob({
  name: 'python',
  title: 'Python',
  values: ['3.11', '3.14', '3.15'],
  preset: ({ machine }) => (minorOf(machine) >= 15 ? '3.15' : minorOf(machine) >= 14 ? '3.14' : '3.11'),
});

/** Whether threads share a GIL: off on a free-threaded build, unless an import or a variable brought it back. */
export const GIL = choiceKnob({
  name: 'gil',
  title: 'GIL',
  values: ['on', 'off'],
  words: { off: 'off: free-threaded' },
  isFlag: true,
  isOfUse: ({ python }) => python !== '3.11',
  preset: ({ machine }) => (machine.gil === false ? 'off' : 'on'),
});

export const SWITCH_INTERVAL = numberKnob({
  name: 'switchIntervalMs',
  title: 'Switch interval',
  isOfUse: ({ gil }) => gil !== false,
  min: 0.1,
  max: 1000,
  whole: false,
  unit: 'ms',
  preset: ({ machine }) => machine.switchIntervalMs ?? 5,
});

/** Of engines of many machines: how many there are. */
export const HOSTS = numberKnob({ name: 'hosts', title: 'Hosts', min: 1, max: 100, whole: true, preset: () => 1 });

/** Nothing has run before. */
export const COLD = flagKnob({ name: 'cold', title: 'Cold start' });

function ruleOf(knob: Knob): KnobRule {
  if (!('values' in knob)) return numberRule(knob.name, knob);
  return knob.isFlag ? flagRule(knob.name) : choiceRule(knob.name, knob.values);
}

/** Makes an engine's knobs known to the notation, validation and links. */
export function declareKnobs(knobs: readonly Knob[]): void {
  for (const knob of knobs) declareKnob(ruleOf(knob));
}

/** The knobs of a run of these knobs' engine: the scenario's where it has them, else the engine's defaults. */
export function settle(knobs: readonly Knob[], scenario: Scenario, machine: Machine): Settings {
  const settled: Record<string, number | string> & { workers: number; switchIntervalMs: number } = {
    workers: 1,
    switchIntervalMs: 5,
  };
  for (const knob of knobs) {
    const given = knobIn(scenario, knob.name);
    const circumstances = { scenario, machine, workers: settled.workers };
    if ('values' in knob)
      settled[knob.name] = knob.values.includes(given as string) ? given! : knob.preset(circumstances);
    else {
      const value = (given as number | undefined) ?? knob.preset(circumstances);
      settled[knob.name] = Math.min(knob.max, Math.max(knob.min, value));
    }
  }
  return settled;
}

/** Reads a knob of one run. @throws {Error} where the engine does not list it */
export function settingOf<K extends Knob>(settings: Settings, knob: K): ValueOf<K> {
  const value = settings[knob.name];
  if (value === undefined) throw new Error(`The engine's list of knobs leaves out ${knob.name}`);
  return value as ValueOf<K>;
}
