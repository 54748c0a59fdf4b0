/** A thread that puts items into a shared queue, or takes all that it gets until the queue is over. */
import { parentPort, workerData } from 'node:worker_threads';
import { EMPTY, OVER, type QueueWords, SharedQueue } from '../../src/kernel/live/sync/shared-queue.ts';

export interface QueueThread {
  readonly words: QueueWords;
  /** Items to put; a thread without any takes. */
  readonly items: readonly number[] | undefined;
  /** One word: threads that still put. The last one closes the queue. */
  readonly putting: Int32Array;
}

const { words, items, putting } = workerData as QueueThread;
const queue = new SharedQueue(words);
const taken: number[] = [];
if (items) {
  for (const item of items) queue.put(item);
  if (Atomics.sub(putting, 0, 1) === 1) queue.close();
} else
  for (let item = queue.take(); item !== OVER; item = queue.take()) {
    if (item !== EMPTY) {
      taken.push(item);
      continue;
    }
    const { version } = queue;
    queue.sleeperComes();
    if (queue.length === 0) Atomics.wait(queue.control, queue.word, version, 20);
    queue.sleeperGoes();
  }
parentPort!.postMessage(taken);
