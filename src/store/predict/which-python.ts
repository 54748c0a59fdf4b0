/** What differs between Pythons for the tasks of the page: a prediction for each engine chosen on each of them. */
import type { Engine } from '../../engines/engine.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { PYTHON } from '../../engines/knobs.ts';
import { enginesNamed } from '../../engines/list.ts';
import { type Draft, withKnob } from '../../scenario/draft.ts';
import { type Machine, minorOf } from '../../scenario/machine.ts';
import type { Knobs, Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { CauseName } from '../../trace/wait-causes.ts';
import { assumedMachine } from '../machine/machine.ts';
import { figuresOf } from '../traces/figures-of.ts';
import { makespanIn } from '../traces/makespan.ts';
import { predictScenario } from './predict-scenario.ts';

/** A Python of the table. */
export interface Build {
  /** As its program is called: `3.14t` is the free-threaded one. */
  readonly name: string;
  readonly knobs: Required<Pick<Knobs, 'python' | 'gil'>>;
}

export const BUILDS: readonly Build[] = [
  { name: '3.11', knobs: { python: '3.11', gil: true } },
  { name: '3.14', knobs: { python: '3.14', gil: true } },
  { name: '3.14t', knobs: { python: '3.14', gil: false } },
];

/** An engine with its prediction on each build, in their order; undefined where that has no such engine, or it cannot take these tasks. */
export interface Row {
  readonly engine: Engine;
  readonly traces: readonly (Trace | undefined)[];
}

/** Of the engines chosen, those for which it matters which Python it is. */
export const pythons = (chosen: readonly string[]): Engine[] =>
  enginesNamed(chosen).filter(({ knobs }) => knobs.includes(PYTHON));

/** Whether the machine's Python has this engine. */
export const isIn = ({ since = 0 }: EngineFacts, machine: Machine): boolean => minorOf(machine) >= since;

/** What the predictions are made for. */
export interface Given {
  readonly draft: Pick<Draft, 'engines' | 'machine'>;
  readonly scenario: Scenario;
  /** The machine that the page assumes, for where the draft names none. */
  readonly here: Machine | undefined;
  readonly cores: number;
}

/** One row after another, as they are worked out. @throws the signal's reason */
export async function* rowsOf({ draft, scenario, here, cores }: Given, signal: AbortSignal): AsyncGenerator<Row> {
  for (const engine of pythons(draft.engines)) {
    const traces: (Trace | undefined)[] = [];
    for (const { knobs } of BUILDS) {
      const { machine } = assumedMachine(draft.machine, here, cores, knobs);
      if (!isIn(engine, machine)) {
        traces.push(undefined);
        continue;
      }
      const on = predictScenario(engine, { ...scenario, ...knobs }, machine, { signal, purpose: 'figure' });
      traces.push(await on.catch(() => undefined));
      signal.throwIfAborted();
    }
    yield { engine, traces };
  }
}

/** The draft with that Python: on its line where the text names one. */
export const onBuild = (draft: Draft, { knobs: { python, gil } }: Build): Draft =>
  withKnob(withKnob(draft, 'python', python), 'gil', gil ? 'on' : 'off');

/** Makespans closer than this share are the same. */
const SAME = 0.005;

/** What makes the difference between the slowest and the fastest: the cause for which tasks wait less, and by how much (ms of all tasks). */
export function reasonOf({
  traces,
}: Row): { readonly fastest: number; readonly cause: CauseName; readonly ms: number } | undefined {
  const times = traces.map((trace) => (trace ? makespanIn(trace) : Number.NaN));
  const known = times.filter((ms) => Number.isFinite(ms));
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (known.length < 2 || most - least <= SAME * most) return undefined;
  const [fastest, slowest] = [times.indexOf(least), times.indexOf(most)];
  const [fast, slow] = [figuresOf(traces[fastest]!).waitsMs, figuresOf(traces[slowest]!).waitsMs];
  let found: { fastest: number; cause: CauseName; ms: number } | undefined;
  for (const [cause, waited] of Object.entries(slow) as [CauseName, number][]) {
    const ms = waited - (fast[cause] ?? 0);
    if (ms > (found?.ms ?? 0)) found = { fastest, cause, ms };
  }
  return found;
}
