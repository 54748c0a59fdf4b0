/** The program of Spark's engine, by some of its rules: loaded with the first need of it. */
import type { Scheduler } from '../scheduler.ts';
import { callAll } from './driver.ts';
import type { SparkRules } from './rules.ts';

export { ALL_RULES } from './rules.ts';

/** Without some of the rules one sees what those do. */
export const sparkBy = (rules: SparkRules): Scheduler => ({
  programs: {},
  inside: () => true,
  main: (env) => callAll(env, rules),
});
