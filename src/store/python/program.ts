/** A Python program as the page has it: files, of which the first is run, and how it is to be run. */
import type { Clock, File, PythonLike } from '../../kernel/python/messages.ts';
import type { TaughtProgram } from '../../learn/taught.ts';

export interface ProgramOptions {
  readonly clock: Clock;
  /** The number of the interleaving: the same number, the same run. A whole number from 0. */
  readonly seed: number;
  readonly cores: number;
  readonly switchIntervalMs: number;
  readonly pythonLike: PythonLike;
  /** What C code was measured to take is counted. Such a run does not replay exactly. */
  readonly chargeC: boolean;
}

export interface Program {
  /** At least one; the first is run, the others can be imported. */
  readonly files: readonly File[];
  readonly options: ProgramOptions;
}

export const DEFAULT_OPTIONS: ProgramOptions = {
  clock: 'virtual',
  seed: 1,
  cores: 2,
  switchIntervalMs: 5,
  pythonLike: '3.14',
  chargeC: false,
};

/** The options that are not as usual, by name. */
export const otherOptions = (options: ProgramOptions): TaughtProgram['options'] =>
  Object.fromEntries(
    (Object.keys(DEFAULT_OPTIONS) as (keyof ProgramOptions)[])
      .filter((name) => options[name] !== DEFAULT_OPTIONS[name])
      .map((name) => [name, options[name]]),
  );

/** As a step of a lesson has it. */
export const asTaught = ({ files, options }: Program): TaughtProgram => ({
  files: files.map(({ name, text }) => [name, text]),
  options: otherOptions(options),
});

export const MOST_CORES = 64;
export const MOST_SEED = 2 ** 32 - 1;
export const MOST_FILES = 20;
/** Characters of all files together. */
export const MOST_TEXT = 1_000_000;

/** The file that is run. */
export const entryOf = ({ files }: Program): File => files[0]!;

/** The program with another text in the file at this place. */
export const withText = (program: Program, file: number, text: string): Program => ({
  ...program,
  files: program.files.with(file, { ...program.files[file]!, text }),
});

/** What is wrong with the name of a file, to be said after it; undefined: nothing. */
export function troubleWithName(name: string, others: readonly string[]): string | undefined {
  if (!/^[A-Za-z_]\w*\.py$/.test(name)) return 'must be letters, digits and _, then .py, so that it can be imported';
  return others.includes(name) ? 'is the name of another file' : undefined;
}

/** A name for what a file from elsewhere is called: `My script (2).py` becomes `My_script_2.py`. */
export function importableName(name: string, others: readonly string[]): string {
  const stem = name
    .replace(/\.pyw?$/i, '')
    .replace(/\W+/g, '_')
    .replace(/^_+(?=.)|_+$/g, '')
    .replace(/^(?=\d|$)/, 'program_');
  let free = `${stem}.py`;
  for (let n = 2; others.includes(free); n++) free = `${stem}_${n}.py`;
  return free;
}

/** Whether two programs are the same text, to be run in the same way. */
export function sameProgram(a: Program, b: Program): boolean {
  return (
    a === b ||
    (a.files.length === b.files.length &&
      a.files.every(({ name, text }, i) => b.files[i]!.name === name && b.files[i]!.text === text) &&
      (Object.keys(a.options) as (keyof ProgramOptions)[]).every((key) => a.options[key] === b.options[key]))
  );
}
