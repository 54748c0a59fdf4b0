/** A worker that measures the computer and nothing of ours: answers messages, wakes another through shared memory, computes. */
import { burn } from '../../../../src/kernel/live/platform/burn.ts';
import { warmBurn } from '../../../../src/kernel/live/platform/rate.ts';

/** `wake`: so many times there and back, `first` begins; `compute`: so many rounds of the burn loop, when the word is no longer 0. */
export type Message =
  | { readonly echo: number }
  | { readonly wake: Int32Array<SharedArrayBuffer>; readonly times: number; readonly first: boolean }
  | { readonly compute: number; readonly go: Int32Array<SharedArrayBuffer> };

/** Any rate that makes slices of a useful length. */
const ROUNDS_PER_MS = 100_000;

if (typeof document === 'undefined') {
  warmBurn();
  self.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('echo' in data) self.postMessage(data.echo);
    else if ('wake' in data) self.postMessage(pingPong(data.wake, data.times, data.first));
    else {
      Atomics.wait(data.go, 0, 0);
      const from = performance.now();
      burn(data.compute / ROUNDS_PER_MS, ROUNDS_PER_MS);
      self.postMessage(performance.now() - from);
    }
  };
}

/** Two workers wake each other in turns: the one sleeps until the word is even, the other until it is odd. Gives how long that took (ms). */
function pingPong(word: Int32Array<SharedArrayBuffer>, times: number, first: boolean): number {
  const from = performance.now();
  for (let turn = first ? 0 : 1; turn < 2 * times; turn += 2) {
    for (let now = Atomics.load(word, 0); now !== turn; now = Atomics.load(word, 0)) Atomics.wait(word, 0, now);
    Atomics.store(word, 0, turn + 1);
    Atomics.notify(word, 0);
  }
  return performance.now() - from;
}
