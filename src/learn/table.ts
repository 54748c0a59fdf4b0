/** The list of lessons in few bytes: the build puts it into the page (`vite.config.ts`), so that the list is there with the page and no lesson is. */
import { CHAPTERS } from './list.ts';

export type LessonTable = readonly (readonly [
  chapter: string,
  lessons: readonly (readonly [id: string, title: string])[],
])[];

export const lessonTable = (): LessonTable =>
  CHAPTERS.map(({ title, lessons }) => [title, lessons.map((lesson) => [lesson.id, lesson.title] as const)] as const);
