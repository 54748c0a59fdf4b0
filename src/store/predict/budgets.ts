/**
 * How much work a prediction of the page may be, by where it is made and what for. A step takes 0.1 to 1 µs on the computers of today;
 * a plain task takes 6 to 20 steps, and a hand-over of the GIL about two for each waiting thread.
 */
import type { Budget } from '../../kernel/virtual/budget.ts';

/** On the page's own thread, about a frame's worth. More than that goes to a worker. */
export const ON_PAGE: Budget = { steps: 60_000, bytes: 30e6 };

/** In a worker, for an engine that is shown: some seconds, and room for a million tasks. */
export const shownBudget = (tasks: number): Budget => ({ steps: 8e6 + 60 * tasks, bytes: 400e6 });

/** In a worker, for a makespan that is one of many (listed engines, pool sizes, seeds): less than a second, and room for a million tasks. */
export const listedBudget = (tasks: number): Budget => ({ steps: 1e6 + 40 * tasks, bytes: 200e6 });
