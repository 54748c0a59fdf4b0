/** What the page knows while one works on a program. Traces themselves lie in the registry. */
import type { Asks, Ended, Loading, Ready } from '../../kernel/python/messages.ts';
import type { ProgramRecord } from '../traces/program-record.ts';
import type { Literal } from './literal.ts';
import type { Program } from './program.ts';

/** Whether Python is there. */
export type PythonState =
  | { readonly kind: 'asleep' }
  | { readonly kind: 'loading'; readonly loading: Loading }
  | { readonly kind: 'ready'; readonly ready: Ready }
  /** `why` is a sentence. `passes`: its files did not come, and the next run asks for them again. */
  | { readonly kind: 'refused'; readonly why: string; readonly passes: boolean };

/** A run whose picture is shown: over, or under way for so long that it is worth looking at. */
export interface Ran {
  readonly program: Program;
  readonly record: ProgramRecord;
  /** Undefined while it goes on. */
  readonly ended: Ended | undefined;
}

/** A mistake that keeps a program from being run at all: its picture stays the one before. */
export interface ProgramMistake {
  readonly file: number;
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  /** `SyntaxError` */
  readonly type: string;
  readonly message: string;
}

/** A line of the program. */
export interface CodeLine {
  readonly file: number;
  readonly line: number;
}

/** What a number was and is while it is dragged, and how long the program takes at each of its stops. */
export interface Scrub {
  readonly file: number;
  readonly literal: Literal;
  /** As it was written before. */
  readonly was: string;
  /** As it is written now. */
  readonly now: string;
  /** What was shown when it began. */
  readonly base: Ran | null;
  /** It has been moved: undo takes all of it back at once. */
  readonly moved: boolean;
  readonly texts: readonly string[];
  /** The program's own time (ms) at each stop; NaN: not tried yet; infinite: it never ends. */
  readonly takesMs: readonly number[];
}

/** Runs that end in the same way, with the same output. */
export interface Outcome {
  readonly key: string;
  /** What it printed last, or how it ended. */
  readonly says: string;
  readonly exit: Ended['end']['exit'];
  readonly seeds: readonly number[];
}

/** Other interleavings of the program that is shown, tried in the background. */
export interface Tries {
  /** With the clock of the tries, which may be another than the one shown. */
  readonly of: Program;
  /** They are tried because the program was mended. */
  readonly mended: boolean;
  readonly done: number;
  readonly total: number;
  readonly tookMs: number;
  readonly outcomes: readonly Outcome[];
}

export interface ProgramState {
  readonly program: Program;
  /** The place in `program.files` of the file in the editor. */
  readonly file: number;
  /** What was wrong with the link, or is to be known of it. */
  readonly notice: string | null;
  /** It came in a link, and nobody has run it yet: it does not start by itself. */
  readonly foreign: boolean;
  readonly python: PythonState;
  readonly running: boolean;
  readonly shown: Ran | null;
  /** The run before the drag that is under way or was the last change. */
  readonly before: Ran | null;
  readonly mistake: ProgramMistake | null;
  readonly asks: Asks | null;
  readonly scrub: Scrub | null;
  readonly tries: Tries | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The moment under the pointer or the replay (ms); null: none. */
  readonly momentMs: number | null;
  /** The line that is pointed at, in the code or by a stretch of it. */
  readonly pointed: CodeLine | null;
  /** It is pointed at in the lanes: there nothing else stands back then. */
  readonly inLanes: boolean;
  /** The line that a click has pinned. */
  readonly pinned: CodeLine | null;
}
