/** A pool of module workers. Its loops live on the page (a message a task or a chunk) or inside the workers (shared memory). */
import type { Engine } from '../engine.ts';
import { lanesOf, OF_BROWSER } from '../facts.ts';
import { chunkSize, DISPATCH, poolSize } from '../knobs.ts';
import { chunkWorker, pool, worker } from './pool.ts';

export const webWorkers: Engine = {
  ...OF_BROWSER,
  id: 'web-workers',
  title: 'Web Workers',
  holds: 'a task holds a worker, cpu a core',
  lanes: lanesOf('worker', { waitsFor: 'worker', cpu: 'core', mortal: true }),
  caller: 'loop',
  stallsPage: false,
  live: { needs: 'workers' },
  capacity: 'workers',
  knobs: [poolSize((machine) => machine.cores), DISPATCH, chunkSize(() => 1)],
  programs: { worker, chunkWorker },
  inside: ({ dispatch }) => dispatch === 'shared',
  main: (env) => pool(env, webWorkers.lanes, env.workers, env.dispatch === 'chunk' ? chunkWorker : worker),
};
