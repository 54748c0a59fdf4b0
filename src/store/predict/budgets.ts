/**
 * How much work a prediction of the page may be, by where it is made and what for. A step takes 0.1 to 1 µs on the computers of today;
 * a plain task takes 6 to 20 steps, and a hand-over of the GIL about two for each waiting thread.
 */
import type { Budget } from '../../kernel/virtual/budget.ts';

/** On the page's own thread, about a frame's worth. More than that goes to a worker. */
export const ON_PAGE: Budget = { steps: 60_000, bytes: 30e6 };

/** What a prediction in a worker is for. */
export type Purpose =
  /** An engine that is shown, or that a caller asked for: some seconds. */
  | 'picture'
  /** A makespan that is one of many (listed engines, pool sizes, seeds): less than a second. */
  | 'figure'
  /** A list of spans as plain objects, which the page's thread makes: as many as that makes in a moment. */
  | 'objects';

/** By purpose and number of tasks. The first two have room for a million plain tasks. */
const IN_WORKER: Readonly<Record<Purpose, (tasks: number) => Budget>> = {
  picture: (tasks) => ({ steps: 8e6 + 60 * tasks, bytes: 400e6 }),
  figure: (tasks) => ({ steps: 1e6 + 40 * tasks, bytes: 200e6 }),
  objects: (tasks) => ({ steps: 0.5e6 + 60 * tasks, bytes: 50e6 }),
};

export const budgetFor = (purpose: Purpose, tasks: number): Budget => IN_WORKER[purpose](tasks);
