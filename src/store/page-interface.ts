/** `window.overlap`: the page for the console, for tests, and for pages that embed it. What its calls do is loaded with the first of them. */
import type { Knob } from '../engines/knobs.ts';
import { ENGINES } from '../engines/list.ts';
import { expected } from '../scenario/expected.ts';
import { idealMachine, type Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceFile } from '../trace/files/trace-file.ts';
import type { Source } from '../trace/trace.ts';
import { lessonIndex } from './learn/lesson-index.ts';
import { liveness, meansHere } from './machine/liveness.ts';
import type { Overlap } from './overlap.ts';
import type { ExportQuery, RunQuery } from './page-calls.ts';
import type { PythonQuery } from './page-python.ts';
import { knownRuns } from './runs/known-runs.ts';
import { fileOf } from './traces/file-of.ts';

/** What `open` answers. */
export interface OpenAnswer {
  /** For `trace`. */
  readonly runId: string;
  readonly spans: number;
  /** Events or spans that were counted and left out. */
  readonly skipped: number;
  /** False where the file ends early: what was there is shown. */
  readonly complete: boolean;
  /** What the page says of the file. */
  readonly told: string;
}

/** A run that `trace` gives. */
export interface RunAnswer {
  readonly runId: string;
  readonly title: string;
  /** The engine's id, or what the file calls it; of several, all of them. */
  readonly engine: string;
  readonly source: Source;
}

export function pageInterface(overlap: Overlap, cores: number) {
  const { store, registry } = overlap;
  const shown = () => store.getState().scenario;
  return {
    get engines() {
      const machine = idealMachine(cores);
      return ENGINES.map((engine) => ({
        id: engine.id,
        title: engine.title,
        knobs: engine.knobs.map((knob) => knobOf(knob, shown(), machine)),
        live: liveness(engine, meansHere()),
      }));
    },
    get scenario(): Scenario {
      return structuredClone(shown());
    },
    get traces(): Record<string, TraceFile> {
      const finished = Object.entries(registry.measured()).filter(([, trace]) => !Number.isNaN(trace.totalMs));
      return Object.fromEntries(finished.map(([engine, trace]) => [engine, fileOf(trace)]));
    },
    async load(x: unknown): Promise<Scenario> {
      const { load } = await import('./page-calls.ts');
      load(overlap, x);
      return structuredClone(shown());
    },
    async open(x: unknown): Promise<OpenAnswer> {
      const [{ openFile }, { saidOf, skippedIn }] = await Promise.all([
        import('./files/open.ts'),
        import('../trace/files/opened.ts'),
      ]);
      const { runId, opened } = await openFile(overlap, x);
      return {
        runId,
        spans: opened.trace.spans.length,
        skipped: skippedIn(opened.told),
        complete: opened.cut === undefined,
        told: saidOf(opened).join(' '),
      };
    },
    get runs(): RunAnswer[] {
      return Array.from(knownRuns(overlap), ([runId, { title, traces }]) => {
        return { runId, title, engine: traces.map(({ engine }) => engine).join(', '), source: traces[0]!.source };
      });
    },
    trace(runId: string): TraceFile | { traces: TraceFile[] } {
      const runs = knownRuns(overlap);
      const run = runs.get(runId);
      if (!run)
        throw expected(
          'runId',
          runs.size === 0 ? 'a run, and there is none' : `one of ${[...runs.keys()].join(', ')}`,
          runId,
        );
      return run.traces.length === 1 ? fileOf(run.traces[0]!) : { traces: run.traces.map(fileOf) };
    },
    async run(query: RunQuery) {
      const { run } = await import('./page-calls.ts');
      return run(overlap, query, cores);
    },
    async predict(query: RunQuery) {
      const { predict } = await import('./page-calls.ts');
      return predict(overlap, query, cores);
    },
    async python(query: PythonQuery) {
      const { runPython } = await import('./page-python.ts');
      return runPython(query, cores);
    },
    /** Their list came with the page; they themselves are loaded when they are first shown. */
    get lessons() {
      return lessonIndex(document.getElementById('lessons')!.textContent, location.href.replace(/#.*$/, ''));
    },
    async export(query: ExportQuery): Promise<string> {
      const { exportProgram } = await import('./page-calls.ts');
      return exportProgram(overlap, query);
    },
  };
}

export type PageInterface = ReturnType<typeof pageInterface>;

function knobOf(knob: Knob, scenario: Scenario, machine: Machine) {
  const { name, title } = knob;
  const workers = scenario.workers ?? machine.cores;
  const preset = knob.preset({ scenario, machine, workers });
  if ('values' in knob) return { name, title, default: preset, values: [...knob.values] };
  return { name, title, default: preset, min: knob.min, max: knob.max };
}
