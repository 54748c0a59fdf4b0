/**
 * A real GIL in shared memory, by CPython 3.11's rules (`Python/ceval_gil.h`, `take_gil`, `drop_gil` with FORCE_SWITCHING). A
 * waiter sleeps for the switch interval at a time; if an interval of its own passes without any switch it asks the holder
 * to drop. A holder that computes looks at the request at most every 0.2 ms, drops, and goes on only after another has had it.
 */
import { causeNumber } from '../../../trace/cause.ts';
import { TURN_RESOURCES } from '../../../trace/trace.ts';
import type { Memory } from '../platform/memory.ts';
import { type Log, TURN, WAIT } from '../record/log.ts';
import type { WaitOnPage } from './page-waiter.ts';
import { DOOMED } from './worker-state.ts';

/** What a task must hold to compute here, beside a core. It holds it when it begins. */
export interface Hold {
  /** Before a sleep; after it. */
  letGo(): void;
  takeAgain(): void;
  /** Before computing, between slices of it, after it. */
  begin(): void;
  look(): void;
  end(): void;
}

/** 0 is free, else the holder. */
const HOLDER = 0;
/** Times that it went from one to another. */
const SWITCHES = 1;
const LAST = 2;
/** Somebody asks the holder to drop. */
const REQUEST = 3;
const WAITERS = 4;

export const lockWords = (memory: Memory): Int32Array => memory.int32(5);

const GIL = causeNumber('gil');
const GIL_TURN = TURN_RESOURCES.indexOf('gil');

/** The lock as everybody has it; `me` is a number of one's own, from 1. */
class Lock {
  constructor(
    protected readonly words: Int32Array,
    protected readonly me: number,
  ) {}

  /** Takes it if it is free. */
  protected tryTake(): boolean {
    const { words, me } = this;
    if (Atomics.compareExchange(words, HOLDER, 0, me) !== 0) return false;
    if (Atomics.exchange(words, LAST, me) !== me) {
      Atomics.add(words, SWITCHES, 1);
      Atomics.notify(words, SWITCHES);
    }
    Atomics.store(words, REQUEST, 0);
    return true;
  }

  /** An interval has passed; asks the holder to drop if nobody else has got it meanwhile. */
  protected ask(switches: number): void {
    if (Atomics.load(this.words, HOLDER) !== 0 && Atomics.load(this.words, SWITCHES) === switches)
      Atomics.store(this.words, REQUEST, 1);
  }

  drop(): void {
    Atomics.store(this.words, HOLDER, 0);
    Atomics.notify(this.words, HOLDER, 1);
  }
}

/** In a worker: blocks, and logs what it waited and held. */
export class WorkerLock extends Lock implements Hold {
  /** Since when it computes under the lock (ms of the run). */
  #from = 0;

  constructor(
    words: Int32Array,
    worker: number,
    readonly intervalMs: number,
    readonly state: Int32Array,
    readonly log: Log,
    readonly base: number,
  ) {
    super(words, worker + 1);
  }

  /** Waits for it; false if this worker was told to go. */
  take(): boolean {
    const { words } = this;
    if (this.tryTake()) return true;
    Atomics.add(words, WAITERS, 1);
    let taken = false;
    while (!(taken = this.tryTake()) && Atomics.load(this.state, 0) !== DOOMED) {
      const holder = Atomics.load(words, HOLDER);
      const switches = Atomics.load(words, SWITCHES);
      if (holder !== 0 && Atomics.wait(words, HOLDER, holder, this.intervalMs) === 'timed-out') this.ask(switches);
    }
    Atomics.sub(words, WAITERS, 1);
    return taken;
  }

  // ——— Hold: what a task does with it ———

  begin(): void {
    this.#from = this.#now();
  }

  /** Between slices of computing: gives way if somebody asks. */
  look(): void {
    if (Atomics.load(this.words, REQUEST) === 0) return;
    const dropped = this.#now();
    this.log.write(TURN, GIL_TURN, this.#from, dropped);
    this.#dropForAnother();
    this.take();
    this.#from = this.#now();
    this.log.write(WAIT, GIL, dropped, this.#from);
  }

  end(): void {
    this.log.write(TURN, GIL_TURN, this.#from, this.#now());
  }

  letGo(): void {
    this.drop();
  }

  takeAgain(): void {
    const woken = this.#now();
    if (this.tryTake()) return;
    this.take();
    this.log.write(WAIT, GIL, woken, this.#now());
  }

  /** Drops, and waits until another has had it: forced switching. */
  #dropForAnother(): void {
    const { words } = this;
    Atomics.store(words, REQUEST, 0);
    this.drop();
    for (;;) {
      const switches = Atomics.load(words, SWITCHES);
      if (Atomics.load(words, LAST) !== this.me || Atomics.load(words, WAITERS) === 0) return;
      Atomics.wait(words, SWITCHES, switches, this.intervalMs);
    }
  }

  #now(): number {
    return performance.now() + this.base;
  }
}

/** More than any worker. */
const PAGE = 1_000_000;

/** On the page, which may not block: asks for it and is called back. */
export class PageLock extends Lock {
  holds = false;
  readonly #intervalMs: number;
  readonly #wait: WaitOnPage;
  #wants = false;
  #over = false;

  constructor(words: Int32Array, intervalMs: number, wait: WaitOnPage) {
    super(words, PAGE);
    this.#intervalMs = intervalMs;
    this.#wait = wait;
  }

  /** Takes it now, or calls back once it is taken. Gives whether it was taken now. */
  want(taken: () => void): boolean {
    if (this.holds) return true;
    if (this.#wants) return false;
    if (this.tryTake()) return (this.holds = true);
    this.#wants = true;
    Atomics.add(this.words, WAITERS, 1);
    this.#waitOnce(taken);
    return false;
  }

  override drop(): void {
    if (!this.holds) return;
    this.holds = false;
    super.drop();
  }

  /** Somebody went away: if it held the lock, nobody does now. */
  forget(worker: number): void {
    if (Atomics.compareExchange(this.words, HOLDER, worker + 1, 0) === worker + 1)
      Atomics.notify(this.words, HOLDER, 1);
  }

  end(): void {
    this.#over = true;
    Atomics.notify(this.words, HOLDER);
  }

  #waitOnce(taken: () => void): void {
    const holder = Atomics.load(this.words, HOLDER);
    const switches = Atomics.load(this.words, SWITCHES);
    this.#wait(this.words, HOLDER, holder, this.#intervalMs, (timedOut) => {
      if (this.#over) return;
      if (this.tryTake()) {
        Atomics.sub(this.words, WAITERS, 1);
        this.#wants = false;
        this.holds = true;
        taken();
        return;
      }
      if (timedOut) this.ask(switches);
      this.#waitOnce(taken);
    });
  }
}
