/** The lesson that is shown, for its parts. */
import { createContext, type ReactNode, useContext } from 'react';
import type { Lesson } from '../../learn/lesson.ts';
import { figureOf, inWords, type Overrides, readMeasure, type TraceOf } from '../../learn/measure.ts';
import type { Step } from '../../learn/steps.ts';
import type { LessonPage } from '../../store/learn/lesson-page.ts';

export interface LessonShown {
  readonly lesson: Lesson;
  readonly step: Step;
  readonly page: LessonPage;
  /** The predictions that the text speaks of; undefined until they are made. */
  readonly figures: TraceOf | undefined;
  /** Where the handle stands (ms), or which option is chosen; undefined: nothing yet. */
  readonly guess: number | undefined;
  readonly setGuess: (guess: number) => void;
  readonly run: () => void;
  readonly isLive: boolean;
}

const Context = createContext<LessonShown | null>(null);
export const LessonProvider = Context.Provider;

export const useLesson = (): LessonShown => useContext(Context)!;

/** How a measure is shown, under what is chosen. */
export function useFigure(chosen: Overrides = {}): (measure: string) => ReactNode {
  const { figures } = useLesson();
  return (text) => {
    if (!figures) return '…';
    const measure = readMeasure(text);
    return inWords(measure, figureOf(measure, figures, chosen));
  };
}
