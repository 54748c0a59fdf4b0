/** The lessons in the order of the tour, by chapter. A new lesson is a file in `lessons/` and a line here. */
import type { AnyLesson } from './lesson.ts';
import { celeryLate } from './lessons/celery-late.ts';
import { celeryPrefetch } from './lessons/celery-prefetch.ts';
import { copyOrFresh } from './lessons/copy-or-fresh.ts';
import { coroutines } from './lessons/coroutines.ts';
import { fewAhead } from './lessons/few-ahead.ts';
import { fiveCustomers } from './lessons/five-customers.ts';
import { gilTurns } from './lessons/gil-turns.ts';
import { howMany } from './lessons/how-many.ts';
import { inOrder } from './lessons/in-order.ts';
import { limitInside } from './lessons/limit-inside.ts';
import { listOrGenerator } from './lessons/list-or-generator.ts';
import { longestChain } from './lessons/longest-chain.ts';
import { loopStall } from './lessons/loop-stall.ts';
import { lostUpdate } from './lessons/lost-update.ts';
import { noGil } from './lessons/no-gil.ts';
import { oneFails } from './lessons/one-fails.ts';
import { onlyTwice } from './lessons/only-twice.ts';
import { parcels } from './lessons/parcels.ts';
import { processes } from './lessons/processes.ts';
import { rayWholeNode } from './lessons/ray-whole-node.ts';
import { resultInLoop } from './lessons/result-in-loop.ts';
import { semaphore } from './lessons/semaphore.ts';
import { slowerThanLoop } from './lessons/slower-than-loop.ts';
import { sparkStraggler } from './lessons/spark-straggler.ts';
import { taskGroup } from './lessons/task-group.ts';
import { toThread } from './lessons/to-thread.ts';
import { twoLocks } from './lessons/two-locks.ts';
import { vanishingTask } from './lessons/vanishing-task.ts';
import { waitOrCompute } from './lessons/wait-or-compute.ts';
import { workerDies } from './lessons/worker-dies.ts';

export interface Chapter {
  readonly title: string;
  readonly lessons: readonly AnyLesson[];
}

export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Waiting and working',
    lessons: [fiveCustomers, waitOrCompute, gilTurns, processes, noGil, slowerThanLoop, onlyTwice],
  },
  { title: 'One loop', lessons: [coroutines, loopStall, toThread, semaphore, limitInside] },
  {
    title: 'Getting results',
    lessons: [resultInLoop, inOrder, listOrGenerator, fewAhead, parcels, oneFails, taskGroup, vanishingTask],
  },
  { title: 'Limits and sharing', lessons: [howMany, longestChain, lostUpdate, twoLocks, copyOrFresh] },
  {
    title: 'Dying, and many machines',
    lessons: [workerDies, rayWholeNode, celeryPrefetch, celeryLate, sparkStraggler],
  },
];

/** All of them, in order: an aside stands behind the lesson it belongs to. */
export const LESSONS: readonly AnyLesson[] = CHAPTERS.flatMap(({ lessons }) => lessons);

export const lessonById = (id: string): AnyLesson | undefined => LESSONS.find((lesson) => lesson.id === id);
