/** What of a step is hidden until it is asked for. */
import type { TaughtLesson } from './taught.ts';

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

/** Ids of the engines whose results are hidden. */
export function hiddenIn({ steps }: TaughtLesson, { at, engines, revealed, presenting }: Shown): readonly string[] {
  const { hides, scenario } = steps[at]!;
  if (revealed.has(at)) return [];
  if (hides.length > 0) return engines.filter((id) => hides.includes(id));
  const seen = steps.some((step, i) => revealed.has(i) && step.scenario === scenario);
  return presenting && !seen ? engines : [];
}
