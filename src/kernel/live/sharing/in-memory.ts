/** Steps on a counter in memory that several workers see. */
import { lock, unlock } from './mutex.ts';

const COUNTER = 0;
const MUTEX = 1;
/** Nobody writes it. */
const FENCE = 2;

export const counterWords = (): Int32Array => new Int32Array(new SharedArrayBuffer(12));

export const counterIn = (words: Int32Array): number => Atomics.load(words, COUNTER);

/** Reads, adds, writes: what another writes in between is overwritten. */
export function countUnlocked(words: Int32Array, steps: number): void {
  for (let i = 0; i < steps; i++) {
    words[COUNTER] = words[COUNTER]! + 1;
    // A compiler may keep a plain word in a register over the whole loop and write once; not across an atomic access.
    Atomics.load(words, FENCE);
  }
}

/** Reads, adds and writes in one. */
export function countAtomically(words: Int32Array, steps: number): void {
  for (let i = 0; i < steps; i++) Atomics.add(words, COUNTER, 1);
}

/** Reads, adds, writes, and keeps the others out meanwhile. */
export function countLocked(words: Int32Array, steps: number): void {
  for (let i = 0; i < steps; i++) {
    lock(words, MUTEX);
    words[COUNTER] = words[COUNTER]! + 1;
    unlock(words, MUTEX);
  }
}
