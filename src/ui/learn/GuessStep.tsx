/** Guess: what is there, and one question. The moment is typed here or dragged to on the timeline. */
import { useId } from 'react';
import { withCards } from '../../learn/cards.ts';
import type { Ask } from '../../learn/lesson.ts';
import { useFigure, useLesson } from './lesson-context.ts';
import { Prose } from './Prose.tsx';
import { Paragraphs } from './StepParts.tsx';
import './guess-step.css';

export function GuessStep() {
  const { lesson } = useLesson();
  const figure = useFigure();
  const { says, asks } = lesson.guess;
  return (
    <>
      <Paragraphs of={withCards(says)} figure={figure} />
      {asks.kind === 'time' ? <Moment asks={asks} /> : <Choice asks={asks} />}
    </>
  );
}

/** What one types is in the unit in which the lesson speaks of such times. */
const unitOf = ({ fromMs }: Extract<Ask, { kind: 'time' }>) =>
  fromMs > 0 && fromMs < 1000 ? (['ms', 1, 'milliseconds'] as const) : (['s', 1000, 'seconds'] as const);

function Moment({ asks }: { readonly asks: Extract<Ask, { kind: 'time' }> }) {
  const { guess = asks.fromMs, setGuess } = useLesson();
  const figure = useFigure();
  const about = useId();
  const question = useId();
  const [unit, unitMs, unitName] = unitOf(asks);
  return (
    <>
      <p id={question} className="ln-question">
        <Prose text={asks.question} figure={figure} />
      </p>
      <div className="ln-box ln-moment">
        <input
          className="field"
          type="number"
          min={0}
          step={unit === 's' ? 0.1 : 1}
          value={Number((guess / unitMs).toFixed(3))}
          aria-label={`Your guess, in ${unitName}`}
          aria-describedby={`${question} ${about}`}
          onChange={({ target }) => {
            const value = target.valueAsNumber;
            if (value >= 0) setGuess(value * unitMs);
          }}
        />
        <span>{unit}</span>
        <p id={about}>
          Type your guess, or drag the handle on the timeline. Then press <b>Run</b>.
        </p>
      </div>
    </>
  );
}

function Choice({ asks }: { readonly asks: Extract<Ask, { kind: 'choice' }> }) {
  const { guess, setGuess } = useLesson();
  const figure = useFigure();
  const name = useId();
  return (
    <fieldset className="ln-box ln-choice">
      <legend className="ln-question">
        <Prose text={asks.question} figure={figure} />
      </legend>
      {asks.options.map(({ says }, i) => (
        <label key={says}>
          <input type="radio" name={name} checked={guess === i} onChange={() => setGuess(i)} />
          <span>
            <Prose text={says} figure={figure} />
          </span>
        </label>
      ))}
      <p>
        Choose one, then press <b>Run</b>.
      </p>
    </fieldset>
  );
}
