/** A pool of module workers. Its loops live on the page (a message a task or a chunk) or inside the workers (shared memory). */
import type { Engine } from '../engine.ts';
import { lanesOf, OF_BROWSER } from '../facts.ts';
import { chunkSize, DISPATCH, settingOf, WORKERS } from '../knobs.ts';
import { chunkWorker, pool, worker } from './pool.ts';

/** Tasks travel in chunks only where that is how they are handed over. */
const CHUNKS = chunkSize(() => 1, { isOfUse: ({ dispatch }) => dispatch === 'chunk' });

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
  knobs: [WORKERS, DISPATCH, CHUNKS],
  programs: { worker, chunkWorker },
  inside: (settings) => settingOf(settings, DISPATCH) === 'shared',
  main: (env) => pool(env, webWorkers.lanes, env.knob(WORKERS), env.knob(DISPATCH) === 'chunk' ? chunkWorker : worker),
};
