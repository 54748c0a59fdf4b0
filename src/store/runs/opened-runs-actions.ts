/**
 * Runs that were opened, from a file or to be compared: each a section of its own in the timeline, with a scenario and a
 * machine of its own. Loaded when the first is opened.
 */

import { sequential } from '../../engines/browser/sequential.ts';
import type { Engine } from '../../engines/engine.ts';
import { type EngineFacts, foreignFacts } from '../../engines/facts.ts';
import { ENGINES } from '../../engines/list.ts';
import type { Machine } from '../../scenario/machine.ts';
import { traceFile } from '../../trace/files/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Assumed } from '../machine/machine.ts';
import { predictScenario } from '../predict/predict-scenario.ts';
import { nextRevision, type Page } from '../state/store.ts';
import { filesAreMadeBy } from '../traces/file-of.ts';
import { makespanIn } from '../traces/makespan.ts';
import type { Shown } from '../traces/registry.ts';

filesAreMadeBy(traceFile);

let last = 0;
/** Ends what is still predicted for a run that is closed, by its id. */
const closing = new Map<string, AbortController>();

/** Opens and closes runs of this page. */
export function openedRuns({ store, registry }: Page) {
  return {
    /**
     * Shows a trace as a section of its own; gives its id, `run:1`. A measured, recorded or imported trace becomes
     * `registry.of(id).measured`, drawn as bars, with the prediction of its own scenario and machine as outlines where
     * its engine is one of ours; a predicted one becomes `registry.of(id).predicted`.
     */
    open(trace: Trace, name: string): string {
      const id = `run:${++last}`;
      const engine = ENGINES.find((one) => one.id === trace.engine);
      laneATask(trace, engine);
      const shown = registry.of(id);
      shown.section = sectionOf(id, name, trace, engine);
      shown[trace.source === 'predicted' ? 'predicted' : 'measured'] = trace;
      store.setState((state) => ({ opened: [...state.opened, { id, name }], ...nextRevision(state) }));
      const close = new AbortController();
      closing.set(id, close);
      const machine = machineOf(trace, store.getState().assumed);
      void foretell(shown, trace, machine, engine, close.signal).then(() => {
        if (registry.of(id) === shown) store.setState(nextRevision);
      });
      return id;
    },

    /** Takes the section away. What is selected in it is no longer. */
    close(id: string): void {
      const state = store.getState();
      const { opened, selected, idle } = state;
      store.setState({
        opened: opened.filter((run) => run.id !== id),
        ...nextRevision(state),
        ...(selected?.engine === id && { selected: null }),
        ...(idle?.engine === id && { idle: null }),
      });
      closing.get(id)?.abort();
      closing.delete(id);
      registry.forget(id);
    },

    rename(id: string, name: string): void {
      const shown = registry.of(id);
      if (shown.section) shown.section = { ...shown.section, title: name };
      store.setState((state) => ({
        opened: state.opened.map((run) => (run.id === id ? { id, name } : run)),
        ...nextRevision(state),
      }));
    },

    /** Draws the section so many ms later than its own clock says. */
    shift(id: string, ms: number): void {
      registry.of(id).shiftMs = ms;
      store.setState(nextRevision);
    },
  };
}

/** A section shaped like the engine that made the trace; like threads, where that is not one of ours. */
function sectionOf(id: string, title: string, trace: Trace, engine: EngineFacts | undefined): EngineFacts {
  const by = engine?.title ?? trace.engine;
  const holds = [by === title ? '' : by, trace.source].filter(Boolean).join(', ');
  return engine ? { ...engine, id, title, holds } : foreignFacts(id, title, holds);
}

/**
 * Recordings of asyncio say lane 0 for every task: there each task gets a lane of its own, as everywhere in the picture.
 */
function laneATask({ spans }: Trace, engine: Engine | undefined): void {
  if (!engine?.lanes.perTask) return;
  const { lane, task } = spans.at;
  for (let row = 0; row < spans.length; row++) lane[row] = task[row]!;
}

/**
 * The machine that a run is predicted for: its own. A program that was exported knows no more of its machine than the cores; what things
 * cost there is then the page's to say, where somebody has chosen a machine of Python's engines.
 */
function machineOf({ machine, source }: Pick<Trace, 'machine' | 'source'>, assumed: Assumed): Machine {
  const knowsCosts = Object.keys(machine).some((name) => name !== 'cores');
  const isOfPython = assumed.kind === 'hand' || assumed.kind === 'cpython-3.11-linux';
  if (source !== 'recorded' || knowsCosts || !isOfPython) return machine;
  return { ...assumed.machine, cores: machine.cores };
}

/** Predicts the run's scenario on its machine, with its engine and with a For loop, until the run is closed. */
async function foretell(
  shown: Shown,
  trace: Trace,
  machine: Machine,
  engine: Engine | undefined,
  closed: AbortSignal,
): Promise<void> {
  const { scenario } = trace;
  // A foreign file does not say what its tasks were asked to do: there is nothing to predict.
  if (scenario.tasks.every(({ segments }) => segments.length === 0)) return;
  try {
    if (engine && trace.source !== 'predicted')
      shown.predicted = await predictScenario(engine, scenario, machine, { signal: closed });
    shown.sequentialMs = makespanIn(await predictScenario(sequential, scenario, machine, { signal: closed }));
  } catch {
    // Engines refuse scenarios that they cannot take: then there is no prediction, and none is shown.
  }
}
