/** What the calls of `window.overlap` do: load, run, predict, export. Loaded with the first of them. */
import { type Language, languagesOf, programOf } from '../code/program.ts';
import { acceptable } from '../engines/acceptable.ts';
import { ENGINES, engineById } from '../engines/list.ts';
import { RefusedError } from '../kernel/live/refused-error.ts';
import { DEFAULT_ENGINES, type Draft, draftScenario } from '../scenario/draft.ts';
import { draftOf } from '../scenario/draft-of.ts';
import { expected } from '../scenario/expected.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { unpackLink } from '../scenario/unpack-link.ts';
import { validateScenario } from '../scenario/validate.ts';
import { spanColumns } from '../trace/files/span-columns.ts';
import { traceFile, traceHead } from '../trace/files/trace-file.ts';
import type { Trace } from '../trace/trace.ts';
import { type OpenedLink, openLink } from './draft/open-link.ts';
import { askedMachine } from './machine/asked-machine.ts';
import type { Overlap } from './overlap.ts';
import { predictScenario } from './predict/predict-scenario.ts';
import { figuresOf } from './traces/figures-of.ts';

/** More tasks than this are given only as columns or as a summary. */
const MOST_AS_OBJECTS = 100_000;

export interface RunQuery {
  engine: string;
  scenario?: unknown;
  signal?: AbortSignal;
  as?: 'summary' | 'columns';
  /** What a prediction assumes; of a run, whose Python it is. */
  machine?: unknown;
}

/** Shows what `x` describes. @throws {InputError} before anything has changed */
export function load({ store }: Overlap, x: unknown): void {
  const { draft, named, notice } = readDraft(x);
  // Throws where the text is wrong.
  draftScenario(draft);
  const { engines, machine } = store.getState().draft;
  store.getState().loadDraft(named ? draft : { ...draft, engines, ...(machine && { machine }) });
  if (notice) store.getState().notify(notice);
  store.getState().setMode('tasks');
}

/** Runs a scenario on an engine, beside what the page shows. */
export async function run(overlap: Overlap, query: RunQuery, cores: number) {
  const { engine, signal, as } = readQuery(query);
  const scenario = scenarioOf(overlap, query);
  refuseMany(scenario, as);
  // The page's own scenario runs with the page's Python; any other with that of a machine that it is given, or its own.
  const { assumed } = overlap.store.getState();
  const here = async () => assumed.machine;
  const given = query.machine === undefined ? undefined : await askedMachine(query.machine, engine, { cores, here });
  const python = given ?? (query.scenario === undefined ? assumed.machine : undefined);
  return inForm(await overlap.runner.alone(engine, scenario, signal, python), as);
}

/**
 * Predicts a scenario on an engine, beside what the page shows. What would be too much work is cut off (`facts.cutOffMs`), earlier
 * where a list of objects is asked for. `cores`: this computer's.
 */
export async function predict(overlap: Overlap, query: RunQuery, cores: number) {
  const { engine, signal, as } = readQuery(query);
  signal?.throwIfAborted();
  const scenario = scenarioOf(overlap, query);
  refuseMany(scenario, as);
  // Where nobody has pressed Calibrate yet, this browser is measured; the page itself goes on with the machine that it shows.
  const measuredHere = async () => (await overlap.calibrator.here()).machine;
  const machine = await askedMachine(query.machine, engine, { cores, here: measuredHere, knobs: scenario });
  signal?.throwIfAborted();
  const purpose = as === undefined ? 'objects' : 'picture';
  return inForm(await predictScenario(engine, scenario, machine, { signal, purpose }), as);
}

export interface ExportQuery {
  engine: string;
  scenario?: unknown;
  lang?: Language;
}

/** A scenario as a program for the real engine. `lang`: the engine's own where it is left out. */
export function exportProgram(overlap: Overlap, query: ExportQuery): string {
  const { engine } = readQuery(query);
  const { lang } = query;
  const languages = languagesOf(engine.id);
  if (lang !== undefined && !languages.includes(lang))
    throw expected(
      'lang',
      languages.length === 0 ? 'nothing: there is no program yet' : `"${languages.join('" or "')}"`,
      lang,
    );
  const scenario = scenarioOf(overlap, query);
  acceptable(engine, scenario);
  return programOf(engine.id, scenario, { language: lang });
}

function scenarioOf({ store }: Overlap, { scenario }: Pick<RunQuery, 'scenario'>): Scenario {
  return scenario === undefined ? store.getState().scenario : draftScenario(readDraft(scenario).draft);
}

/**
 * What `load` takes: a scenario object, a hash, a URL or notation. `named`: it says which engines to show.
 * @throws InputError
 */
function readDraft(x: unknown): OpenedLink & { named: boolean } {
  const unnamed = (draft: Draft) => ({ draft, notice: null, named: false });
  if (typeof x !== 'string') return unnamed(draftOf(validateScenario(x).scenario, DEFAULT_ENGINES));
  if (/^#v\d+=/.test(x)) return { ...openLink(x, unpackLink), named: true };
  if (/^https?:\/\//.test(x)) {
    if (!URL.canParse(x)) throw expected('scenario', 'a URL', x);
    return { ...openLink(new URL(x).hash, unpackLink), named: true };
  }
  return unnamed({ text: x, knobs: {}, engines: DEFAULT_ENGINES });
}

function readQuery(query: RunQuery | ExportQuery | undefined) {
  if (typeof query !== 'object' || query === null) throw expected('query', 'an object such as { engine }', query);
  const { engine, signal, as } = query as RunQuery;
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
