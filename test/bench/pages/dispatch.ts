/** Pools of workers, ours and others', behind one face: `window.dispatch.measure` runs batches of tasks on one of them. */
import { wrap } from 'comlink';
import { FixedThreadPool } from 'poolifier-web-worker';
import { Pool, spawn } from 'threads';
import workerpool from 'workerpool';
import { webWorkers } from '../../../src/engines/browser/web-workers.ts';
import { calibrate } from '../../../src/kernel/live/calibrate/calibrate.ts';
import { prepare } from '../../../src/kernel/live/run.ts';
import type { Dispatch, TaskSpec } from '../../../src/scenario/scenario.ts';
import { causeNumber } from '../../../src/trace/cause.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import type { Service } from './workers/comlink.ts';
import { batchOn, type Message } from './workers/loop.ts';
import poolifierUrl from './workers/poolifier.ts?worker&url';
import type { Data } from './workers/poolifier-pool.ts';
import type { Service as ThreadsService } from './workers/threads.ts';
import workerpoolUrl from './workers/workerpool.ts?worker&url';

/** A pool with its workers started, warm and told the rate. */
interface Subject {
  /** So many tasks of so many ms each; gives how long that took (ms), from handing over the first to having the last. */
  batch(count: number, ms: number): Promise<number>;
  /** Of so many empty tasks, one in flight a worker: from handing a task over to having its result (ms). */
  latencies?(count: number): Promise<number[]>;
  end(): unknown;
}
type Make = (workers: number, roundsPerMs: number) => Promise<Subject>;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** So many async functions, each handing over one task after another. */
async function lanes(many: number, count: number, one: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: many }, lane));
}

async function latenciesOf(workers: number, count: number, exec: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  await lanes(workers, count, async () => {
    const from = performance.now();
    await exec();
    took.push(performance.now() - from);
  });
  return took;
}

/** A pool that queues by itself: all tasks are handed over at once. */
function queueing(workers: number, exec: (ms: number) => PromiseLike<unknown>, end: () => unknown): Subject {
  return {
    batch: (count, ms) => timed(() => Promise.all(Array.from({ length: count }, () => exec(ms)))),
    latencies: (count) => latenciesOf(workers, count, async () => exec(0)),
    end,
  };
}

const answerOf = (worker: Worker, message: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(message);
  });

const bare: Make = async (many, roundsPerMs) => {
  const make = () => new Worker(new URL('./workers/bare.ts', import.meta.url), { type: 'module' });
  const workers = Array.from({ length: many }, make);
  await Promise.all(workers.map((worker) => answerOf(worker, [roundsPerMs])));
  /** `told` hears of each task's time; without it no clock is read. */
  const all = (count: number, ms: number, told?: (tookMs: number) => void) =>
    new Promise<void>((resolve) => {
      let [next, ended] = [0, 0];
      for (const worker of workers) {
        let from = 0;
        const ask = () => {
          if (next++ >= count) return;
          if (told) from = performance.now();
          worker.postMessage(ms);
        };
        worker.onmessage = () => {
          told?.(performance.now() - from);
          if (++ended === count) resolve();
          else ask();
        };
        ask();
      }
    });
  return {
    batch: (count, ms) => timed(() => all(count, ms)),
    async latencies(count) {
      const took: number[] = [];
      await all(count, 0, (ms) => took.push(ms));
      return took;
    },
    end: () => workers.map((worker) => worker.terminate()),
  };
};

const comlink: Make = async (many, roundsPerMs) => {
  const make = () => new Worker(new URL('./workers/comlink.ts', import.meta.url), { type: 'module' });
  const workers = Array.from({ length: many }, make);
  const services = workers.map((worker) => wrap<Service>(worker));
  await Promise.all(services.map((service) => service.setRate(roundsPerMs)));
  const idle = [...services];
  const exec = async (ms: number) => {
    const service = idle.pop()!;
    await service.task(ms);
    idle.push(service);
  };
  return {
    batch: (count, ms) => timed(() => lanes(many, count, () => exec(ms))),
    latencies: (count) => latenciesOf(many, count, () => exec(0)),
    end: () => workers.map((worker) => worker.terminate()),
  };
};

const workerpoolPool: Make = async (many, roundsPerMs) => {
  const pool = workerpool.pool(workerpoolUrl, {
    minWorkers: many,
    maxWorkers: many,
    workerType: 'web',
    workerOpts: { type: 'module' },
  });
  // Each worker is busy with one such call while the next is handed out.
  await Promise.all(Array.from({ length: many * 8 }, () => pool.exec('setRate', [roundsPerMs])));
  return queueing(
    many,
    (ms) => pool.exec('task', [ms]) as unknown as Promise<unknown>,
    () => pool.terminate(true),
  );
};

const threads: Make = async (many, roundsPerMs) => {
  const pool = Pool(async () => {
    const worker = new Worker(new URL('./workers/threads.ts', import.meta.url), { type: 'module' });
    const thread = await spawn<ThreadsService>(worker);
    await thread.setRate(roundsPerMs);
    return thread;
  }, many);
  await Promise.all(Array.from({ length: many }, () => pool.queue((thread) => thread.task(1))));
  return queueing(
    many,
    (ms) => pool.queue((thread) => thread.task(ms)),
    () => pool.terminate(true),
  );
};

const poolifier: Make = async (many, roundsPerMs) => {
  const pool = new FixedThreadPool<Data, boolean>(many, new URL(poolifierUrl, location.href), {
    workerOptions: { type: 'module' },
    // Else each of the workers is handed all its tasks at once, and none takes over from another.
    enableTasksQueue: true,
  });
  await Promise.all(Array.from({ length: many * 8 }, () => pool.execute({ ms: 0, roundsPerMs })));
  return queueing(
    many,
    (ms) => pool.execute({ ms, roundsPerMs }),
    () => pool.destroy(),
  );
};

