/** A worker that counts, in the way that it is told. */
import { expose, type Remote, wrap } from 'comlink';
import { pass } from './barrier.ts';
import { countGlobally, globalCounter, resetGlobal } from './global.ts';
import { countAtomically, counterWords, countLocked, countUnderGil, countUnlocked, gilWords } from './in-memory.ts';
import type { Counter } from './server-worker.ts';

/** With what a worker counts. */
export type Job =
  | { readonly way: 'global' }
  | { readonly way: 'unlocked' | 'atomics' | 'lock'; readonly words: Int32Array }
  | { readonly way: 'gil'; readonly words: Int32Array; readonly gil: Int32Array; readonly me: number }
  | { readonly way: 'server'; readonly port: MessagePort };

/** When a worker counted, on `performance.timeOrigin + performance.now()`, and what its own global variable says then. */
export interface Counted {
  readonly fromMs: number;
  readonly toMs: number;
  readonly own: number;
}

/** Steps taken before it counts, elsewhere, so that the loop is compiled. */
const WARM_STEPS = 20_000;
const WARM_CALLS = 50;

const IN_MEMORY = { unlocked: countUnlocked, atomics: countAtomically, lock: countLocked };

let take: (steps: number) => void | Promise<void>;

const service = {
  async prepare(job: Job): Promise<void> {
    switch (job.way) {
      case 'global':
        countGlobally(WARM_STEPS);
        resetGlobal();
        take = countGlobally;
        return;
      case 'unlocked':
      case 'atomics':
      case 'lock': {
        const count = IN_MEMORY[job.way];
        count(counterWords(), WARM_STEPS);
        take = (steps) => count(job.words, steps);
        return;
      }
      case 'gil': {
        countUnderGil(counterWords(), WARM_STEPS, gilWords(), 0);
        take = (steps) => countUnderGil(job.words, steps, job.gil, job.me);
        return;
      }
      case 'server': {
        const counter = wrap<Counter>(job.port);
        await call(counter, WARM_CALLS, 0);
        take = (steps) => call(counter, steps, 1);
        return;
      }
    }
  },

  /** Counts, as soon as all `parties` are at the barrier, where there is one. */
  async count(steps: number, barrier: Int32Array | undefined, parties: number): Promise<Counted> {
    if (barrier) pass(barrier, parties);
    const from = performance.now();
    await take(steps);
    const to = performance.now();
    return { fromMs: performance.timeOrigin + from, toMs: performance.timeOrigin + to, own: globalCounter() };
  },
};

async function call(counter: Remote<Counter>, calls: number, step: number): Promise<void> {
  for (let i = 0; i < calls; i++) await counter.add(step);
}

export type Counting = typeof service;

expose(service);
