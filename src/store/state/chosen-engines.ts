/** What the controls show of engines and knobs. */
import type { EngineFacts } from '../../engines/facts.ts';
import { type Knob, settle } from '../../engines/knobs.ts';
import { ENGINES, enginesNamed } from '../../engines/list.ts';
import { knobIn } from '../../scenario/knobs.ts';
import { idealMachine, type Machine } from '../../scenario/machine.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import { liveness, meansHere } from '../machine/liveness.ts';

/** Browsers hold back nested timers so long (HTML standard, timers, step on nesting level). */
const CLAMP_MS = 4;
const computing = new WeakMap<Scenario['tasks'], boolean>();

/** Whether any task computes, looked up once a list of tasks: there may be a million, and the page asks often. */
export function computesHere(scenario: Scenario): boolean {
  let does = computing.get(scenario.tasks);
  if (does === undefined) computing.set(scenario.tasks, (does = computes(scenario)));
  return does;
}

const shortSleeps = new WeakMap<Scenario['tasks'], boolean>();

/** Whether a task sleeps less than browsers let timers that follow each other (4 ms). */
export function sleepsShort({ tasks }: Scenario): boolean {
  let does = shortSleeps.get(tasks);
  if (does === undefined) {
    does = tasks.some(({ segments }) => segments.some(({ kind, ms }) => kind === 'sleep' && ms > 0 && ms < CLAMP_MS));
    shortSleeps.set(tasks, does);
  }
  return does;
}

/** The engines chosen, in the user's order. */
export const enginesOf = (ids: readonly string[]): EngineFacts[] => enginesNamed(ids);

/** Of the engines chosen, those that run for real here. */
export function liveOf(ids: readonly string[]): EngineFacts[] {
  const means = meansHere();
  return enginesOf(ids).filter((engine) => liveness(engine, means) === true);
}

/** The first engine chosen that has a pool: what the slider's columns and its size stand for. */
export function firstPooled(ids: readonly string[]): EngineFacts | undefined {
  return enginesOf(ids).find(({ knobs }) => knobs.some(({ name }) => name === 'workers'));
}

/** The pool size of the next run. */
export function settledWorkers(engine: EngineFacts | undefined, scenario: Scenario, cores: number): number {
  if (!engine) return scenario.workers ?? cores;
  return settle(engine.knobs, scenario, idealMachine(cores)).workers;
}

/**
 * The knobs of the engines chosen but the pool size, each once. Knobs that are of no use for the scenario are left out. They keep their
 * places when the engines are put in another order.
 */
export function furtherKnobs(ids: readonly string[], scenario: Scenario): Knob[] {
  const knobs = new Map<string, Knob>();
  for (const engine of ENGINES.filter(({ id }) => ids.includes(id))) {
    for (const knob of engine.knobs) {
      if (knob.name === 'workers' || knobs.has(knob.name) || knob.isOfUse?.(scenario) === false) continue;
      knobs.set(knob.name, knob);
    }
  }
  return [...knobs.values()];
}

/** `Dispatch: message`, `Switch interval: 5 ms`: a knob and its value in the next run. */
export function knobWords(knob: Knob, scenario: Scenario, machine: Machine, workers: number): string {
  if ('values' in knob) {
    const value = String(settle([knob], scenario, machine)[knob.name]);
    return `${knob.title}: ${knob.words?.[value] ?? value}`;
  }
  const value = knobIn(scenario, knob.name) ?? knob.preset({ scenario, machine, workers });
  return `${knob.title}: ${value}${knob.unit ? ` ${knob.unit}` : ''}`;
}

/** Engines whose tasks compute on cores of this computer, with a pool larger than those. */
export function crowded(ids: readonly string[], scenario: Scenario, cores: number): number | undefined {
  const engine = enginesOf(ids).find(
    ({ lanes, knobs }) => lanes.cpu === 'core' && knobs.some(({ name }) => name === 'workers'),
  );
  const workers = settledWorkers(engine, scenario, cores);
  return engine && workers > cores && computesHere(scenario) ? workers : undefined;
}
