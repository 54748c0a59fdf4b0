/** The four steps of a lesson about a program. What it is said to print is what it printed. */
import { useId, useState } from 'react';
import { cardsOfChange, cardsOfWhy, withCards } from '../../learn/cards.ts';
import { type Outcome, type ProgramLesson, rightOutcome } from '../../learn/lesson.ts';
import type { Step } from '../../learn/steps.ts';
import { outcomeOf } from '../../store/learn/program-outcome.ts';
import { programHash } from '../../store/python/link.ts';
import { useLayout } from '../base/use-media.ts';
import { useProgram, useSession } from '../python/program-context.ts';
import { runOfText } from '../python/shown-run.ts';
import { Prose } from './Prose.tsx';
import { Question } from './Question.tsx';
import { Box, Chips, OnToChange, OnToWhy, Paragraphs } from './StepParts.tsx';
import { useProgress } from './use-progress.ts';

interface Props {
  readonly lesson: ProgramLesson;
  readonly step: Step;
  readonly guess: number | undefined;
  readonly onGuess: (guess: number) => void;
}

export function ProgramSteps({ lesson, step, guess, onGuess }: Props) {
  switch (step) {
    case 'guess':
      return <Guess lesson={lesson} guess={guess} onGuess={onGuess} />;
    case 'run':
      return <Run lesson={lesson} />;
    case 'why':
      return <Why lesson={lesson} />;
    case 'change':
      return <Change lesson={lesson} />;
  }
}

function Guess({ lesson, guess, onGuess }: Omit<Props, 'step'>) {
  const name = useId();
  const { says, question, options } = lesson.guess;
  return (
    <>
      <Paragraphs of={withCards(says)} />
      <fieldset className="ln-box ln-choice">
        <legend className="ln-question">
          <Prose text={question} />
        </legend>
        {options.map((option, i) => (
          <label key={option.says}>
            <input type="radio" name={name} checked={guess === i} onChange={() => onGuess(i)} />
            <span>
              <Prose text={option.says} />
            </span>
          </label>
        ))}
        <p>
          Choose one, then press <b>Run</b>.
        </p>
      </fieldset>
    </>
  );
}

/** How the program that stands there came out; undefined while it runs. */
const useOutcome = (): string | undefined => useProgram((state) => outcomeOf(runOfText(state)));

const inWords = (outcome: string | undefined): string =>
  outcome === undefined ? '…' : outcome === 'deadlock' ? 'nobody can go on' : outcome;

function Guessed({ lesson }: { readonly lesson: ProgramLesson }) {
  const kept = useProgress((state) => state.guesses[lesson.id]);
  const outcome = useOutcome();
  const guessed: Outcome | undefined = kept === undefined ? undefined : lesson.guess.options[kept];
  return (
    <Chips id={lesson.id} guessed={guessed?.says}>
      {outcome !== undefined && (
        <span className="ln-chip">
          executed: <b>{inWords(outcome)}</b>
        </span>
      )}
    </Chips>
  );
}

function Run({ lesson }: { readonly lesson: ProgramLesson }) {
  const loading = useProgram((state) => state.python.kind === 'loading');
  return (
    <>
      <Guessed lesson={lesson} />
      {loading && <p>CPython is loaded into this page first. That takes some seconds, once.</p>}
      <p>
        Each lane is a thread, a process or a task of the program. Below them stand the program and what it printed.
      </p>
      <OnToWhy id={lesson.id} />
    </>
  );
}

function Why({ lesson }: { readonly lesson: ProgramLesson }) {
  const { head, not } = lesson.why;
  const cards = cardsOfWhy(lesson.why);
  return (
    <>
      <Guessed lesson={lesson} />
      <h3 className="ln-head">
        <Prose text={head} />
      </h3>
      <Paragraphs of={cards.says} />
      {not && <Box head={not.head} says={cards.not} />}
      <OnToChange id={lesson.id} />
      <OpenNarrow />
    </>
  );
}

/** On narrow pages it has no room beside Run. */
function OpenNarrow() {
  const program = useProgram((state) => state.program);
  if (useLayout() !== 'narrow') return null;
  return (
    <a className="button ln-open ln-tap" href={programHash(program)}>
      Open in Python
    </a>
  );
}

function Change({ lesson }: { readonly lesson: ProgramLesson }) {
  const session = useSession();
  const program = useProgram((state) => state.program);
  const { text } = program.files[0]!;
  const outcome = useOutcome();
  const { says, name, asks } = lesson.change;
  const { notice, takeAlong } = cardsOfChange(lesson.change);
  const chosen = lesson.programs.findIndex((one) => one.text === text);
  const choose = (place: number) => {
    session.type(0, lesson.programs[place]!.text);
    session.run();
  };
  const handle = (
    <select
      className="ln-select"
      aria-label={name}
      value={chosen}
      onChange={({ target }) => choose(Number(target.value))}
    >
      {lesson.programs.map((one, i) => (
        <option key={one.says} value={i}>
          {one.says.replaceAll('`', '')}
        </option>
      ))}
    </select>
  );
  const [answered, setAnswered] = useState<number>();
  return (
    <>
      <p className="ln-sentence" aria-live="polite">
        <Prose text={says} figure={(measure) => (measure === 'control' ? handle : inWords(outcome))} />
      </p>
      <Paragraphs of={notice} />
      <Question
        question={<Prose text={asks.question} />}
        options={asks.options.map(({ says: answer }) => answer)}
        right={rightOutcome(lesson, asks.options)}
        chosen={answered}
        onChoose={setAnswered}
      />
      <Box head="Take along." says={takeAlong} />
      <OpenNarrow />
    </>
  );
}
