/** What is to be predicted, what of it first, and whether that has few enough tasks for the page's own thread. */
import { BASELINE } from '../../engines/baseline.ts';
import type { Engine } from '../../engines/engine.ts';
import { ENGINES, enginesNamed } from '../../engines/list.ts';
import type { Draft } from '../../scenario/draft.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { taskTime } from './task-time.ts';

export interface PredictionRequest {
  /** Describes `scenario`. */
  readonly draft: Draft;
  readonly scenario: Scenario;
  readonly machine: Machine;
  /** Ids of the engines shown, in order. */
  readonly shown: readonly string[];
  readonly sliderMax: number;
}

/** Of the engines shown, and For loop, which is what they are compared with. */
export const neededAtOnce = (shown: readonly string[], id: string): boolean => shown.includes(id) || id === BASELINE;

/** The engines needed at once, and those that are only listed. */
export function inOrder({ shown }: Pick<PredictionRequest, 'shown'>): {
  readonly first: readonly Engine[];
  readonly later: readonly Engine[];
} {
  const first = ENGINES.filter(({ id }) => neededAtOnce(shown, id));
  return { first, later: ENGINES.filter((engine) => !first.includes(engine)) };
}

/** Whether the page's own thread may try: few tasks may still be much work, which its budget finds out. */
export function hasFewTasks(request: PredictionRequest): boolean {
  return taskTime.isLittle(request.scenario.tasks.length * inOrder(request).first.length);
}

/** The first engine shown that has a pool, whose makespans the columns over the slider show. */
export function columnEngine({ shown }: PredictionRequest): Engine | undefined {
  return enginesNamed(shown).find(({ knobs }) => knobs.some(({ name }) => name === 'workers'));
}
