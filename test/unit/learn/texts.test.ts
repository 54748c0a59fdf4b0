/** What lessons and cards say: short sentences, no term before its card, every word with a card there. */
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { expect, test } from 'vitest';
import { textsOf } from '../../../src/learn/case-of.ts';
import { LESSONS } from '../../../src/learn/list.ts';
import { PRINTED } from '../../../src/learn/printed.ts';
import { plainProse, proseParts } from '../../../src/learn/prose.ts';
import { readTiny } from '../../../src/learn/tiny.ts';
import { WORDS, wordById } from '../../../src/learn/words.ts';

/** The sentences of a text, with something short for each figure and control. A colon ends none. */
const sentencesOf = (text: string): readonly string[] =>
  plainProse(text)
    .split(/(?<=[.?!])\s+/)
    .filter((sentence) => /\w/.test(sentence));
const MOST_WORDS = 25;
const tooLong = (text: string): readonly string[] =>
  sentencesOf(text).filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS);

const everyText = (): readonly (readonly [from: string, text: string])[] => [
  ...LESSONS.flatMap((lesson) => textsOf(lesson).map((text) => [lesson.id, text] as const)),
  ...WORDS.map(({ id, says }) => [`card ${id}`, says] as const),
  ...Object.entries(PRINTED).map(([section, { today }]) => [`the article, ${section}`, today] as const),
];

test(`no sentence has more than ${MOST_WORDS} words`, () => {
  const words = Array.from({ length: MOST_WORDS }, () => 'word').join(' ');
  expect(tooLong(`Short. ${words}. ${words}: short. Short.`)).toEqual([`${words}: short.`]);
  expect(everyText().flatMap(([, text]) => sentencesOf(text)).length).toBeGreaterThan(20 * LESSONS.length);
  expect(everyText().flatMap(([from, text]) => tooLong(text).map((sentence) => `${from}: ${sentence}`))).toEqual([]);
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

test('the grade tells what children read from what they do not', () => {
  expect(gradeOf(['The dog ran to the big red house. It sat down and ate.'])).toBeLessThan(3);
  const hard =
    'Contemporary asynchronous infrastructure necessitates considerable architectural sophistication notwithstanding';
  expect(gradeOf([`${hard} its apparent simplicity.`])).toBeGreaterThan(16);
});

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

/** Terms that mean here what they mean every day: they need no card before they may be used. */
const EVERYDAY = new Set(['busy', 'predicted']);

const mentions = (text: string, forms: readonly string[]): boolean =>
  forms.some((form) => new RegExp(`(?<![\\w-])${form}(?![\\w-])`, 'i').test(text));

/** Terms that texts, in their order, use before the word that opens their card. */
function usedEarly(texts: readonly string[], known: Set<string>): readonly string[] {
  const early: string[] = [];
  for (const text of texts)
    for (const part of proseParts(text)) {
      if (part.kind === 'word') known.add(part.word);
      if (part.kind !== 'text' && part.kind !== 'bold') continue;
      for (const { id, forms } of WORDS)
        if (!known.has(id) && mentions(part.text, forms)) early.push(`${id} in "${text.slice(0, 60)}"`);
    }
  return early;
}

test('no term is used before its card: its first use in the tour is the word that opens it', () => {
  expect(usedEarly(['A [[thread]] and its core.', 'Two threads, a [[core]]'], new Set())).toEqual([
    'core in "A [[thread]] and its core."',
  ]);
  const known = new Set(EVERYDAY);
  // The list's two lines stand before the lesson: there the titles of tools are names.
  const early = LESSONS.flatMap((lesson) =>
    usedEarly(textsOf(lesson).slice(2), known).map((found) => `${lesson.id}: ${found}`),
  );
  expect(early).toEqual([]);
});
