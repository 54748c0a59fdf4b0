/**
 * The log of a worker: records of four numbers, [what, a, b, time], in order of time, written by the worker itself.
 * All workers of a run share one arena in shared memory. A worker takes one chunk of the arena at a time, and the page may read the
 * records at any moment. Where memory cannot be shared each log is a list of the worker's own, which travels with the worker's replies.
 */
import type { Memory } from '../platform/memory.ts';

/** a: attempt, b: when it was asked for (ms), NaN if the page knows. */
export const BEGIN = 1;
/** a: kind. Of tasks that have more than one. */
export const SEGMENT = 2;
export const SEGMENT_END = 3;
/** a: cause, b: start (ms). Of the attempt under way. */
export const WAIT = 4;
/** a: resource, b: start (ms). Of the attempt under way, if there is one. */
export const TURN = 5;
/** a: outcome. */
export const END = 6;
/** a: attempt, b: outcome. An attempt that was asked for, began and ended at once. */
export const INSTANT = 7;

export const RECORD = 4;
/** Numbers in a chunk. */
const CHUNK = 128 * RECORD;
/** Words of `state` a chunk: numbers written, and whose it is (worker + 1). A cache line each. */
const STATE = 16;

export interface Arena {
  readonly data: Float64Array;
  readonly state: Int32Array;
  /** One word: chunks taken. */
  readonly taken: Int32Array;
}

/** Room for so many records by so many workers. */
export function arena(records: number, workers: number, memory: Memory): Arena {
  const chunks = Math.ceil((records * RECORD) / CHUNK) + 2 * workers + 1;
  return { data: memory.float64(chunks * CHUNK), state: memory.int32(chunks * STATE), taken: memory.int32(1) };
}

/** The writing end of a log. */
export class Log {
  readonly #arena: Arena | undefined;
  readonly #worker: number;
  #data: Float64Array;
  #at = 0;
  #end: number;
  #start = 0;
  /** Where the chunk's count of numbers stands. */
  #word = 0;
  readonly #state: Int32Array;

  /** Without an arena the log is the worker's own. */
  constructor(shared: Arena | undefined, worker: number) {
    this.#arena = shared;
    this.#worker = worker;
    this.#data = shared?.data ?? new Float64Array(CHUNK);
    this.#state = shared?.state ?? new Int32Array(1);
    this.#end = shared ? 0 : CHUNK;
  }

  write(what: number, a: number, b: number, time: number): void {
    if (this.#at === this.#end && !this.#more()) return;
    const at = this.#at;
    const data = this.#data;
    data[at] = what;
    data[at + 1] = a;
    data[at + 2] = b;
    data[at + 3] = time;
    this.#at = at + RECORD;
    Atomics.store(this.#state, this.#word, this.#at - this.#start);
  }

  /** What was written since the last time (a log of one's own only). */
  take(): Float64Array {
    const records = this.#data.slice(0, this.#at);
    this.#at = 0;
    return records;
  }

  /** Makes room; false where the arena is full and the record is lost. */
  #more(): boolean {
    if (!this.#arena) {
      const wider = new Float64Array(this.#data.length * 2);
      wider.set(this.#data);
      this.#data = wider;
      this.#end = wider.length;
      return true;
    }
    const chunk = Atomics.add(this.#arena.taken, 0, 1);
    if ((chunk + 1) * CHUNK > this.#data.length) return false;
    this.#start = this.#at = chunk * CHUNK;
    this.#end = this.#start + CHUNK;
    this.#word = chunk * STATE;
    Atomics.store(this.#state, this.#word + 1, this.#worker + 1);
    return true;
  }
}

/** The reading end of one worker's log. */
export class LogReader {
  readonly #state: Int32Array;
  readonly #chunks: number[] = [];
  /** Which of the chunks is read, and how far. */
  #chunk = 0;
  #read = 0;
  /** Nothing written after this counts. */
  sealed = false;

  constructor(shared: Arena) {
    this.#state = shared.state;
  }

  add(chunk: number): void {
    this.#chunks.push(chunk);
  }

  /** Where the next record is in the arena, -1 if there is none yet. */
  get next(): number {
    if (this.sealed) return -1;
    while (this.#chunk < this.#chunks.length) {
      const chunk = this.#chunks[this.#chunk]!;
      if (this.#read < Atomics.load(this.#state, chunk * STATE)) return chunk * CHUNK + this.#read;
      if (this.#read < CHUNK) return -1;
      this.#chunk++;
      this.#read = 0;
    }
    return -1;
  }

  skip(): void {
    this.#read += RECORD;
  }
}

/** Finds new chunks of the arena and gives each to the reader of the worker that took it. */
export class ArenaReader {
  readonly #arena: Arena;
  #seen = 0;

  constructor(shared: Arena) {
    this.#arena = shared;
  }

  /** Chunks taken by now that were not asked for: the arena was too small by so many. */
  get missing(): number {
    return Math.max(0, (Atomics.load(this.#arena.taken, 0) + 1) * CHUNK - this.#arena.data.length - CHUNK) / CHUNK;
  }

  look(readerOf: (worker: number) => LogReader): void {
    const { state, taken, data } = this.#arena;
    const most = Math.min(Atomics.load(taken, 0), data.length / CHUNK);
    for (; this.#seen < most; this.#seen++) {
      const owner = Atomics.load(state, this.#seen * STATE + 1);
      // Taken, and its owner is about to say so.
      if (owner === 0) return;
      readerOf(owner - 1).add(this.#seen);
    }
  }
}
