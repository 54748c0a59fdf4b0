/** The parts of the kernel that the first picture does not need, in one file to be loaded (`late-parts.ts`). */
import { rulesOf } from '../../engines/python-rules.ts';
import { AsyncioLoop } from './asyncio-loop.ts';
import { CoreQueues } from './core-queues.ts';
import { GilTurns } from './gil-turns.ts';
import { Kills } from './kills.ts';
import { Locks } from './locks.ts';
import { Resting } from './resting.ts';
import { Yields } from './yields.ts';

export const PARTS = { AsyncioLoop, CoreQueues, GilTurns, Kills, Locks, Resting, Yields, rulesOf };
export type Parts = typeof PARTS;
