/** The loop over shared memory that one would write by hand: no queue, no trace, one counter to take from, one to tell by. */
import { setRate, task } from './rate.ts';

/** Words of `control`, a cache line apart. */
const NEXT = 0;
const ENDED = 16;
const OVER = 32;
const CONTROL = 48;

interface Batch {
  readonly control: Int32Array<SharedArrayBuffer>;
  /** By task: milliseconds, and whether it is done. */
  readonly ms: Float64Array<SharedArrayBuffer>;
  readonly done: Uint8Array<SharedArrayBuffer>;
}

/** `rate` sets that; `alone`: so many tasks of so many ms, answered by how long they took; `batch`: takes part in it. */
export type Message =
  | { readonly rate: number }
  | { readonly alone: number; readonly ms: number }
  | { readonly batch: Batch };

/** The worker's side; on the page there is nobody to serve. */
if (typeof document === 'undefined')
  self.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('rate' in data) self.postMessage(setRate(data.rate));
    else if ('alone' in data) {
      const from = performance.now();
      for (let i = 0; i < data.alone; i++) task(data.ms);
      self.postMessage(performance.now() - from);
    } else takePart(data.batch);
  };

function takePart({ control, ms, done }: Batch): void {
  const count = ms.length;
  for (let i = Atomics.add(control, NEXT, 1); i < count; i = Atomics.add(control, NEXT, 1)) {
    task(ms[i]!);
    done[i] = 1;
    if (Atomics.add(control, ENDED, 1) < count - 1) continue;
    Atomics.store(control, OVER, 1);
    Atomics.notify(control, OVER);
  }
}

/** The page's side: so many tasks of so many ms, until the last has ended. */
export async function batchOn(workers: readonly Worker[], count: number, each: number): Promise<void> {
  const control = new Int32Array(new SharedArrayBuffer(4 * CONTROL));
  const ms = new Float64Array(new SharedArrayBuffer(8 * count)).fill(each);
  const batch: Batch = { control, ms, done: new Uint8Array(new SharedArrayBuffer(count)) };
  for (const worker of workers) worker.postMessage({ batch } satisfies Message);
  const waiting = Atomics.waitAsync(control, OVER, 0);
  if (waiting.async) await waiting.value;
}
