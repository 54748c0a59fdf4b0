/** A request as a text, so that what was worked out for an equal one is used again. */
import type { PredictionRequest } from './prediction-request.ts';

/** Numbers for task lists, so that a key need not hold a million tasks. */
const seen = new WeakMap<object, number>();
let lists = 0;

/** The same for the same tasks, knobs but the pool size and the name, machine and `besides`. */
export function requestKey(
  { scenario, machine }: Pick<PredictionRequest, 'scenario' | 'machine'>,
  besides: readonly unknown[] = [],
): string {
  const { tasks, workers: _, name: __, ...knobs } = scenario;
  if (!seen.has(tasks)) seen.set(tasks, ++lists);
  return JSON.stringify([seen.get(tasks), knobs, machine, besides]);
}
