/** `window.overlap`: the page for the console, for tests, and for pages that embed it (`interface.md`). */
import type { Knob } from '../engines/knobs.ts';
import { ENGINES, engineById } from '../engines/list.ts';
import { RefusedError } from '../kernel/live/refused-error.ts';
import { DEFAULT_ENGINES, type Draft, draftOf, draftScenario } from '../scenario/draft.ts';
import { expected } from '../scenario/expected.ts';
import { decodeHash } from '../scenario/hash.ts';
import { idealMachine, type Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { validateScenario } from '../scenario/validate.ts';
import { spanColumns } from '../trace/files/span-columns.ts';
import { type TraceFile, traceFile, traceHead } from '../trace/files/trace-file.ts';
import type { Source, Trace } from '../trace/trace.ts';
import { liveness, meansHere } from './machine/liveness.ts';
import { askedMachine } from './machine/machine.ts';
import type { Overlap } from './overlap.ts';
import { predictScenario } from './predict/predict-scenario.ts';
import { knownRuns } from './runs/known-runs.ts';
import { figuresOf } from './traces/figures-of.ts';

/** More tasks than this are given only as columns or as a summary. */
const MOST_AS_OBJECTS = 100_000;

export interface RunQuery {
  engine: string;
  scenario?: unknown;
  signal?: AbortSignal;
  as?: 'summary' | 'columns';
}
export interface PredictQuery extends RunQuery {
  machine?: unknown;
}

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
  const { store, registry, runner, calibrator } = overlap;
  const shown = () => store.getState().scenario;
  const given = (scenario: unknown) => (scenario === undefined ? shown() : draftScenario(readDraft(scenario).draft));
  // Measured where nobody pressed Calibrate yet; the page itself goes on with the machine that it shows.
  const measuredHere = async () => (await calibrator.here()).machine;
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
      return Object.fromEntries(finished.map(([engine, trace]) => [engine, traceFile(trace)]));
    },
    async load(x: unknown): Promise<Scenario> {
      const { draft, named } = readDraft(x);
      // Throws before anything has changed.
      draftScenario(draft);
      const { engines, machine } = store.getState().draft;
      store.getState().loadDraft(named ? draft : { ...draft, engines, ...(machine && { machine }) });
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
      return run.traces.length === 1 ? traceFile(run.traces[0]!) : { traces: run.traces.map(traceFile) };
    },
    async run(query: RunQuery) {
      const { engine, signal, as } = readQuery(query);
      const scenario = given(query.scenario);
      refuseMany(scenario, as);
      return inForm(await runner.alone(engine, scenario, signal), as);
    },
    async predict(query: PredictQuery) {
      const { engine, signal, as } = readQuery(query);
      signal?.throwIfAborted();
      const scenario = given(query.scenario);
      refuseMany(scenario, as);
      const machine = await askedMachine(query.machine, engine, cores, measuredHere);
      signal?.throwIfAborted();
      return inForm(await predictScenario(engine, scenario, machine, signal), as);
    },
  };
}

export type PageInterface = ReturnType<typeof pageInterface>;

/**
 * What `load` takes: a scenario object, a hash, a URL or notation. `named`: it says which engines to show.
 * @throws InputError
 */
function readDraft(x: unknown): { draft: Draft; named: boolean } {
  if (typeof x !== 'string') return { draft: draftOf(validateScenario(x).scenario, DEFAULT_ENGINES), named: false };
  if (/^#v\d+=/.test(x)) return { draft: decodeHash(x), named: true };
  if (/^https?:\/\//.test(x)) {
    if (!URL.canParse(x)) throw expected('scenario', 'a URL', x);
    return { draft: decodeHash(new URL(x).hash), named: true };
  }
  return { draft: { text: x, knobs: {}, engines: DEFAULT_ENGINES }, named: false };
}

function readQuery(query: RunQuery | undefined) {
  if (typeof query !== 'object' || query === null) throw expected('query', 'an object such as { engine }', query);
  const { engine, signal, as } = query;
  if (typeof engine !== 'string') throw expected('engine', `one of ${ENGINES.map(({ id }) => id).join(', ')}`, engine);
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw expected('signal', 'an AbortSignal', signal);
  if (as !== undefined && as !== 'summary' && as !== 'columns') throw expected('as', '"summary" or "columns"', as);
  return { engine: engineById(engine), signal, as };
}

function refuseMany({ tasks }: Scenario, as: RunQuery['as']): void {
  if (tasks.length > MOST_AS_OBJECTS && as === undefined)
    throw new RefusedError(
      `${tasks.length} tasks are more than the ${MOST_AS_OBJECTS} that fit into a list of spans: ask for as: 'columns' or as: 'summary'`,
    );
}

function inForm(trace: Trace, as: RunQuery['as']) {
  switch (as) {
    case undefined:
      return traceFile(trace);
    case 'columns':
      return { ...traceHead(trace), columns: spanColumns(trace) };
    case 'summary': {
      const { makespanMs, workMs, utilisation, meanWaitMs, throughputPerS, waitsMs } = figuresOf(trace);
      return { ...traceHead(trace), figures: { makespanMs, workMs, utilisation, meanWaitMs, throughputPerS, waitsMs } };
    }
  }
}

function knobOf(knob: Knob, scenario: Scenario, machine: Machine) {
  const { name, title } = knob;
  if ('values' in knob) return { name, title, default: knob.preset(), values: [...knob.values] };
  const workers = scenario.workers ?? machine.cores;
  return { name, title, default: knob.preset({ scenario, machine, workers }), min: knob.min, max: knob.max };
}
