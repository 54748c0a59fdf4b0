/**
 * How much a scenario may ask for. What is asked for is counted before anything is done, so that a text, a link or a file
 * costs at most so much; the numbers fit the columns in which feeds and traces keep them.
 */
import { expected } from './expected.ts';
import type { Scenario, TaskSpec } from './scenario.ts';

/** The most tasks that a scenario may have. */
export const MAX_TASKS = 1_000_000;
/** The most workers that a scenario may ask for. Live runs take fewer. */
export const MAX_WORKERS = 1000;
/** The most attempts after the first that a task may have: attempts are numbered in 16 bits. */
export const MAX_RETRY = 65_534;
/** The most attempts that all tasks of a scenario may come to. */
export const MAX_ATTEMPTS = 4_000_000;

/** Times of a run (ms) lie within this on both sides of 0, up to rounding: some 300 years. A prediction is cut off there. */
export const FURTHEST_MS = 1e13;

/** The most kills that a scenario may have: kernels number them. */
const MAX_KILLS = 100_000;

interface Failing {
  readonly fails?: TaskSpec['fails'] | undefined;
  readonly dies?: TaskSpec['dies'] | undefined;
  readonly retry?: number;
}

/** The most attempts that one task can come to: a task that does not fail has no second attempt. */
export function mostAttempts({ fails = false, dies, retry = 0 }: Failing): number {
  if (retry === 0) return 1;
  const most = (attempts: boolean | readonly number[]) =>
    attempts === true ? retry : attempts === false ? 0 : attempts.length;
  return 1 + Math.min(retry, most(fails) + most(dies ?? false));
}

/** Lists of tasks that were found to be within the bounds: a scenario is predicted many times, and its list stays the same. */
const within = new WeakSet<Scenario['tasks']>();

/**
 * Checks the attempts and kills that a scenario asks for.
 * @throws {InputError} whose message begins with the path: `scenario.tasks[3].retry: expected ...`
 */
export function checkAttempts({ tasks, kills = [] }: Scenario): void {
  if (kills.length > MAX_KILLS) throw expected('scenario.kills', `at most ${MAX_KILLS} kills`, kills);
  if (within.has(tasks)) return;
  let attempts = 0;
  for (const [k, task] of tasks.entries()) {
    const { retry } = task;
    if (retry !== undefined && retry > MAX_RETRY)
      throw expected(`scenario.tasks[${k}].retry`, `a whole number from 0 to ${MAX_RETRY}`, retry);
    attempts += mostAttempts(task);
    if (attempts > MAX_ATTEMPTS)
      throw expected(`scenario.tasks[${k}].retry`, `at most ${MAX_ATTEMPTS} attempts in all`, retry ?? 0);
  }
  within.add(tasks);
}

/** Most numbers drawn (jittered segments and attempts that may fail), and most ids behind `after`, that one text may ask for. */
export const MAX_DRAWN = 4_000_000;
