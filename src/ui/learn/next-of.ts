/** Where previous and next lead from a step of a lesson. */
import type { AnyLesson } from '../../learn/lesson.ts';
import { LESSONS } from '../../learn/list.ts';
import { STEPS, type Step } from '../../learn/steps.ts';
import { CONTENTS } from '../../store/learn/place.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';

interface Way {
  readonly hash: string;
  /** What the link says. */
  readonly says: string;
}

export const STEP_NAMES: Readonly<Record<Step, string>> = { guess: 'Guess', run: 'Run', why: 'Why', change: 'Change' };

const numbered = (lesson: AnyLesson): string => `${LESSONS.indexOf(lesson) + 1} · ${lesson.title}`;

export function nextOf(lesson: AnyLesson, step: Step): Way {
  const next = STEPS[STEPS.indexOf(step) + 1];
  if (next) return { hash: hashOfStep(lesson.id, next), says: STEP_NAMES[next] };
  const after = LESSONS[LESSONS.indexOf(lesson) + 1];
  return after
    ? { hash: hashOfStep(after.id, 'guess'), says: numbered(after) }
    : { hash: CONTENTS, says: 'All lessons' };
}

export function beforeOf(lesson: AnyLesson, step: Step): Way {
  const before = STEPS[STEPS.indexOf(step) - 1];
  if (before) return { hash: hashOfStep(lesson.id, before), says: STEP_NAMES[before] };
  const lessonBefore = LESSONS[LESSONS.indexOf(lesson) - 1];
  return lessonBefore
    ? { hash: hashOfStep(lessonBefore.id, 'guess'), says: numbered(lessonBefore) }
    : { hash: CONTENTS, says: 'All lessons' };
}
