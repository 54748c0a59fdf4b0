/** The text of a step that somebody has made, its place among the others, and the ways on. */
import type { TaughtLesson } from '../../../learn/taught.ts';
import { CONTENTS } from '../../../store/learn/place.ts';
import { Icon } from '../../base/Icon.tsx';
import { StepText } from './StepText.tsx';

interface Props {
  readonly lesson: TaughtLesson;
  /** The place of the step. */
  readonly at: number;
  readonly hashOf: (place: number) => string;
  readonly presenting: boolean;
  readonly onCopy: () => void;
}

export function TaughtText({ lesson: { title, steps }, at, hashOf, presenting, onCopy }: Props) {
  const { text, question } = steps[at]!;
  return (
    <div className="ln-lesson" data-presenting={presenting ? '' : undefined}>
      <article className="ln-text" aria-labelledby="lesson-title">
        <p className="ln-over">
          <span>
            Step {at + 1} of {steps.length}
          </span>
          <span>a lesson from a link</span>
        </p>
        <h2 id="lesson-title">{title || 'A lesson'}</h2>
        <nav aria-label="Steps">
          <ol className="ln-steps te-steps">
            {steps.map((_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
              <li key={i} data-gone={i < at ? '' : undefined}>
                <a href={hashOf(i)} aria-label={`Step ${i + 1}`} aria-current={i === at ? 'step' : undefined}>
                  {i + 1}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <StepText key={at} text={text} {...(question && { question })} />
      </article>
      <nav className="ln-foot" aria-label="Ways on">
        {presenting ? (
          <span className="ln-quiet">← → and Esc</span>
        ) : (
          <button type="button" className="button quiet" onClick={onCopy}>
            <Icon name="note" />
            Edit a copy
          </button>
        )}
        {at > 0 && (
          <a className="button quiet icon ln-back" href={hashOf(at - 1)} aria-label={`Back: step ${at}`}>
            <Icon name="chevron-down" />
          </a>
        )}
        {at < steps.length - 1 ? (
          <a className="button ln-on te-on" href={hashOf(at + 1)}>
            <span>Step {at + 2}</span>
            <Icon name="chevron-down" />
          </a>
        ) : (
          <a className="button ln-on te-on" href={CONTENTS}>
            <span>All lessons</span>
          </a>
        )}
      </nav>
    </div>
  );
}
