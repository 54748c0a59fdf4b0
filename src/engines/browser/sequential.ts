/** A for loop on the main thread, which lets the page breathe between tasks. */
import { BASELINE } from '../baseline.ts';
import type { Engine } from '../engine.ts';
import { lanesOf, OF_BROWSER } from '../facts.ts';
import { pool, worker } from './pool.ts';

export const sequential: Engine = {
  ...OF_BROWSER,
  id: BASELINE,
  title: 'For loop',
  holds: 'a task holds its turn, cpu the main thread',
  lanes: lanesOf('loop', { waitsFor: 'turn', cpu: 'loop', mortal: false, fresh: true }),
  caller: 'loop',
  stallsPage: true,
  live: { needs: 'main thread' },
  capacity: 'workers',
  knobs: [],
  programs: { worker },
  main: (env) => pool(env, sequential.lanes, 1),
};
