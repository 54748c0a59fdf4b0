/** What lessons and cards say: short sentences, no term before its card, every word with a card there. */
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { expect, test } from 'vitest';
import { cardsOfChange, cardsOfWhy, EVERYDAY, withCards } from '../../../src/learn/cards.ts';
import { textsOf } from '../../../src/learn/case-of.ts';
import { LESSONS } from '../../../src/learn/list.ts';
import { PRINTED } from '../../../src/learn/printed.ts';
import { plainProse, proseParts } from '../../../src/learn/prose.ts';
import { readTiny } from '../../../src/learn/tiny.ts';
import { TOUR } from '../../../src/learn/tour.ts';
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
  // Read with its asides, and by somebody who leaves them out.
  for (const read of [LESSONS, TOUR]) {
    const known = new Set(EVERYDAY);
    // The list's two lines stand before the lesson: there the titles of tools are names.
    const early = read.flatMap((lesson) =>
      usedEarly(textsOf(lesson).slice(2), known).map((found) => `${lesson.id}: ${found}`),
    );
    expect(early).toEqual([]);
  }
});

/** What is read as paragraphs in each step of each lesson, as it is written and with its cards. */
const stepsWithCards = LESSONS.flatMap(({ id, guess, why, change }) => {
  const { says, not } = cardsOfWhy(why);
  const { notice, takeAlong } = cardsOfChange(change);
  return [
    { step: `${id}/guess`, written: guess.says, shown: withCards(guess.says) },
    { step: `${id}/why`, written: [...why.says, why.not?.says ?? ''], shown: [...says, not] },
    { step: `${id}/change`, written: [...change.notice, change.takeAlong], shown: [...notice, takeAlong] },
  ];
});

/** Terms in plain text, cards left out, that open no card in any of the texts. */
const withoutCard = (texts: readonly string[]): readonly string[] => {
  const parts = texts.flatMap(proseParts);
  const open = new Set<string>(EVERYDAY);
  for (const part of parts) if (part.kind === 'word') open.add(part.word);
  return parts
    .flatMap((part) =>
      part.kind === 'text' ? WORDS.filter(({ id, forms }) => !open.has(id) && mentions(part.text, forms)) : [],
    )
    .map(({ id }) => id);
};

test('each step opens alone: every term that its paragraphs use has a card there, once, and is read as it was written', () => {
  expect(withoutCard(['Two threads, one `core`, **a pool**.'])).toEqual(['thread']);
  for (const { step, written, shown } of stepsWithCards) {
    expect([step, shown.map((text) => plainProse(text))]).toEqual([step, written.map((text) => plainProse(text))]);
    expect([step, withoutCard(shown)]).toEqual([step, []]);
    const [own, all] = [written, shown].map((texts) =>
      texts.flatMap(proseParts).flatMap((part) => (part.kind === 'word' ? [part.word] : [])),
    ) as [string[], string[]];
    // What a text says itself may stand twice; no other card does.
    const twice = all.filter((word, at) => all.indexOf(word) !== at);
    expect([step, twice.filter((word) => own.indexOf(word) === own.lastIndexOf(word))]).toEqual([step, []]);
  }
  expect(stepsWithCards.some(({ written, shown }) => written.join() !== shown.join())).toBe(true);
});

test('a card opens at the first use of a term in plain text: the longest term that stands there, and none within another word', () => {
  expect(withCards(['A **pool** has a pool size. Pools of `threads`, pooled threads.', 'A thread.'])).toEqual([
    'A **pool** has a [[pool-size|pool size]]. [[pool|Pools]] of `threads`, pooled [[thread|threads]].',
    'A thread.',
  ]);
  expect(withCards(['Its worker {takes}.', 'A [[worker]].'])).toEqual(['Its worker {takes}.', 'A [[worker]].']);
});
