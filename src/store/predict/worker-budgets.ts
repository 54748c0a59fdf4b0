/** How much work a prediction in a worker may be. The page's own thread needs none of it. */
import type { Budget } from '../../kernel/virtual/budget.ts';
import { figureBudget, type Purpose } from './budgets.ts';

/** By purpose and number of tasks. The first two have room for a million plain tasks. */
const IN_WORKER: Readonly<Record<Purpose, (tasks: number) => Budget>> = {
  picture: (tasks) => ({ steps: 8e6 + 60 * tasks, bytes: 400e6 }),
  figure: figureBudget,
  objects: (tasks) => ({ steps: 0.5e6 + 60 * tasks, bytes: 50e6 }),
};

export const budgetFor = (purpose: Purpose, tasks: number): Budget => IN_WORKER[purpose](tasks);
