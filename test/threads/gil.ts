/** A thread that counts under the lock without any atomic operation, and gives way to those who ask. */
import { parentPort, workerData } from 'node:worker_threads';
import { Log } from '../../src/kernel/live/record/log.ts';
import { WorkerLock } from '../../src/kernel/live/sync/gil-lock.ts';

export interface GilThread {
  readonly words: Int32Array;
  readonly worker: number;
  readonly intervalMs: number;
  readonly times: number;
  /** One word: the count. */
  readonly counter: Int32Array;
}

const { words, worker, intervalMs, times, counter } = workerData as GilThread;
const lock = new WorkerLock(
  words,
  worker,
  intervalMs,
  new Int32Array(new SharedArrayBuffer(8)),
  new Log(undefined, worker),
  0,
);
lock.take();
lock.begin();
for (let n = 0; n < times; n++) {
  const before = counter[0]!;
  for (let spin = 0; spin < 20; spin++) Atomics.load(words, 0);
  counter[0] = before + 1;
  lock.look();
}
lock.end();
lock.drop();
parentPort!.postMessage('done');
