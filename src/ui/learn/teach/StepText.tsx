/** What a step says and asks. It is text from elsewhere: bold, code and words with cards, nothing else. */
import { useState } from 'react';
import { plainProse } from '../../../learn/prose.ts';
import type { TaughtQuestion, TaughtStep } from '../../../learn/taught.ts';
import { Prose } from '../Prose.tsx';
import { Question } from '../Question.tsx';

/** It has no figures: what looks like one stays as it was written. */
const asWritten = (measure: string): string => `{${measure}}`;

export function StepText({ text, question }: Pick<TaughtStep, 'text' | 'question'>) {
  const paragraphs = text.split(/\n\s*\n/).filter((one) => one.trim() !== '');
  return (
    <>
      {paragraphs.map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its place.
        <p key={i} className="te-paragraph">
          <Prose text={paragraph} figure={asWritten} />
        </p>
      ))}
      {question && <Asked {...question} />}
    </>
  );
}

function Asked({ asks, answers, right }: TaughtQuestion) {
  const [chosen, setChosen] = useState<number>();
  const [first = ''] = answers;
  if (answers.length > 1)
    return (
      <Question
        question={<Prose text={asks} figure={asWritten} />}
        options={answers.map((answer) => plainProse(answer, asWritten))}
        right={right}
        chosen={chosen}
        onChoose={setChosen}
      />
    );
  return (
    <div className="ln-box">
      <p>
        <b>A question.</b> <Prose text={asks} figure={asWritten} />
      </p>
      <p aria-live="polite">
        {chosen === undefined ? (
          <button type="button" className="button" onClick={() => setChosen(0)}>
            Show the answer
          </button>
        ) : (
          <Prose text={first} figure={asWritten} />
        )}
      </p>
    </div>
  );
}
