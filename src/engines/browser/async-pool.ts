/** So many async functions on the main thread, each awaiting one task after another (p-map). */
import type { Engine } from '../engine.ts';
import { lanesOf, OF_BROWSER } from '../facts.ts';
import { WORKERS } from '../knobs.ts';
import { pool, worker } from './pool.ts';

export const asyncPool: Engine = {
  ...OF_BROWSER,
  id: 'async-pool',
  title: 'Main-thread async pool',
  holds: 'a task holds a slot, cpu the event loop',
  lanes: lanesOf('slot', { waitsFor: 'slot', cpu: 'loop', mortal: false, fresh: true }),
  caller: 'loop',
  stallsPage: true,
  live: { needs: 'main thread' },
  capacity: 'workers',
  knobs: [WORKERS],
  programs: { worker },
  main: (env) => pool(env, asyncPool.lanes, env.knob(WORKERS)),
};
