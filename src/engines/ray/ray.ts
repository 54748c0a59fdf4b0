/**
 * Ray 2.60.0: `ray.get`, `ray.wait`, `ray.util.ActorPool`. Tasks wait at their owner and for CPUs of a node, which are only counted; a
 * lease of a worker lasts 500 ms. The files beside this one name the sources of their rules.
 * Left out: which of several idle workers is taken; the order among shapes; where SPREAD and actors placed by the GCS begin; the order in
 * which calls come back that an actor's death has taken; when Ray's own processes compute (they have a share of full cores, `own-cores.ts`); idle processes that end after a
 * second; the driver's end where its own node goes away (here it waits for ever); large objects, their place and their loss; memory, runtime environments, placement groups, generators, async and threaded
 * actors, cancellation, the autoscaler; a parent that fails because a task failed that it had submitted itself.
 */
import { type Engine, lateEngine } from '../engine.ts';
import { type EngineFacts, LIVE_HOSTS, OF_PYTHON } from '../facts.ts';
import { HOSTS } from '../knobs.ts';
import { CPUS, RAY_KNOBS } from './knobs.ts';
import { PLACE } from './place.ts';

const COMMON = {
  ...OF_PYTHON,
  holds: 'a task holds CPUs of a node and a worker process, cpu a core of its host',
  group: 'many machines',
  lanes: PLACE,
  caller: 'core',
  wakes: 'nothing',
  capacity: 'workers',
  manyMachines: 'Node',
  live: LIVE_HOSTS,
} as const satisfies Partial<EngineFacts>;

type Id = 'ray.get' | 'ray.wait' | 'ray.util.ActorPool';

const engine = (id: Id, more: Partial<EngineFacts> = {}): Engine =>
  lateEngine({ ...COMMON, id, title: id, stopsAtError: true, knobs: RAY_KNOBS, ...more }, async () => {
    const { rayBy, ALL_RULES } = await import('./schedulers.ts');
    return rayBy(ALL_RULES)[id];
  });

export const rayGet = engine('ray.get');
export const rayWait = engine('ray.wait', { stopsAtError: false });
export const actorPool = engine('ray.util.ActorPool', { knobs: [CPUS, HOSTS], oneCall: true });
