/** Where a learner stands: in the address, and in what the browser keeps. */
import { expect, test } from 'vitest';
import { CHAPTERS, LESSONS } from '../../../src/learn/list.ts';
import { plainProse, proseParts } from '../../../src/learn/prose.ts';
import { STEPS } from '../../../src/learn/steps.ts';
import { lessonTable } from '../../../src/learn/table.ts';
import { asidesOf, numberedTitle, TOUR, tourLessonOf } from '../../../src/learn/tour.ts';
import { lessonIndex } from '../../../src/store/learn/lesson-index.ts';
import { CONTENTS, placeOf } from '../../../src/store/learn/place.ts';
import { createProgress } from '../../../src/store/learn/progress-actions.ts';
import { hashOfStep } from '../../../src/store/learn/step-hash.ts';
import { modeOf } from '../../../src/store/state/modes.ts';
import { beforeOf, nextOf } from '../../../src/ui/learn/next-of.ts';

const at = (hash: string) => {
  const place = placeOf(hash);
  if (place.kind !== 'lesson') throw new Error(`${hash} is no step`);
  return [place.lesson, place.step] as const;
};

test('every step of every lesson has an address of Learn that leads to just that step', () => {
  for (const lesson of LESSONS)
    for (const step of STEPS) {
      const hash = hashOfStep(lesson.id, step);
      expect(modeOf(hash)).toBe('learn');
      expect(placeOf(hash)).toEqual({ kind: 'lesson', lesson, step });
    }
  expect(placeOf('#learn')).toEqual({ kind: 'contents' });
  expect(placeOf('#learn=which')).toEqual({ kind: 'which' });
  expect(placeOf('#learn=nowhere/why')).toEqual({ kind: 'unknown', id: 'nowhere' });
  expect(placeOf('#learn=five-customers/nonsense')).toMatchObject({ step: 'guess' });
});

test('the index has each lesson with all its steps, as addresses of this page', () => {
  const index = lessonIndex(JSON.stringify(lessonTable()), 'http://here/');
  expect(index.map(({ id }) => id)).toEqual(LESSONS.map(({ id }) => id));
  for (const { id, url, steps } of index) {
    expect(url).toBe(`http://here/#learn=${id}`);
    expect(steps.map(({ kind }) => kind)).toEqual([...STEPS]);
  }
});

test('the tour has 20 to 26 lessons, each chapter begins with one, and next goes through all of them in order', () => {
  expect(TOUR.length).toBeGreaterThanOrEqual(20);
  expect(TOUR.length).toBeLessThanOrEqual(26);
  for (const { lessons } of CHAPTERS) expect(lessons[0]!.isAside).toBeUndefined();
  const way: string[] = [];
  for (let hash = hashOfStep(TOUR[0]!.id, 'guess'); hash !== CONTENTS; ) {
    way.push(hash);
    hash = nextOf(...at(hash)).hash;
  }
  expect(way).toEqual(TOUR.flatMap(({ id }) => STEPS.map((step) => hashOfStep(id, step))));
  // Back leads from the first step of each lesson to the one before it.
  for (const [i, lesson] of TOUR.entries())
    expect(beforeOf(lesson, 'guess').hash).toBe(i === 0 ? CONTENTS : hashOfStep(TOUR[i - 1]!.id, 'guess'));
});

test('an aside belongs to a lesson of its chapter, is not counted, and leads back into the tour', () => {
  const asides = LESSONS.filter(({ isAside }) => isAside);
  expect(TOUR.flatMap(asidesOf)).toEqual(asides);
  expect(asides.length).toBeGreaterThan(0);
  for (const aside of asides) {
    const lesson = tourLessonOf(aside);
    const { lessons } = CHAPTERS.find((chapter) => chapter.lessons.includes(aside))!;
    expect(lessons).toContain(lesson);
    expect(numberedTitle(aside)).toBe(`Aside · ${aside.title}`);
    expect(beforeOf(aside, 'guess').hash).toBe(hashOfStep(lesson.id, 'change'));
    expect(nextOf(aside, 'change')).toEqual(nextOf(lesson, 'change'));
  }
});

test('what is done and guessed is there again, and can be cleared; broken or forbidden storage is done without', () => {
  const kept = new Map<string, string>();
  const keeper = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const first = createProgress(keeper).getState();
  first.finish('a');
  first.finish('a');
  first.guess('b', 3300);
  const again = createProgress(keeper).getState();
  expect(again).toMatchObject({ done: ['a'], guesses: { b: 3300 } });
  again.clear();
  expect(kept.size).toBe(0);
  keeper.setItem('overlap.learn', '{"done":7,"guesses":{"a":"x","b":1}}');
  expect(createProgress(keeper).getState()).toMatchObject({ done: [], guesses: { b: 1 } });
  const forbidden = {
    ...keeper,
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  };
  const without = createProgress(forbidden);
  without.getState().finish('a');
  expect(without.getState().done).toEqual(['a']);
});

test('prose is taken apart into text, bold, code, words and figures, and read without its marks', () => {
  const text = 'It **takes {takes}** with [[thread|threads]] and `await`, not {control}.';
  expect(proseParts(text).map(({ kind }) => kind)).toEqual([
    'text',
    'bold',
    'measure',
    'text',
    'word',
    'text',
    'code',
    'text',
    'measure',
    'text',
  ]);
  expect(plainProse(text, (measure) => `<${measure}>`)).toBe('It takes <takes> with threads and await, not <control>.');
});
