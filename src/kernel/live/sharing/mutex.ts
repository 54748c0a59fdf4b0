/** A lock in one word of shared memory, after Ulrich Drepper, "Futexes are tricky" (2011), mutex 2: nobody is notified unless somebody waits. */
const FREE = 0;
const HELD = 1;
/** Held, and others may sleep. */
const CONTENDED = 2;

/** In a worker: sleeps until it has the lock. */
export function lock(words: Int32Array, word: number): void {
  if (Atomics.compareExchange(words, word, FREE, HELD) === FREE) return;
  while (Atomics.exchange(words, word, CONTENDED) !== FREE) Atomics.wait(words, word, CONTENDED);
}

export function unlock(words: Int32Array, word: number): void {
  if (Atomics.exchange(words, word, FREE) === CONTENDED) Atomics.notify(words, word, 1);
}
