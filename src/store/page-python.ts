/** `overlap.python`: runs a program in the page's own CPython, beside what the page shows. Loaded with its first call. */
import { type Python, startPython } from '../kernel/python/client.ts';
import { defaultOptions } from '../kernel/python/default-options.ts';
import {
  CLOCKS,
  DEFAULT_LIMITS,
  type File,
  type ProgramMachine,
  PYTHON_LIKES,
  type Stuck,
} from '../kernel/python/messages.ts';
import { ProgramTrace } from '../kernel/python/record/program-trace.ts';
import { expected } from '../scenario/expected.ts';
import { idealMachine, isLinuxName, LINUX, type Machine } from '../scenario/machine.ts';
import { validateMachine } from '../scenario/validate-settings.ts';
import { traceFile } from '../trace/files/trace-file.ts';

export interface PythonQuery {
  code: string;
  clock?: string;
  machine?: unknown;
  seed?: number;
  files?: Record<string, string>;
  pythonLike?: string;
  /** The run is stopped after so much real time (ms); left out, 20 s. */
  realMs?: number;
  signal?: AbortSignal;
}

/** The longest `realMs`: ten minutes. */
const MOST_REAL_MS = 600_000;

/** The name under which the program runs. */
const MAIN = 'main.py';

let python: Python | undefined;
/** Runs asked for here wait for each other. */
let last: Promise<unknown> = Promise.resolve();

/** @throws {InputError} before anything runs; RefusedError where the browser cannot run it */
export async function runPython(query: PythonQuery, cores: number) {
  const { files, options, signal } = readQuery(query, cores);
  python ??= startPython();
  await python.ready;
  const before = last;
  const answer = before.then(() => runOne(python!, files, options, signal));
  last = answer.catch(() => {});
  return answer;
}

async function runOne(
  python: Python,
  files: readonly File[],
  options: ReturnType<typeof defaultOptions>,
  signal: AbortSignal | undefined,
) {
  const program = new ProgramTrace(files, options);
  const run = python.run(files, options, (update) => {
    program.add(update);
    // Nobody is asked here: the input is at its end.
    if (update.kind === 'asks') run.answer(null);
  });
  const stop = () => run.cancel();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const { end, replay } = await run.ended;
  signal?.removeEventListener('abort', stop);
  const output = program.output.map(({ atMs, stream, text }) => ({ atMs, stream, text }));
  const answer = { trace: traceFile(program.toTrace()), output, exit: end.exit, replay };
  switch (end.exit) {
    case 'ended':
      return { ...answer, code: end.code };
    case 'raised': {
      const { type, message, line = null, traceback } = end.error;
      return { ...answer, code: end.code, error: { type, message, line, traceback } };
    }
    case 'deadlock':
      return { ...answer, waits: end.stuck.map((stuck) => waitOf(program, stuck)) };
    case 'stopped':
      return { ...answer, error: { type: end.why, message: end.message, line: end.at?.line ?? null, traceback: '' } };
  }
}

/** Who waits for what at which line, by names. */
function waitOf(program: ProgramTrace, { lane, for: cause, at, thing, heldBy }: Stuck) {
  const names = program.names();
  return {
    who: names[lane] ?? '',
    for: program.things.find((other) => other.thing === thing)?.name ?? cause,
    heldBy: heldBy ? (names[heldBy.lane] ?? null) : null,
    line: at?.line ?? null,
  };
}

function readQuery(query: PythonQuery | undefined, cores: number) {
  if (typeof query !== 'object' || query === null) throw expected('query', 'an object such as { code }', query);
  const { code, clock = 'virtual', seed = 1, files = {}, pythonLike = '3.14', signal } = query;
  const { realMs = DEFAULT_LIMITS.realMs } = query;
  if (typeof code !== 'string') throw expected('code', 'the text of a program', code);
  const knownClock = CLOCKS.find((name) => name === clock);
  if (!knownClock) throw expected('clock', CLOCKS.map((name) => `"${name}"`).join(', '), clock);
  const like = PYTHON_LIKES.find((name) => name === pythonLike);
  if (!like) throw expected('pythonLike', '"3.14" or "3.11"', pythonLike);
  if (!Number.isSafeInteger(seed) || seed < 0) throw expected('seed', 'a whole number of 0 or more', seed);
  if (typeof realMs !== 'number' || !(realMs > 0 && realMs <= MOST_REAL_MS))
    throw expected('realMs', `a number above 0, at most ${MOST_REAL_MS.toLocaleString('en')}`, realMs);
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw expected('signal', 'an AbortSignal', signal);
  if (typeof files !== 'object' || files === null) throw expected('files', 'texts by name', files);
  const modules = Object.entries(files).map(([name, text]) => {
    if (!/^[A-Za-z_]\w*\.py$/.test(name) || name === MAIN)
      throw expected('files', `names of modules such as "bank.py", other than "${MAIN}"`, name);
    if (typeof text !== 'string') throw expected(`files[${JSON.stringify(name)}]`, 'a text', text);
    return { name, text };
  });
  const machine = programMachine(query.machine, cores);
  const limits = { ...DEFAULT_LIMITS, realMs };
  const options = defaultOptions({ clock: knownClock, seed, pythonLike: like, machine, limits });
  return { files: [{ name: MAIN, text: code }, ...modules], options, signal };
}

/** Costs that a machine for programs has beside those of scenarios. */
const PROGRAM_COSTS = ['forkserverStartMs', 'forkserverForkMs', 'nsPerCheck'] as const;

function programMachine(asked: unknown, cores: number): Partial<ProgramMachine> {
  switch (asked) {
    case undefined:
      return {};
    case 'ideal':
      return { ...NO_COSTS, ...idealMachine(cores) };
  }
  if (isLinuxName(asked)) return costsOf(LINUX[asked]);
  if (typeof asked !== 'object' || asked === null)
    throw expected('machine', '"ideal", "cpython-3.14-linux", another name of a machine or an object', asked);
  const own: Record<string, number> = {};
  const rest: Record<string, unknown> = { ...asked };
  for (const name of PROGRAM_COSTS) {
    const value = rest[name];
    delete rest[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0)) throw expected(`machine.${name}`, 'a number of 0 or more', value);
    own[name] = value;
  }
  const named = Object.keys(rest).length > 0 ? validateMachine({ cores: 2, ...rest }).machine : {};
  return { ...named, ...own };
}

/** The program runs in the page's own CPython: of a machine only its costs count. */
const costsOf = ({ python: _, gil: __, ...costs }: Machine): Partial<ProgramMachine> => costs;

const NO_COSTS: Partial<ProgramMachine> = {
  threadStartMs: 0,
  forkStartMs: 0,
  spawnStartMs: 0,
  forkserverStartMs: 0,
  forkserverForkMs: 0,
  interpreterStartMs: 0,
};
