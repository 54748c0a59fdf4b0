/** A thread that takes one of a few shared permits again and again, and says how many threads it saw hold one at the same time. */
import { parentPort, workerData } from 'node:worker_threads';
import { SharedPermits } from '../../src/kernel/live/sync/shared-permits.ts';

export interface PermitsThread {
  readonly words: Int32Array;
  readonly times: number;
  /** One word: threads that hold a permit. */
  readonly inside: Int32Array;
}

const { words, times, inside } = workerData as PermitsThread;
const permits = new SharedPermits(words);
let most = 0;
for (let n = 0; n < times; n++) {
  while (!permits.tryAcquire()) {
    const { version } = permits;
    permits.sleeperComes();
    Atomics.wait(permits.control, permits.word, version, 20);
    permits.sleeperGoes();
  }
  most = Math.max(most, Atomics.add(inside, 0, 1) + 1);
  for (let spin = 0; spin < 50; spin++) Atomics.load(inside, 0);
  Atomics.sub(inside, 0, 1);
  permits.release();
}
parentPort!.postMessage(most);
