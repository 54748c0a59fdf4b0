/** The way from an engine to the lesson that shows it at work. Loaded with the first explanation: it needs all lessons. */
import { fullTitle } from '../../learn/tour.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';
import { lessonOf } from './its-lesson.ts';

export default function ItsLesson({ engine }: { readonly engine: string }) {
  const lesson = lessonOf(engine);
  if (!lesson) return null;
  return (
    <p>
      <a className="link" href={hashOfStep(lesson.id, 'guess')}>
        {fullTitle(lesson)}
      </a>
    </p>
  );
}
