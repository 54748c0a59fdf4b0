/**
 * The named locks under which segments compute, in shared memory, by the rules of `threading.Lock` (`Python/lock.c`): who finds one
 * taken stands in line; who lets it go gives it to the first in line. Where locks hand over (3.13), its owner does so in the midst
 * of its computing, once the first in line has waited for more than 1 ms. Nothing here blocks: see `worker/task-locks.ts`.
 */
import type { Memory } from '../platform/memory.ts';

/** Who has waited for longer than this (ms) is handed the lock (`TIME_TO_BE_FAIR_NS`). */
const FAIR_MS = 1;

/** All locks of a run. */
export interface LockTable {
  /** Two words a lock: its owner (0: nobody, else a worker's number + 1), and the last ticket drawn. */
  readonly owners: Int32Array;
  /** By lock, then by worker: its ticket; 0: it does not stand in line. */
  readonly tickets: Int32Array;
  /** By worker: 1 once it has been given the lock for which it stood in line. It sleeps at this word. */
  readonly given: Int32Array;
  /** By worker: since when it stands in line (ms of the run). */
  readonly cameMs: Float64Array;
  readonly workers: number;
  /** An owner gives way in the midst of its computing. */
  readonly handsOver: boolean;
}

/** So many locks, for workers of numbers below `workers`. */
export const lockTable = (locks: number, workers: number, handsOver: boolean, memory: Memory): LockTable => ({
  owners: memory.int32(2 * locks),
  tickets: memory.int32(locks * workers),
  given: memory.int32(workers),
  cameMs: memory.float64(workers),
  workers,
  handsOver,
});

/** A worker is gone: it stands in no line any more. What it owned is never given back. */
export function leaveLines({ tickets, workers }: LockTable, worker: number): void {
  for (let at = worker; at < tickets.length; at += workers) Atomics.store(tickets, at, 0);
}

/** The locks as one worker has them. */
export class NamedLocks {
  readonly #table: LockTable;
  readonly #me: number;

  constructor(table: LockTable, worker: number) {
    this.#table = table;
    this.#me = worker;
  }

  /** Takes it if it is nobody's; gives whether it is this worker's now. */
  tryTake(lock: number): boolean {
    const owner = Atomics.compareExchange(this.#table.owners, 2 * lock, 0, this.#me + 1);
    return owner === 0 || owner === this.#me + 1;
  }

  /** Stands in line from now on; true where the lock was free after all, and is this worker's now. */
  queue(lock: number, nowMs: number): boolean {
    const { owners, tickets, given, cameMs, workers } = this.#table;
    const at = lock * workers + this.#me;
    Atomics.store(given, this.#me, 0);
    cameMs[this.#me] = nowMs;
    Atomics.store(tickets, at, Atomics.add(owners, 2 * lock + 1, 1) + 1);
    // Who let it go before the ticket was there has seen nobody.
    if (!this.tryTake(lock)) return false;
    Atomics.store(tickets, at, 0);
    return true;
  }

  /** Whether it has been given the lock for which it stood in line. */
  get isGiven(): boolean {
    return Atomics.load(this.#table.given, this.#me) === 1;
  }

  /** Sleeps until it is given the lock, at most `ms`. */
  sleep(ms: number): void {
    Atomics.wait(this.#table.given, this.#me, 0, ms);
  }

  /** In the midst of computing: gives the lock to the first in line, if that has waited for long enough; gives whether it did. */
  giveWay(lock: number, nowMs: number): boolean {
    const { handsOver, cameMs } = this.#table;
    if (!handsOver) return false;
    const next = this.#first(lock);
    if (next < 0 || nowMs - cameMs[next]! <= FAIR_MS) return false;
    this.#give(lock, next);
    return true;
  }

  /** Gives it to the first in line; nobody's where there is none. */
  release(lock: number): void {
    for (;;) {
      const next = this.#first(lock);
      if (next >= 0) {
        this.#give(lock, next);
        return;
      }
      Atomics.store(this.#table.owners, 2 * lock, 0);
      // Somebody may have come between the look and the store.
      if (this.#first(lock) < 0 || !this.tryTake(lock)) return;
    }
  }

  get handsOver(): boolean {
    return this.#table.handsOver;
  }

  #give(lock: number, worker: number): void {
    const { owners, tickets, given, workers } = this.#table;
    Atomics.store(tickets, lock * workers + worker, 0);
    Atomics.store(owners, 2 * lock, worker + 1);
    Atomics.store(given, worker, 1);
    Atomics.notify(given, worker);
  }

  /** Who stands in line with the lowest ticket; -1 where nobody does. */
  #first(lock: number): number {
    const { tickets, workers } = this.#table;
    let first = -1;
    let lowest = Number.POSITIVE_INFINITY;
    for (let worker = 0; worker < workers; worker++) {
      const ticket = Atomics.load(tickets, lock * workers + worker);
      if (ticket > 0 && ticket < lowest) {
        lowest = ticket;
        first = worker;
      }
    }
    return first;
  }
}
