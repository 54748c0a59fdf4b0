/** `overlap.open`, the menu's Open and what is dropped on the page: a trace, its text or a file becomes a run of its own. */
import { expected } from '../../scenario/expected.ts';
import { InputError } from '../../scenario/input-error.ts';
import { Importer } from '../../trace/files/importer.ts';
import type { Opened } from '../../trace/files/opened.ts';
import { BESIDE } from '../../trace/files/opened.ts';
import { readTrace } from '../../trace/files/read-trace.ts';
import { addNotes } from '../look/notes-actions.ts';
import { openedRuns } from '../runs/opened-runs-actions.ts';
import type { Page } from '../state/store.ts';
import { readBeside } from './beside.ts';
import { importInWorker } from './import-in-worker.ts';
import type { Progress } from './import-stream.ts';

export interface OpenOptions {
  readonly told?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface OpenedFile {
  readonly runId: string;
  readonly name: string;
  readonly opened: Opened;
}

/**
 * Shows a trace as a run of its own, with its notes and as it was looked at.
 * @param x a trace object or trace events, their JSON text, or a Blob of it, gzipped or not
 * @throws {InputError} where it is damaged or foreign: the page stays as it was
 */
export async function openFile(
  page: Page,
  x: unknown,
  { told = () => {}, signal }: OpenOptions = {},
): Promise<OpenedFile> {
  const opened = await read(x, told, signal);
  const { trace } = opened;
  const name = nameOf(x, opened);
  const runId = openedRuns(page).open(trace, name);
  const { look, notes } = readBeside(opened.beside, runId, trace);
  const { store } = page;
  const { laneChoice, setMode } = store.getState();
  store.getState().look({ ...look, ...(look.laneChoice && { laneChoice: { ...laneChoice, ...look.laneChoice } }) });
  addNotes(store, notes);
  setMode('tasks');
  return { runId, name, opened };
}

async function read(x: unknown, told: (progress: Progress) => void, signal: AbortSignal | undefined): Promise<Opened> {
  if (x instanceof Blob) return importInWorker(x, told, signal);
  if (typeof x === 'string') return importInWorker(new Blob([x]), told, signal);
  if (typeof x !== 'object' || x === null) throw expected('file', 'a trace object, its JSON text or a Blob', x);
  return readObject(x);
}

/** An object is in memory already: it is read where it is. */
function readObject(x: object): Opened {
  if ('format' in x && 'spans' in x && !hasKept(x)) {
    const trace = readTrace(x);
    const beside = Object.fromEntries(BESIDE.filter((name) => name in x).map((name) => [name, x[name as never]]));
    const { length } = trace.spans;
    return {
      trace,
      told: { form: 'concurrency-trace/1', what: 'spans', read: length, total: length, leftOut: [], assumed: [] },
      cut: undefined,
      beside,
    };
  }
  const importer = new Importer();
  let text: string;
  try {
    text = JSON.stringify(x) ?? '';
  } catch {
    throw new InputError('file: expected a value that JSON can hold');
  }
  importer.feed(new TextEncoder().encode(text));
  return importer.end();
}

/** Members that only the stream reads. */
const hasKept = (x: object): boolean => 'beats' in x || 'queued' in x;

function nameOf(x: unknown, { trace }: Opened): string {
  const file = x instanceof File ? x.name.replace(/(\.trace)?(\.json)?(\.gz)?$/i, '') : '';
  return file || trace.scenario.name || trace.engine;
}
