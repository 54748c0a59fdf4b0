/** What came of the lesson's run: measured where it has run, else as predicted. */
import type { Ask, Option } from '../../learn/lesson.ts';
import { figureOf, holds, inWords, readCondition, readMeasure } from '../../learn/measure.ts';
import { useOverlap, useRevision } from '../base/use-overlap.ts';
import { useLesson } from './lesson-context.ts';

export interface CameOut {
  /** Milliseconds; only where a moment was asked for. */
  readonly ms?: number;
  readonly says: string;
  readonly isMeasured: boolean;
}

/** The place of the option that is right; -1 while nothing is predicted. */
export function useRight(options: readonly Option[]): number {
  const { figures } = useLesson();
  return figures ? options.findIndex(({ when }) => holds(readCondition(when), figures)) : -1;
}

/** The answer to the lesson's question; undefined while nothing is known. */
export function useCameOut(): CameOut | undefined {
  const { lesson, figures } = useLesson();
  const { registry } = useOverlap();
  useRevision();
  const { asks } = lesson.guess;
  const measured = registry.of(lesson.case.asked[0]).measured;
  const ended = measured && !Number.isNaN(measured.totalMs) && measured.facts.stoppedMs === undefined;
  return (
    figures &&
    answerOf(
      asks,
      (measure) => {
        const isOwn = measure.engine === undefined && ended === true;
        return { value: figureOf(measure, isOwn ? () => measured : figures), isMeasured: isOwn };
      },
      figures,
    )
  );
}

type Valued = (measure: ReturnType<typeof readMeasure>) => { readonly value: number; readonly isMeasured: boolean };

function answerOf(asks: Ask, valued: Valued, figures: Parameters<typeof holds>[1]): CameOut | undefined {
  switch (asks.kind) {
    case 'time': {
      const measure = readMeasure(asks.of);
      const { value, isMeasured } = valued(measure);
      return { ms: value, says: inWords(measure, value), isMeasured };
    }
    case 'choice': {
      const right = asks.options.find(({ when }) => holds(readCondition(when), figures));
      return right && { says: right.says, isMeasured: false };
    }
  }
}
