/** Steps on a counter in memory that several workers see. */
import { Memory } from '../platform/memory.ts';
import { Log } from '../record/log.ts';
import { lockWords, WorkerLock } from '../sync/gil-lock.ts';
import { STATE_WORDS } from '../sync/worker-state.ts';
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

/** CPython's switch interval (ms). */
const INTERVAL_MS = 5;

/** The GIL of one count. */
export const gilWords = (): Int32Array => lockWords(new Memory(true));

/**
 * Reads, adds, writes, while it holds the GIL; between steps, not in the midst of one, it gives way to who asks for it. So does CPython
 * since 3.10, which looks for requests at calls and backward jumps only. `me`: a number of its own, from 0.
 */
export function countUnderGil(words: Int32Array, steps: number, gil: Int32Array, me: number): void {
  const held = new WorkerLock(gil, me, INTERVAL_MS, new Int32Array(STATE_WORDS), new Log(undefined, me), 0);
  held.take();
  held.begin();
  for (let i = 0; i < steps; i++) {
    words[COUNTER] = words[COUNTER]! + 1;
    held.look();
  }
  held.drop();
}
