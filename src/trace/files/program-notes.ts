/** What a trace of the user's own program has beside its times (`lines`, `names`, `output`), in and out. */
import { expected } from '../../scenario/expected.ts';
import type { CodeLine, ProgramNotes, Trace } from '../trace.ts';
import * as check from './checks.ts';

type Lines = ProgramNotes['lines'][number];
type Printed = ProgramNotes['output'][number];

const NO_LINES: Lines = { segments: [], waits: [] };

/**
 * Sets what the file says of a program; nothing where it says nothing.
 * @param trace with all its spans, in the order of the file
 * @param whole false: the file ends early, and lines of spans may be in the missing part
 * @throws {InputError} that begins with the path
 */
export function readNotes(
  trace: Trace,
  { lines, names, output }: Readonly<Partial<Record<keyof ProgramNotes, unknown>>>,
  whole = true,
): void {
  if (lines === undefined && names === undefined && output === undefined) return;
  const bySpan = check.asList(lines ?? [], 'trace.lines').map((one, i) => linesOf(one, `trace.lines[${i}]`));
  const { length } = trace.spans;
  const isShort = bySpan.length < length && whole && lines !== undefined;
  if (isShort || bySpan.length > length) throw expected('trace.lines', `${length} entries, one a span`, bySpan.length);
  while (bySpan.length < length) bySpan.push(NO_LINES);
  const named = check.asObject(names ?? {}, 'trace.names') as Record<string, unknown>;
  trace.program = {
    lines: bySpan,
    names: {
      files: check.texts(named.files ?? [], 'trace.names.files'),
      lanes: check.texts(named.lanes ?? [], 'trace.names.lanes'),
      tasks: check.texts(named.tasks ?? [], 'trace.names.tasks'),
    },
    output: check.asList(output ?? [], 'trace.output').map((one, i) => printed(one, `trace.output[${i}]`)),
  };
}

function linesOf(x: unknown, path: string): Lines {
  const { segments, waits } = check.asObject(x, path) as Record<string, unknown>;
  const each = (list: unknown, at: string) =>
    check.asList(list ?? [], at).map((line, i): CodeLine => codeLine(line, `${at}[${i}]`));
  return { segments: each(segments, `${path}.segments`), waits: each(waits, `${path}.waits`) };
}

function codeLine(x: unknown, path: string): CodeLine {
  if (x === null) return null;
  const isLine = Array.isArray(x) && x.length === 2 && isWhole(x[0], 0) && isWhole(x[1], 1);
  if (!isLine) throw expected(path, 'a file from 0 and a line from 1, or null', x);
  return [x[0], x[1]];
}

const isWhole = (x: unknown, least: number): boolean => Number.isSafeInteger(x) && (x as number) >= least;

function printed(x: unknown, path: string): Printed {
  const { atMs, stream, text, lane, line } = check.asObject(x, path) as Record<string, unknown>;
  if (typeof text !== 'string') throw expected(`${path}.text`, 'a text', text);
  return {
    atMs: check.time(atMs, `${path}.atMs`),
    stream: check.oneOf(['out', 'err'], stream, `${path}.stream`),
    text,
    lane: check.lane(lane, `${path}.lane`),
    ...(line !== undefined && { line: codeLine(line, `${path}.line`) }),
  };
}

/** The members as text in pieces, each begun with a comma; nothing where the trace has none. `rows`: the spans in the order of the file. */
export function* notesText({ program }: Trace, rows: Iterable<number>): Generator<string> {
  if (!program) return;
  const { lines, names, output } = program;
  yield `,"names":${JSON.stringify(names)},"lines":[`;
  let first = true;
  for (const row of rows) {
    yield `${first ? '' : ','}${JSON.stringify(lines[row] ?? NO_LINES)}`;
    first = false;
  }
  yield '],"output":[';
  for (const [i, line] of output.entries()) yield `${i === 0 ? '' : ','}${JSON.stringify(line)}`;
  yield ']';
}
