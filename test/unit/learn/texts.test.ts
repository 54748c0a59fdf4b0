/** What lessons and cards say: short sentences, no term before its card, every word with a card there. */
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { expect, test } from 'vitest';
import { textsOf } from '../../../src/learn/case-of.ts';
import { LESSONS } from '../../../src/learn/list.ts';
import { plainProse, proseParts } from '../../../src/learn/prose.ts';
import { readTiny } from '../../../src/learn/tiny.ts';
import { WORDS, wordById } from '../../../src/learn/words.ts';

/** The sentences of a text, with something short for each figure and control. */
const sentencesOf = (text: string): readonly string[] =>
  plainProse(text)
    .split(/(?<=[.:?!])\s+/)
    .filter((sentence) => /\w/.test(sentence));
const MOST_WORDS = 25;

const everyText = (): readonly (readonly [from: string, text: string])[] => [
  ...LESSONS.flatMap((lesson) => textsOf(lesson).map((text) => [lesson.id, text] as const)),
  ...WORDS.map(({ id, says }) => [`card ${id}`, says] as const),
];

test(`no sentence has more than ${MOST_WORDS} words`, () => {
  const long = everyText().flatMap(([from, text]) =>
    sentencesOf(text)
      .filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS)
      .map((sentence) => `${from}: ${sentence}`),
  );
  expect(long).toEqual([]);
});

/** The school grade for which texts are written. Answers of a few words are no sentences, and nobody reads code aloud. */
function gradeOf(texts: readonly string[]): number {
  const sentences = texts
    .map((text) => plainProse(text.replace(/`[^`]*`/g, 'it')))
    .filter((text) => text.split(' ').length > 5)
    .flatMap((text) => text.split(/(?<=[.?!])\s+/));
  const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}’']+/gu) ?? []);
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
  });
}

test('the text is for school grade 8 at most: the median of all lessons, and no lesson far above it', () => {
  const grades = LESSONS.map((lesson) => gradeOf(textsOf(lesson))).sort((a, b) => a - b);
  console.log(`reading grade of lessons: ${grades.map((grade) => grade.toFixed(1)).join(', ')}`);
  expect(grades[Math.floor(grades.length / 2)]).toBeLessThanOrEqual(8);
  expect(grades.at(-1)).toBeLessThanOrEqual(10);
  expect(gradeOf(WORDS.map(({ says }) => says))).toBeLessThanOrEqual(8);
});

test('every word that is said to have a card has one, and cards can be read', () => {
  const missing = LESSONS.flatMap((lesson) => textsOf(lesson))
    .flatMap(proseParts)
    .flatMap((part) => (part.kind === 'word' && !wordById(part.word) ? [part.word] : []));
  expect(missing).toEqual([]);
  expect(new Set(WORDS.map(({ id }) => id)).size).toBe(WORDS.length);
  for (const { tiny } of WORDS) for (const [, stretches] of tiny) expect(readTiny(stretches).length).toBeGreaterThan(0);
});

/** Everyday words that are terms as well: they need no card before they may be used. */
const EVERYDAY = new Set([
  'busy',
  'message',
  'turn',
  'computing',
  'sleeping',
  'predicted',
  'queue',
  'stage',
  'task',
  'await',
  'permit',
  'pool',
  'lock',
  'node',
]);

test('no term is used before its card: its first use in the tour is the word that opens it', () => {
  const known = new Set(EVERYDAY);
  const early: string[] = [];
  for (const lesson of LESSONS) {
    const used = textsOf(lesson).map((text) => ({
      plain: proseParts(text)
        .flatMap((part) => (part.kind === 'text' || part.kind === 'bold' ? [part.text] : []))
        .join(' ')
        .toLowerCase(),
      carded: proseParts(text).flatMap((part) => (part.kind === 'word' ? [part.word] : [])),
    }));
    // The list's two lines stand before the lesson: there the titles of tools are names.
    for (const { plain, carded } of used.slice(2)) {
      for (const word of carded) known.add(word);
      for (const { id, forms } of WORDS)
        if (!known.has(id) && forms.some((form) => new RegExp(`(?<![\\w-])${form}(?![\\w-])`).test(plain)))
          early.push(`${lesson.id}: ${id} in "${plain.slice(0, 60)}"`);
    }
  }
  expect(early).toEqual([]);
});
