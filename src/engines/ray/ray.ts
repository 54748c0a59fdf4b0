/**
 * Ray 2.60.0: `ray.get`, `ray.wait`, `ray.util.ActorPool`. Tasks wait at their owner and for CPUs of a node, which are only counted; a
 * lease of a worker lasts 500 ms. The files beside this one name the sources of their rules.
 * Left out: which of several idle workers is taken; the order among shapes; where SPREAD and actors placed by the GCS begin; the order in
 * which calls come back that an actor's death has taken; the processor time of Ray's own processes; idle processes that end after a
 * second; large objects, their place and their loss; memory, runtime environments, placement groups, generators, async and threaded
 * actors, cancellation, the autoscaler; a parent that fails because a task failed that it had submitted itself.
 */
import type { Engine } from '../engine.ts';
import { OF_PYTHON } from '../facts.ts';
import type { Env, Steps } from '../vocabulary.ts';
import { mapUnordered } from './actor-pool.ts';
import { getAll, waitForEach } from './callers.ts';
import { CPUS, HOSTS, RAY_KNOBS } from './knobs.ts';
import { PLACE } from './place.ts';
import { ALL_RULES, type RayRules } from './rules.ts';

const COMMON = {
  ...OF_PYTHON,
  holds: 'a task holds CPUs of a node and a worker process, cpu a core of its host',
  group: 'many machines',
  lanes: PLACE,
  caller: 'core',
  wakes: 'nothing',
  capacity: 'workers',
  manyMachines: true,
  live: { needs: 'nothing here', because: 'Ray has no live form in the browser yet' },
  programs: {},
  inside: () => true,
} as const satisfies Partial<Engine>;

type Caller = (env: Env, rules: RayRules) => Steps;

/** An engine of Ray's, by some of its rules. */
const engine = (id: string, caller: Caller, rules: RayRules, more: Partial<Engine> = {}): Engine => ({
  ...COMMON,
  id,
  title: id,
  stopsAtError: true,
  knobs: RAY_KNOBS,
  main: (env) => caller(env, rules),
  ...more,
});

/** Ray's engines as they are without some of their rules, to see what those do. */
export const rayBy = (rules: RayRules) => ({
  rayGet: engine('ray.get', getAll, rules),
  rayWait: engine('ray.wait', waitForEach, rules, { stopsAtError: false }),
  actorPool: engine('ray.util.ActorPool', mapUnordered, rules, { knobs: [CPUS, HOSTS], oneCall: true }),
});

export const { rayGet, rayWait, actorPool } = rayBy(ALL_RULES);
