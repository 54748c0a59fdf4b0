/** What a step says, hides and asks, to be written. */
import { useId } from 'react';
import { enginesNamed } from '../../../engines/list.ts';
import { isOfProgram, MOST, type TasksStep, type TaughtQuestion, type TaughtStep } from '../../../learn/taught.ts';
import { teaching } from '../../../store/teach/teaching.ts';
import type { StepShown } from './use-step.ts';

interface Props {
  readonly step: TaughtStep;
  readonly shown: StepShown;
}

export function StepEditor({ step, shown }: Props) {
  const { change } = teaching().getState();
  const { text } = step;
  const about = useId();
  return (
    <>
      <label className="te-field">
        <span>What it says</span>
        <textarea
          className="field"
          rows={5}
          maxLength={MOST.text}
          value={text}
          aria-describedby={about}
          onChange={({ target }) => change('text', { text: target.value })}
        />
      </label>
      <p id={about} className="ln-quiet">
        <code>**bold**</code>, <code>`code`</code>, and <code>[[pool size]]</code> for a word with a card.
      </p>
      {isOfProgram(step) ? (
        <p className="ln-quiet">The program waits for Run. What comes out of it is hidden until then.</p>
      ) : (
        <Hides step={step} shown={shown} />
      )}
      <Quiz question={step.question} />
    </>
  );
}

function Hides({ step: { hides }, shown }: Props & { readonly step: TasksStep }) {
  const { hide } = teaching().getState();
  return (
    <fieldset className="te-set">
      <legend>Hidden until somebody asks for it</legend>
      {enginesNamed(shown.overlap.store.getState().draft.engines).map(({ id, title }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={hides.includes(id)}
            onChange={({ target }) => hide(target.checked ? [...hides, id] : hides.filter((one) => one !== id))}
          />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  );
}

const FIRST: TaughtQuestion = { asks: '', answers: [''], right: 0 };

function Quiz({ question }: { readonly question: TaughtQuestion | undefined }) {
  const { change, askNothing } = teaching().getState();
  const name = useId();
  if (!question)
    return (
      <p className="te-buttons">
        <button type="button" className="button" onClick={() => change('', { question: FIRST })}>
          Ask a question
        </button>
      </p>
    );
  const { asks, answers, right } = question;
  const set = (what: string, next: Partial<TaughtQuestion>) => change(what, { question: { ...question, ...next } });
  return (
    <fieldset className="te-set">
      <legend>A question</legend>
      <label className="te-field">
        <span>It asks</span>
        <input
          className="field"
          maxLength={MOST.asks}
          value={asks}
          onChange={({ target }) => set('asks', { asks: target.value })}
        />
      </label>
      {answers.map((answer, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place.
        <div key={i} className="te-answer">
          <input
            type="radio"
            name={name}
            aria-label={`Answer ${i + 1} is right`}
            checked={right === i}
            onChange={() => set('', { right: i })}
          />
          <input
            className="field"
            aria-label={`Answer ${i + 1}`}
            maxLength={MOST.answer}
            value={answer}
            onChange={({ target }) =>
              set(`answer ${i}`, { answers: answers.map((one, k) => (k === i ? target.value : one)) })
            }
          />
        </div>
      ))}
      <p className="ln-quiet">
        {answers.length === 1 ? 'One answer is shown when it is asked for.' : 'The one that is marked is right.'}
      </p>
      <p className="te-buttons">
        {answers.length < MOST.answers && (
          <button type="button" className="button" onClick={() => set('', { answers: [...answers, ''] })}>
            Another answer
          </button>
        )}
        {answers.length > 1 && (
          <button
            type="button"
            className="button"
            onClick={() => set('', { answers: answers.slice(0, -1), right: Math.min(right, answers.length - 2) })}
          >
            Drop the last answer
          </button>
        )}
        <button type="button" className="button" onClick={() => askNothing()}>
          No question
        </button>
      </p>
    </fieldset>
  );
}
