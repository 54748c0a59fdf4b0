/** The programs of Ray's engines, by some of its rules: loaded with the first need of them. */
import type { Scheduler } from '../scheduler.ts';
import type { Env, Steps } from '../vocabulary.ts';
import { mapUnordered } from './actor-pool.ts';
import { getAll, waitForEach } from './callers.ts';
import { ownCores } from './own-cores.ts';
import type { RayRules } from './rules.ts';

export { ALL_RULES } from './rules.ts';

/** By engine id. Without some of the rules one sees what those do. */
export function rayBy(rules: RayRules) {
  const scheduler = (caller: (env: Env, rules: RayRules) => Steps): Scheduler => ({
    programs: {},
    ownCores,
    inside: () => true,
    main: (env) => caller(env, rules),
  });
  return {
    'ray.get': scheduler(getAll),
    'ray.wait': scheduler(waitForEach),
    'ray.util.ActorPool': scheduler(mapUnordered),
  };
}
