/** The way from an engine to the lesson that shows it at work. Loaded with the first explanation: it needs all lessons. */
import { LESSONS } from '../../learn/list.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';
import { lessonOf } from './its-lesson.ts';

export default function ItsLesson({ engine }: { readonly engine: string }) {
  const lesson = lessonOf(engine);
  if (!lesson) return null;
  return (
    <p>
      <a className="link" href={hashOfStep(lesson.id, 'guess')}>
        Lesson {LESSONS.indexOf(lesson) + 1} · {lesson.title}
      </a>
    </p>
  );
}
