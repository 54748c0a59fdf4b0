/** A thread that puts items into a shared queue, or takes all that it gets until the queue is over. */
import { parentPort, workerData } from 'node:worker_threads';
import { EMPTY, OVER, type QueueWords, SharedQueue } from '../../src/kernel/live/sync/shared-queue.ts';

export interface QueueThread {
  readonly words: QueueWords;
  /** Items to put; a thread without any takes. */
  readonly items: readonly number[] | undefined;
  /** One word: threads that still put. The last one closes the queue. */
  readonly putting: Int32Array;
  /** Writers sleep so long (ms) at most while the reader, which takes its time, has much to take. It sends what it took, and last the most that there ever was. */
  readonly patienceMs?: number;
}

const { words, items, putting, patienceMs = 0 } = workerData as QueueThread;
const queue = new SharedQueue(words, patienceMs);
const taken: number[] = [];
let most = 0;
/** Microseconds, not milliseconds: it goes on before a timer could. */
const takeTime = () => {
  for (const until = performance.now() + 0.01; performance.now() < until; );
};
if (items) {
  for (const item of items) queue.put(item);
  if (Atomics.sub(putting, 0, 1) === 1) queue.close();
} else
  for (let item = queue.take(); item !== OVER; item = queue.take()) {
    if (item !== EMPTY) {
      taken.push(item);
      if (patienceMs > 0) {
        most = Math.max(most, queue.length);
        takeTime();
        queue.madeRoom();
      }
      continue;
    }
    const { version } = queue;
    queue.sleeperComes();
    if (queue.length === 0) Atomics.wait(queue.control, queue.word, version, 20);
    queue.sleeperGoes();
  }
if (patienceMs > 0) taken.push(most);
parentPort!.postMessage(taken);
