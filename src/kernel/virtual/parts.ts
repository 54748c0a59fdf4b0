/** The parts of the kernel that few runs need, in one file to be loaded (`late-parts.ts`). */
import { rulesOf } from '../../engines/python-rules.ts';
import { CoreQueues } from './core-queues.ts';
import { Locks } from './locks.ts';
import { Yields } from './yields.ts';

export const PARTS = { CoreQueues, Locks, Yields, rulesOf };
export type Parts = typeof PARTS;
