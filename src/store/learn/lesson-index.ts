/** What `overlap.lessons` answers: every lesson and step with its address. */
import { STEPS, type Step } from '../../learn/lesson.ts';
import { CHAPTERS } from '../../learn/list.ts';
import { hashOfStep } from './place.ts';

export interface LessonAnswer {
  readonly id: string;
  readonly title: string;
  readonly chapter: string;
  /** Of its first step. */
  readonly url: string;
  readonly steps: readonly { readonly kind: Step; readonly url: string }[];
}

export function lessonIndex(page = location.href.replace(/#.*$/, '')): LessonAnswer[] {
  return CHAPTERS.flatMap(({ title: chapter, lessons }) =>
    lessons.map(({ id, title }) => {
      const steps = STEPS.map((kind) => ({ kind, url: page + hashOfStep(id, kind) }));
      return { id, title, chapter, url: steps[0]!.url, steps };
    }),
  );
}
