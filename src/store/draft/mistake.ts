/** What the editor says of a text that cannot be read. */
import { type Draft, draftScenario } from '../../scenario/draft.ts';
import { shorten } from '../../scenario/expected.ts';
import { InputError } from '../../scenario/input-error.ts';
import { NotationError } from '../../scenario/notation-error.ts';
import type { Mistake } from '../state/state.ts';

/** The mistake in a draft; null if it can be read. */
export function mistakeIn(draft: Draft): Mistake | null {
  try {
    draftScenario(draft);
    return null;
  } catch (error) {
    return mistakeOf(error);
  }
}

/** A mistake at its place; one without a place (a knob beside the text) is shown at the beginning. */
export function mistakeOf(error: unknown): Mistake {
  if (error instanceof NotationError) {
    const { line, column, length, found, expected } = error;
    const what = found === '' ? 'The line ends here' : `Found “${shorten(found)}”`;
    return { message: `${what}, expected ${expected}.`, line, column, length };
  }
  if (error instanceof InputError) return { message: `${error.message}.`, line: 1, column: 1, length: 1 };
  throw error;
}
