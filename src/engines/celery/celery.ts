/**
 * Celery 5.7.0 with kombu 5.7.0 and billiard 4.3.2, prefork pool, Redis or SQLite: `apply_async` and no more, `group.get`, `group` with
 * `iter_native`, `chain`, `chord`. The files beside this one name the sources of their rules.
 * Left out: which idle child gets a task; the order of acknowledgements; Redis's own time; pickling and the size of messages; the processor
 * time of main processes; reconnects, persistence, expiry of results; gossip, mingle and heartbeats; remote control and revoking.
 */
import { type Engine, lateEngine } from '../engine.ts';
import { type EngineFacts, LIVE_HOSTS, OF_PYTHON } from '../facts.ts';
import { CELERY_KNOBS } from './knobs.ts';
import { CHILD } from './place.ts';

const COMMON = {
  ...OF_PYTHON,
  holds: 'a task holds a child of a worker, cpu a core of its host',
  group: 'many machines',
  lanes: CHILD,
  caller: 'core',
  wakes: 'nothing',
  capacity: 'workers',
  manyMachines: 'Worker',
  stopsAtError: true,
  knobs: CELERY_KNOBS,
  live: LIVE_HOSTS,
} as const satisfies Partial<EngineFacts>;

type Id = 'celery' | 'celery.group' | 'celery.group.iter_native' | 'celery.chain' | 'celery.chord';

const engine = (id: Id, more: Partial<EngineFacts> = {}): Engine =>
  lateEngine({ ...COMMON, id, title: id.replace('celery.', 'Celery '), ...more }, async () => {
    const { celeryBy, ALL_RULES } = await import('./schedulers.ts');
    return celeryBy(ALL_RULES)[id];
  });

export const celery = engine('celery', { title: 'Celery', stopsAtError: false, resultsRow: false, forgets: true });
export const celeryGroup = engine('celery.group');
export const celeryGroupIter = engine('celery.group.iter_native', { stopsAtError: false });
export const celeryChain = engine('celery.chain');
export const celeryChord = engine('celery.chord');
