/** The tour: lessons that are counted, and asides, which one of them leads to and which lead back. */
import type { AnyLesson } from './lesson.ts';
import { LESSONS } from './list.ts';

/** The lessons that are counted, in order. */
export const TOUR: readonly AnyLesson[] = LESSONS.filter(({ isAside }) => !isAside);

/** The counted lesson that an aside belongs to: the last one before it. Of a counted lesson, itself. */
export const tourLessonOf = (lesson: AnyLesson): AnyLesson =>
  LESSONS.slice(0, LESSONS.indexOf(lesson) + 1).findLast(({ isAside }) => !isAside)!;

/** The asides of a counted lesson, in order. */
export const asidesOf = (lesson: AnyLesson): readonly AnyLesson[] =>
  LESSONS.filter((one) => one.isAside && tourLessonOf(one) === lesson);

/** Its number in the tour; an aside has that of the lesson it belongs to. */
export const numberOf = (lesson: AnyLesson): number => TOUR.indexOf(tourLessonOf(lesson)) + 1;

/** `7 · A semaphore`, `Aside · The limit in the right place`. */
export const numberedTitle = (lesson: AnyLesson): string =>
  `${lesson.isAside ? 'Aside' : numberOf(lesson)} · ${lesson.title}`;

/** The same where it does not stand among lessons: `Lesson 7 · A semaphore`. */
export const fullTitle = (lesson: AnyLesson): string => `${lesson.isAside ? '' : 'Lesson '}${numberedTitle(lesson)}`;
