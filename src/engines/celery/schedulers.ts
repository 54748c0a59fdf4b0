/** The programs of Celery's engines, by some of its rules: loaded with the first need of them. */
import type { Scheduler } from '../scheduler.ts';
import type { Env, Steps } from '../vocabulary.ts';
import { chain, chord, forget, groupGet, groupIter } from './callers.ts';
import type { CeleryRules } from './rules.ts';

export { ALL_RULES } from './rules.ts';

/** By engine id. Without some of the rules one sees what those do. */
export function celeryBy(rules: CeleryRules) {
  const scheduler = (caller: (env: Env, rules: CeleryRules) => Steps): Scheduler => ({
    programs: {},
    inside: () => true,
    durable: true,
    main: (env) => caller(env, rules),
  });
  return {
    celery: scheduler(forget),
    'celery.group': scheduler(groupGet),
    'celery.group.iter_native': scheduler(groupIter),
    'celery.chain': scheduler(chain),
    'celery.chord': scheduler(chord),
  };
}
