import { Later } from './later.ts';
import type { LoopData } from './loop-queues.ts';
import type { LateData } from './row-data.ts';

/** The turns of engines that tell the queues of their event loop. */
export const LOOP: LateData<LoopData> = {
  none: { drawn: undefined, predicted: undefined },
  has: ({ tellsQueues }) => tellsQueues === true,
  work: new Later(() => import('./loop-turns.ts').then(({ LOOP_TURNS }) => LOOP_TURNS)),
};
