/** What is said of a run: a title, sentences, and what would help. */
import type { Fix } from '../../../store/python/fixes.ts';
import type { CodeLine } from '../../../store/python/program-state.ts';
import type { Sentence } from '../../words/sentence.ts';

export interface Told {
  readonly tone: 'plain' | 'fail';
  readonly title: string;
  readonly says: readonly Sentence[];
  /** In smaller words. */
  readonly note?: Sentence;
  /** The lines it is about. */
  readonly lines: readonly CodeLine[];
  readonly help?: Help;
}

export interface Help {
  readonly title: string;
  readonly says: readonly Sentence[];
  /** A change of the program that can be tried, and what its button says. */
  readonly fix?: { readonly name: string; readonly fix: Fix };
  /** An example that shows it, by its id, and what its button says. */
  readonly example?: { readonly name: string; readonly id: string };
}
