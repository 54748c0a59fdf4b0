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

/** A figure's in a worker: it has room for a million plain tasks. */
export const figureBudget = (tasks: number): Budget => ({ steps: 1e6 + 40 * tasks, bytes: 200e6 });
