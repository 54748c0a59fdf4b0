/** Which lines of a lesson's program its change and its reason are about. */
import type { ProgramLesson } from './lesson.ts';

/**
 * Places of the lines, from 0, that are not in the program which is compared with: for the first one the second, for each other the first.
 * For a text that is none of the lesson's, none.
 */
export function changedLines({ programs }: ProgramLesson, text: string): ReadonlySet<number> {
  const chosen = programs.findIndex((one) => one.text === text);
  const other = programs[chosen === 0 ? 1 : 0];
  if (chosen < 0 || !other) return new Set();
  const there = new Set(other.text.split('\n'));
  return new Set(text.split('\n').flatMap((line, i) => (line.trim() === '' || there.has(line) ? [] : [i])));
}

/** The place of the line that the reason is about, from 0, in the first program. */
export const looksAtLine = ({ programs: [{ text }], why: { looksAt } }: ProgramLesson): number =>
  text.split('\n').findIndex((line) => line.trim() === looksAt);
