/** Run, and why: the guess beside what came out, and the reason in a sentence. */
import { cardsOfWhy } from '../../learn/cards.ts';
import type { Lesson } from '../../learn/lesson.ts';
import { figureOf, readMeasure } from '../../learn/measure.ts';
import { formatMs } from '../../scenario/duration.ts';
import { useApp } from '../base/use-overlap.ts';
import { guessWords } from './guess-words.ts';
import { useFigure, useLesson } from './lesson-context.ts';
import { Prose } from './Prose.tsx';
import { Box, Chips, OnToChange, OnToWhy, Paragraphs } from './StepParts.tsx';
import { useCameOut } from './use-came-out.ts';
import { useProgress } from './use-progress.ts';

function Guessed() {
  const { lesson } = useLesson();
  const kept = useProgress((state) => state.guesses[lesson.id]);
  const came = useCameOut();
  const isTime = lesson.guess.asks.kind === 'time';
  return (
    <Chips id={lesson.id} guessed={guessWords(lesson, kept)}>
      {came && (
        <span className="ln-chip">
          {isTime ? (came.isMeasured ? 'measured' : 'predicted') : 'answer'}: <b>{came.says}</b>
        </span>
      )}
    </Chips>
  );
}

export function RunStep() {
  const { lesson, isLive } = useLesson();
  const kind = useApp((state) => state.run.kind);
  const going = kind === 'running' || kind === 'starting';
  return (
    <>
      {going ? <p>It is running. Watch who waits, and for what.</p> : <Guessed />}
      {!going && (
        <p>
          {!isLive
            ? 'The outlines are the prediction. This tool needs servers of its own, which a page does not have.'
            : kind === 'ready'
              ? 'The outlines are the prediction. Press Run to see it happen.'
              : 'Outlines are the prediction. Filled bars were measured just now, in this browser.'}
        </p>
      )}
      <p>{whereToLook(lesson)} Then look at what comes before it.</p>
      <OnToWhy id={lesson.id} />
    </>
  );
}

/** Where the answer is to be seen. */
function whereToLook({ guess: { asks } }: Lesson): string {
  if (asks.kind === 'choice') return 'Find in the picture what you were asked about.';
  return asks.of === 'takes' ? 'Look at the right end of the last bar first.' : 'Find the moment that you guessed.';
}

/** A run that took so much more or less than predicted is told apart from the figures of the text. */
const OFF_BY = 0.1;

/** The figures of the text are predictions: it is said where the run of this page came out otherwise. */
function Differs() {
  const { lesson, figures } = useLesson();
  const came = useCameOut();
  const { asks } = lesson.guess;
  if (!figures || asks.kind !== 'time' || !came?.isMeasured || came.ms === undefined) return null;
  const predicted = figureOf(readMeasure(asks.of), figures);
  if (Math.abs(came.ms - predicted) <= OFF_BY * predicted) return null;
  return (
    <p className="ln-quiet">
      The figures above are the prediction, {formatMs(predicted, 1)}. Here, just now, it was {came.says}.
    </p>
  );
}

export function WhyStep() {
  const { lesson } = useLesson();
  const figure = useFigure();
  const { head, not } = lesson.why;
  const cards = cardsOfWhy(lesson.why);
  return (
    <>
      <Guessed />
      <h3 className="ln-head">
        <Prose text={head} figure={figure} />
      </h3>
      <Paragraphs of={cards.says} figure={figure} />
      <Differs />
      {not && <Box head={not.head} says={cards.not} figure={figure} />}
      <OnToChange id={lesson.id} />
    </>
  );
}
