/** Limiters on the main thread, ours and others', behind one face: `window.limiters.measure` does so many resolved tasks. */
import { Semaphore } from 'async-mutex';
import { Sema } from 'async-sema';
import pLimit from 'p-limit';
import pMap from 'p-map';
import PQueue from 'p-queue';
import { asyncPool } from '../../../src/engines/browser/async-pool.ts';
import { semaphore } from '../../../src/engines/browser/semaphore.ts';
import type { Engine } from '../../../src/engines/engine.ts';
import { prepare } from '../../../src/kernel/live/run.ts';
import type { TaskSpec } from '../../../src/scenario/scenario.ts';

/** Does so many tasks, at most `limit` at once; gives how long that took (ms). */
type Subject = (count: number, limit: number) => Promise<number>;

/** Each task. It counts, so that none is left out unseen. */
let ended = 0;
const task = async (): Promise<void> => {
  ended++;
};

const timed =
  (work: (count: number, limit: number) => Promise<unknown>): Subject =>
  async (count, limit) => {
    ended = 0;
    const from = performance.now();
    await work(count, limit);
    const tookMs = performance.now() - from;
    if (ended !== count) throw new Error(`${ended} of ${count} tasks were done`);
    return tookMs;
  };

const each = (count: number, one: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, one));

function ours(engine: Engine, record: boolean): Subject {
  return async (count, limit) => {
    const segments: TaskSpec['segments'] = [];
    const tasks: TaskSpec[] = Array.from({ length: count }, (_, i) => ({ id: String(i), segments }));
    const prepared = await prepare(engine, { workers: limit, tasks }, { cores: 2, roundsPerMs: 0, record });
    const from = performance.now();
    const trace = await prepared.start().finished;
    const tookMs = performance.now() - from;
    if (record && trace.spans.length !== count) throw new Error(`${trace.spans.length} of ${count} tasks were done`);
    return tookMs;
  };
}

const SUBJECTS: Readonly<Record<string, Subject>> = {
  'bare lanes': timed(async (count, limit) => {
    let next = 0;
    const lane = async () => {
      while (next++ < count) await task();
    };
    await Promise.all(Array.from({ length: limit }, lane));
  }),
  'p-limit': timed((count, limit) => {
    const limited = pLimit(limit);
    return each(count, () => limited(task));
  }),
  'p-queue': timed((count, concurrency) => {
    const queue = new PQueue({ concurrency });
    return queue.addAll(Array.from({ length: count }, () => task));
  }),
  'p-map': timed((count, concurrency) =>
    pMap(
      Array.from({ length: count }, (_, i) => i),
      task,
      { concurrency },
    ),
  ),
  'async-sema': timed((count, limit) => {
    const sema = new Sema(limit, { capacity: count });
    return each(count, async () => {
      await sema.acquire();
      try {
        await task();
      } finally {
        sema.release();
      }
    });
  }),
  'async-mutex': timed((count, limit) => {
    const sema = new Semaphore(limit);
    return each(count, () => sema.runExclusive(task));
  }),
  'ours, async-pool': ours(asyncPool, true),
  'ours, async-pool, no trace': ours(asyncPool, false),
  'ours, semaphore': ours(semaphore, true),
  'ours, semaphore, no trace': ours(semaphore, false),
};

/** Runs before the one that counts. A tenth of one was too little: every row was still being compiled, and got up to 3 x faster by its fourth run. */
const WARM_UP = 3;

/** Microseconds a task. */
async function measure(subject: string, count: number, limit: number): Promise<number> {
  const run = SUBJECTS[subject]!;
  for (let n = 0; n < WARM_UP; n++) await run(count, limit);
  return ((await run(count, limit)) / count) * 1000;
}

const limiters = { measure, subjects: Object.keys(SUBJECTS) };
declare global {
  interface Window {
    limiters: typeof limiters;
  }
}
window.limiters = limiters;
