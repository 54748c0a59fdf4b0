/** Where previous and next lead from a step of a lesson. */
import type { AnyLesson } from '../../learn/lesson.ts';
import { STEPS, type Step } from '../../learn/steps.ts';
import { numberedTitle, TOUR, tourLessonOf } from '../../learn/tour.ts';
import { CONTENTS } from '../../store/learn/place.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';

interface Way {
  readonly hash: string;
  /** What the link says. */
  readonly says: string;
}

export const STEP_NAMES: Readonly<Record<Step, string>> = { guess: 'Guess', run: 'Run', why: 'Why', change: 'Change' };

/** The next step; of the last one the next lesson of the tour, from an aside as from the lesson it belongs to. */
export function nextOf(lesson: AnyLesson, step: Step): Way {
  const next = STEPS[STEPS.indexOf(step) + 1];
  if (next) return { hash: hashOfStep(lesson.id, next), says: STEP_NAMES[next] };
  const after = TOUR[TOUR.indexOf(tourLessonOf(lesson)) + 1];
  return after
    ? { hash: hashOfStep(after.id, 'guess'), says: numberedTitle(after) }
    : { hash: CONTENTS, says: 'All lessons' };
}

/** The step before; of the first one the lesson before, of an aside the step that led to it. */
export function beforeOf(lesson: AnyLesson, step: Step): Way {
  const before = STEPS[STEPS.indexOf(step) - 1];
  if (before) return { hash: hashOfStep(lesson.id, before), says: STEP_NAMES[before] };
  const from = tourLessonOf(lesson);
  if (from !== lesson) return { hash: hashOfStep(from.id, 'change'), says: numberedTitle(from) };
  const lessonBefore = TOUR[TOUR.indexOf(lesson) - 1];
  return lessonBefore
    ? { hash: hashOfStep(lessonBefore.id, 'guess'), says: numberedTitle(lessonBefore) }
    : { hash: CONTENTS, says: 'All lessons' };
}
