/** A pool of module workers. Its loops live on the page (a message a task or a chunk) or inside the workers (shared memory). */
import type { Engine } from '../engine.ts';
import { chunkSize, DISPATCH, poolSize } from '../knobs.ts';
import { chunkWorker, pool, worker } from './pool.ts';

export const webWorkers: Engine = {
  id: 'web-workers',
  title: 'Web Workers',
  holds: 'a task holds a worker, cpu a core',
  family: 'browser',
  place: { lane: 'worker', waitsFor: 'worker', cpu: 'core', mortal: true },
  caller: 'loop',
  capacity: 'workers',
  knobs: [poolSize((machine) => machine.cores), DISPATCH, chunkSize(() => 1)],
  programs: { worker, chunkWorker },
  inside: ({ dispatch }) => dispatch === 'shared',
  main: (env) => pool(env, webWorkers.place, env.workers, env.dispatch === 'chunk' ? chunkWorker : worker),
};
