/** Every engine of the playground, in the order in which the page lists them. A new one is a file and a line here. */
import { InputError } from '../scenario/input-error.ts';
import { asyncPool } from './browser/async-pool.ts';
import { semaphore } from './browser/semaphore.ts';
import { sequential } from './browser/sequential.ts';
import { webWorkers } from './browser/web-workers.ts';
import { celery, celeryChain, celeryChord, celeryGroup, celeryGroupIter } from './celery/celery.ts';
import type { Engine } from './engine.ts';
import { declareKnobs } from './knobs.ts';
import {
  asyncioAsCompleted,
  asyncioSemaphore,
  eager,
  eventLoop,
  gather,
  gatherReturnExceptions,
  interpreterPoolAsCompleted,
  interpreterPoolMap,
  poolImap,
  poolImapUnordered,
  poolMap,
  processes,
  processPoolAsCompleted,
  processPoolMap,
  taskGroup,
  threadPoolAsCompleted,
  threadPoolMap,
  threads,
  toThread,
} from './python/python.ts';
import { actorPool, rayGet, rayWait } from './ray/ray.ts';
import { spark } from './spark/spark.ts';

const LISTED: Engine[] = [];

/** All engines, in order. */
export const ENGINES: readonly Engine[] = LISTED;

/** Puts an engine at the end of the list, and makes its knobs known. */
export function listEngine(engine: Engine): void {
  declareKnobs(engine.knobs);
  LISTED.push(engine);
}

for (const engine of [
  webWorkers,
  asyncPool,
  semaphore,
  sequential,
  threadPoolAsCompleted,
  threadPoolMap,
  interpreterPoolAsCompleted,
  interpreterPoolMap,
  processPoolAsCompleted,
  processPoolMap,
  threads,
  poolMap,
  poolImap,
  poolImapUnordered,
  processes,
  gather,
  gatherReturnExceptions,
  taskGroup,
  asyncioAsCompleted,
  eager,
  asyncioSemaphore,
  toThread,
  eventLoop,
  rayGet,
  rayWait,
  actorPool,
  celery,
  celeryGroup,
  celeryGroupIter,
  celeryChain,
  celeryChord,
  spark,
])
  listEngine(engine);

/** The listed engines of these ids, each once, in the order of the ids. Ids that are not listed are left out. */
export function enginesNamed(ids: readonly string[]): Engine[] {
  return [...new Set(ids)].flatMap((id) => ENGINES.find((engine) => engine.id === id) ?? []);
}

/** The engine of this id, or an InputError that names those there are. */
export function engineById(id: string): Engine {
  const engine = ENGINES.find((e) => e.id === id);
  if (engine) return engine;
  const known = ENGINES.map((e) => e.id).join(', ');
  throw new InputError(`engine: expected one of ${known}, found ${JSON.stringify(id)}`);
}