/** The shared-memory loop made by hand. */
const loop: Make = async (many, roundsPerMs) => {
  const workers = Array.from({ length: many }, loopWorker);
  await Promise.all(workers.map((worker) => answerOf(worker, { rate: roundsPerMs } satisfies Message)));
  return {
    batch: (count, ms) => timed(() => batchOn(workers, count, ms)),
    end: () => workers.map((worker) => worker.terminate()),
  };
};

const loopWorker = () => new Worker(new URL('./workers/loop.ts', import.meta.url), { type: 'module' });

/** The product's engine on the product's kernel, as its page runs it: recorded, and read once a frame. */
function ours(dispatch: Dispatch, until: 'traced' | 'delivered' = 'traced'): Make {
  return async (workers, roundsPerMs) => {
    const run = async (count: number, ms: number) => {
      const segments = ms > 0 ? [{ kind: 'cpu' as const, ms }] : [];
      const tasks: TaskSpec[] = Array.from({ length: count }, (_, i) => ({ id: String(i), segments }));
      const chunksize = Math.max(1, Math.ceil(count / (workers * CHUNKS)));
      const scenario = { workers, dispatch, chunksize, tasks };
      const prepared = await prepare(webWorkers, scenario, { cores: navigator.hardwareConcurrency, roundsPerMs });
      let frame = 0;
      const from = performance.now();
      performance.mark('run-start');
      const live = prepared.start();
      const look = () => {
        frame = requestAnimationFrame(look);
        live.refresh();
      };
      frame = requestAnimationFrame(look);
      const trace = await live.finished;
      const tookMs = performance.now() - from;
      performance.mark('run-end');
      cancelAnimationFrame(frame);
      Object.assign(window, { lastTrace: trace, lastTook: tookMs, lastFrom: from });
      if (trace.spans.length !== count) throw new Error(`${trace.spans.length} of ${count} tasks are in the trace`);
      return { trace, tookMs };
    };
    return {
      batch: async (count, ms) => {
        const { trace, tookMs } = await run(count, ms);
        return until === 'traced' ? tookMs : trace.totalMs;
      },
      latencies: async (count) => handedToHad((await run(count, 0)).trace),
      end: () => {},
    };
  };
}

/** Chunks a worker gets, as multiprocessing.Pool.map cuts them. */
const CHUNKS = 4;
const MESSAGE = causeNumber('message');

/** From asking the worker (or, where it takes tasks itself, from its begin) to the caller's having the result. */
function handedToHad(trace: Trace): number[] {
  const { at, length } = trace.spans;
  return Array.from({ length }, (_, row) => {
    let asked = at.start[row]!;
    trace.eachWait(row, (cause, start) => {
      if (cause === MESSAGE) asked = Math.min(asked, start);
    });
    return at.yielded[row]! - asked;
  });
}

const SUBJECTS: Readonly<Record<string, Make>> = {
  'bare postMessage': bare,
  'comlink by hand': comlink,
  workerpool: workerpoolPool,
  'threads.js': threads,
  'poolifier-web-worker': poolifier,
  'ours, by message': ours('message'),
  'ours, by chunk': ours('chunk'),
  'ours, shared memory': ours('shared'),
  'ours, shared memory, trace not merged yet': ours('shared', 'delivered'),
  'shared-memory loop by hand': loop,
};

interface Wanted {
  readonly subject: string;
  readonly workers: number;
  readonly roundsPerMs: number;
  readonly empty: number;
  readonly latencies: number;
  /** How many tasks of each length; the ideal is for `workers` workers. */
  readonly lengths: readonly { readonly ms: number; readonly count: number }[];
  readonly repeats: number;
}

export interface Measured {
  /** Of one empty task, by repeat. */
  readonly usATask: number[];
  readonly latenciesMs: number[];
  /** By length: shares of the ideal, by repeat. */
  readonly shares: number[][];
}

async function measure(wanted: Wanted): Promise<Measured> {
  const { workers, empty, lengths, repeats } = wanted;
  const subject = await SUBJECTS[wanted.subject]!(workers, wanted.roundsPerMs);
  const measured: Measured = { usATask: [], latenciesMs: [], shares: lengths.map(() => []) };
  // Compilers have seen all of it once.
  await subject.batch(Math.min(empty, 1000), 0);
  for (let repeat = 0; repeat < repeats; repeat++) {
    measured.usATask.push(((await subject.batch(empty, 0)) / empty) * 1000);
    for (const [i, { ms, count }] of lengths.entries()) {
      const one = await alone(ms, wanted.roundsPerMs);
      measured.shares[i]!.push((one * count) / workers / (await subject.batch(count, ms)));
    }
  }
  if (wanted.latencies > 0 && subject.latencies)
    measured.latenciesMs.push(...(await subject.latencies(wanted.latencies)));
  void subject.end();
  return measured;
}

/** What one such task takes on one worker that has nothing else to do (ms). */
async function alone(ms: number, roundsPerMs: number): Promise<number> {
  const worker = loopWorker();
  await answerOf(worker, { rate: roundsPerMs } satisfies Message);
  const count = Math.max(4, Math.ceil(ALONE_MS / ms));
  const tookMs = (await answerOf(worker, { alone: count, ms } satisfies Message)) as number;
  worker.terminate();
  return tookMs / count;
}
const ALONE_MS = 50;

const dispatch = { measure, calibrate: () => calibrate(), subjects: Object.keys(SUBJECTS) };
declare global {
  interface Window {
    dispatch: typeof dispatch;
  }
}
window.dispatch = dispatch;
