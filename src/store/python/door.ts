/** What the page needs of the Python runtime, which is loaded with its first use. */
import type { Ended, Files, Loading, NumberLiteral, Options, Ready, Update } from '../../kernel/python/messages.ts';
import type { ProgramRecord } from '../traces/program-record.ts';
import type { ProgramOptions } from './program.ts';

/** One run, under way or over. */
export interface ProgramRun {
  /** Resolves whatever the program does. */
  readonly ended: Promise<Ended>;
  cancel(): void;
  /** The text that `input()` returns; null: there is no more. */
  answer(text: string | null): void;
}

export interface PythonDoor {
  /** Rejects with a RefusedError where this browser cannot run Python. */
  readonly ready: Promise<Ready>;
  run(files: Files, options: Options, told: (update: Update) => void): ProgramRun;
  /** The numbers of a program; none where it does not parse. */
  numbers(text: string): Promise<readonly NumberLiteral[]>;
  record(files: Files, options: Options): ProgramRecord;
  optionsOf(options: ProgramOptions): Options;
}

/** Opens it; `told` hears how far loading has come. */
export type OpenDoor = (told: (loading: Loading) => void) => Promise<PythonDoor>;
