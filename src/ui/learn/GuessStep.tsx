/** Guess: what is there, and one question. The moment is typed here or dragged to on the timeline. */
import { useId } from 'react';
import type { Ask } from '../../learn/lesson.ts';
import { useFigure, useLesson } from './lesson-context.ts';
import { Prose } from './Prose.tsx';

export function GuessStep() {
  const { lesson } = useLesson();
  const figure = useFigure();
  const { says, asks } = lesson.guess;
  return (
    <>
      {says.map((text) => (
        <p key={text}>
          <Prose text={text} figure={figure} />
        </p>
      ))}
      {asks.kind === 'time' ? <Moment asks={asks} /> : <Choice asks={asks} />}
    </>
  );
}

function Moment({ asks }: { readonly asks: Extract<Ask, { kind: 'time' }> }) {
  const { guess = asks.fromMs, setGuess } = useLesson();
  const figure = useFigure();
  const about = useId();
  const question = useId();
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
          step={asks.fromMs < 1000 ? 0.01 : 0.1}
          value={Number((guess / 1000).toFixed(3))}
          aria-label="Your guess, in seconds"
          aria-describedby={`${question} ${about}`}
          onChange={({ target }) => {
            const seconds = target.valueAsNumber;
            if (seconds >= 0) setGuess(seconds * 1000);
          }}
        />
        <span>s</span>
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
