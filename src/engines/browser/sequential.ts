/** A for loop on the main thread, which lets the page breathe between tasks. */
import type { Engine } from '../engine.ts';
import { pool, worker } from './pool.ts';

export const sequential: Engine = {
  id: 'sequential',
  title: 'For loop',
  holds: 'a task holds its turn, cpu the main thread',
  family: 'browser',
  place: { lane: 'loop', waitsFor: 'turn', cpu: 'loop', mortal: false, fresh: true },
  caller: 'loop',
  capacity: 'workers',
  knobs: [],
  programs: { worker },
  main: (env) => pool(env, sequential.place, 1),
};
