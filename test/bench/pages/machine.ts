/** What kind of machine the benches run on, by figures that no code of ours changes: `window.machine`. Times are milliseconds. */
import type { Message } from './workers/yardstick.ts';

const PAGE_BYTES = 4096;

async function crew(many: number): Promise<Worker[]> {
  const workers = Array.from(
    { length: many },
    () => new Worker(new URL('./workers/yardstick.ts', import.meta.url), { type: 'module' }),
  );
  // Whoever answers is there, and its burn loop is compiled.
  await Promise.all(workers.map((worker) => asked(worker, { echo: 0 })));
  return workers;
}

function asked(worker: Worker, message: Message): Promise<number> {
  return new Promise((done, failed) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => done(data);
    worker.onerror = ({ message: why }) => failed(new Error(why));
    worker.postMessage(message);
  });
}

/** A message to a worker and back, one in flight: the mean of each of ten batches of so many. */
async function messageMs(times: number): Promise<number[]> {
  const [worker] = await crew(1);
  const found: number[] = [];
  for (let batch = 0; batch <= 10; batch++) {
    const from = performance.now();
    for (let i = 0; i < times; i++) await asked(worker!, { echo: i });
    // The first batch warms it.
    if (batch > 0) found.push((performance.now() - from) / times);
  }
  worker!.terminate();
  return found;
}

/** One worker wakes another that sleeps at a word of shared memory: the mean of each of ten batches of so many. */
async function wakeMs(times: number): Promise<number[]> {
  const workers = await crew(2);
  const found: number[] = [];
  for (let batch = 0; batch <= 10; batch++) {
    const wake = new Int32Array(new SharedArrayBuffer(4));
    const took = await Promise.all(workers.map((worker, i) => asked(worker, { wake, times, first: i === 0 })));
    if (batch > 0) found.push(Math.max(...took) / (2 * times));
  }
  for (const worker of workers) worker.terminate();
  return found;
}

/** Fresh memory of so many bytes is written to for the first time, a byte a page of memory. */
function firstTouchMs(bytes: number, repeats: number): number[] {
  return Array.from({ length: repeats }, () => {
    const from = performance.now();
    const fresh = new Uint8Array(bytes);
    for (let at = 0; at < bytes; at += PAGE_BYTES) fresh[at] = 1;
    return performance.now() - from;
  });
}

/** The speed of a core while another one computes too, as a share of its speed alone. */
async function besideAnother(rounds: number, repeats: number): Promise<number[]> {
  const workers = await crew(2);
  const compute = async (many: number): Promise<number> => {
    const go = new Int32Array(new SharedArrayBuffer(4));
    const took = workers.slice(0, many).map((worker) => asked(worker, { compute: rounds, go }));
    await pause(5);
    Atomics.store(go, 0, 1);
    Atomics.notify(go, 0);
    return (await Promise.all(took)).reduce((sum, ms) => sum + ms, 0) / many;
  };
  await compute(2);
  const found: number[] = [];
  for (let i = 0; i < repeats; i++) found.push((await compute(1)) / (await compute(2)));
  for (const worker of workers) worker.terminate();
  return found;
}

/** From frame to frame, while nothing is drawn. */
async function frameMs(frames: number): Promise<number[]> {
  const found: number[] = [];
  let before = await frame();
  for (let i = 0; i < frames; i++) {
    const now = await frame();
    found.push(now - before);
    before = now;
  }
  return found;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const frame = () => new Promise<number>((done) => requestAnimationFrame(done));

const machine = { messageMs, wakeMs, firstTouchMs, besideAnother, frameMs };
declare global {
  interface Window {
    machine: typeof machine;
  }
}
window.machine = machine;
