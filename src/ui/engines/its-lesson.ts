/** Which lesson shows an engine at work. */
import { isProgram, type Lesson } from '../../learn/lesson.ts';
import { LESSONS } from '../../learn/list.ts';

/** The first lesson that asks about the engine with this id, else the first in which it is compared with another; undefined where none has it. */
export function lessonOf(id: string): Lesson | undefined {
  const lessons = LESSONS.filter((lesson): lesson is Lesson => !isProgram(lesson));
  return (
    lessons.find(({ case: { asked } }) => asked[0] === id) ??
    lessons.find(({ case: { asked } }) => asked.includes(id)) ??
    lessons.find(({ case: { beside } }) => beside.includes(id))
  );
}
