import { shorten } from './expected.ts';
import { InputError } from './input-error.ts';
import type { TextPlace } from './statement.ts';

/** A mistake in the task notation, at its place. */
export class NotationError extends InputError {
  /** Line of the mistake, from 1. */
  readonly line: number;
  /** Column of its first character, from 1, in UTF-16 units; one past the line's last word where something is missing. */
  readonly column: number;
  /** Length of the wrong stretch, for an underline; at least 1, also behind the end of the line. */
  readonly length: number;
  /** The wrong stretch itself; empty where the line ended too early. */
  readonly found: string;
  /** What should stand there; reads on after "expected". */
  readonly expected: string;

  constructor(line: number, column: number, found: string, expected: string) {
    const what = found === '' ? 'the end of the line' : `"${shorten(found)}"`;
    super(`scenario:${line}:${column}: expected ${expected}, found ${what}`);
    this.line = line;
    this.column = column;
    this.length = Math.max(1, found.length);
    this.found = found;
    this.expected = expected;
  }
}

/** A mistake at a stretch of the text. */
export const wrongAt = (place: TextPlace, expected: string): NotationError =>
  new NotationError(place.line, place.column, place.text, expected);
