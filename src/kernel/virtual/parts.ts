/** The parts of the kernel that few runs need, in one file to be loaded (`late-parts.ts`). */
import { CoreQueues } from './core-queues.ts';
import { Locks } from './locks.ts';
import { Yields } from './yields.ts';

export const PARTS = { CoreQueues, Locks, Yields };
export type Parts = typeof PARTS;
