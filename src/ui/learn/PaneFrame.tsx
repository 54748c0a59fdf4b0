/** The frame of a lesson's text: its head, its four steps, and the ways on. */
import type { ReactNode } from 'react';
import type { AnyLesson } from '../../learn/lesson.ts';
import { STEPS, type Step } from '../../learn/steps.ts';
import { asidesOf, numberOf, TOUR } from '../../learn/tour.ts';
import { CONTENTS } from '../../store/learn/place.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';
import { Icon } from '../base/Icon.tsx';
import { beforeOf, nextOf, STEP_NAMES } from './next-of.ts';
import './pane-frame.css';

interface Props {
  readonly lesson: AnyLesson;
  readonly step: Step;
  readonly children: ReactNode;
}

export function PaneFrame({ lesson, step, children }: Props) {
  const [before, next] = [beforeOf(lesson, step), nextOf(lesson, step)];
  const number = numberOf(lesson);
  const place = lesson.isAside ? `Aside to lesson ${number}` : `Lesson ${number} of ${TOUR.length}`;
  return (
    <div className="ln-lesson">
      <article className="ln-text" aria-labelledby="lesson-title">
        <p className="ln-over">
          <span>{place} · 3 min</span>
          {lesson.article && <span>from the article, {lesson.article}</span>}
        </p>
        <h2 id="lesson-title">{lesson.title}</h2>
        <nav aria-label="Steps">
          <ol className="ln-steps">
            {STEPS.map((one) => (
              <li key={one} data-gone={STEPS.indexOf(one) < STEPS.indexOf(step) ? '' : undefined}>
                <a href={hashOfStep(lesson.id, one)} aria-current={one === step ? 'step' : undefined}>
                  {STEP_NAMES[one]}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        {children}
        {step === 'change' && <Asides of={lesson} />}
      </article>
      <nav className="ln-foot" aria-label="Lessons">
        <a className="button quiet" href={CONTENTS}>
          <Icon name="lanes" />
          All lessons
        </a>
        <a
          className="button quiet icon ln-back"
          href={before.hash}
          aria-label={`Back: ${before.says}`}
          title={before.says}
        >
          <Icon name="chevron-down" />
        </a>
        <a className="button ln-on" href={next.hash}>
          <span>{next.says}</span>
          <Icon name="chevron-down" />
        </a>
      </nav>
    </div>
  );
}

/** The ways into what goes further than the tour does. */
function Asides({ of }: { readonly of: AnyLesson }) {
  return asidesOf(of).map(({ id, title, claim }) => (
    <p key={id}>
      <a href={hashOfStep(id, 'guess')}>Aside: {title}</a>. {claim}
    </p>
  ));
}
