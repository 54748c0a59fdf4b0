/** What of a step is hidden until it is asked for. */
import { isOfProgram, type TaughtLesson } from './taught.ts';

interface Shown {
  /** The place of the step. */
  readonly at: number;
  /** Ids of the engines that the step has. */
  readonly engines: readonly string[];
  /** Places of the steps whose results were asked for. */
  readonly revealed: ReadonlySet<number>;
  /** In a presentation results are hidden in each step about a scenario whose results nobody has seen yet. */
  readonly presenting: boolean;
}

/** Ids of the engines whose results are hidden. A program has none: it has no results before it is run. */
export function hiddenIn({ steps }: TaughtLesson, { at, engines, revealed, presenting }: Shown): readonly string[] {
  const shown = steps[at]!;
  if (isOfProgram(shown) || revealed.has(at)) return [];
  const { hides, scenario } = shown;
  if (hides.length > 0) return engines.filter((id) => hides.includes(id));
  const seen = steps.some((step, i) => revealed.has(i) && !isOfProgram(step) && step.scenario === scenario);
  return presenting && !seen ? engines : [];
}
