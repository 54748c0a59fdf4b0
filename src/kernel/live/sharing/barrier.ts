/** A barrier in shared memory: nobody goes on before all are there. Used once. */
const ARRIVED = 0;
const OPEN = 1;
const AWAKE = 2;

export const barrierWords = (): Int32Array => new Int32Array(new SharedArrayBuffer(12));

/** Sleepers wake one after another, and a short count is over before the last of them is up: those awake look out for the rest, so long at most (ms). */
const MOMENT_MS = 10;

/** In a worker: waits until `parties` have come. */
export function pass(words: Int32Array, parties: number): void {
  if (Atomics.add(words, ARRIVED, 1) + 1 === parties) {
    Atomics.store(words, OPEN, 1);
    Atomics.notify(words, OPEN);
  } else while (Atomics.load(words, OPEN) === 0) Atomics.wait(words, OPEN, 0);
  Atomics.add(words, AWAKE, 1);
  const until = performance.now() + MOMENT_MS;
  while (Atomics.load(words, AWAKE) < parties && performance.now() < until);
}
