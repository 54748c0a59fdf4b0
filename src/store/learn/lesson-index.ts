/** What `overlap.lessons` answers: every lesson and step with its address. */
import { STEPS, type Step } from '../../learn/steps.ts';
import type { LessonTable } from '../../learn/table.ts';
import { hashOfStep } from './step-hash.ts';

export interface LessonAnswer {
  readonly id: string;
  readonly title: string;
  readonly chapter: string;
  /** Of its first step. */
  readonly url: string;
  readonly steps: readonly { readonly kind: Step; readonly url: string }[];
}

/** @param table the JSON text of the list (`LessonTable`), as the build has put it into the page */
export function lessonIndex(table: string, page: string): LessonAnswer[] {
  return (JSON.parse(table) as LessonTable).flatMap(([chapter, lessons]) =>
    lessons.map(([id, title]) => {
      const steps = STEPS.map((kind) => ({ kind, url: page + hashOfStep(id, kind) }));
      return { id, title, chapter, url: steps[0]!.url, steps };
    }),
  );
}
