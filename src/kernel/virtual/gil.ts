/**
 * The global interpreter lock (CPython 3.11, `Python/ceval_gil.h`: `take_gil`, `drop_gil` with FORCE_SWITCHING).
 *
 * A comer takes a free GIL at once. A waiter sleeps for the switch interval at a time; if an interval of its own passes
 * without any switch it asks the holder to drop. The holder drops, and goes on only after another has it. Which waiter
 * the condition variable wakes is drawn from the seed. When the holder hears of it is the host's: models hear it at once,
 * the user's own Python at the end of what its interpreter has run already.
 * Left out: the microseconds between a drop and the woken waiter's run, and the cores that waiters need.
 */
/** What the GIL notes of each of those that take it. */
export interface GilUser {
  /** Raised whenever a pending interval of this waiter loses its meaning. */
  stamp: number;
  /** How many switches of the GIL it had seen when its interval began. */
  gilNoted: number;
}

/** What the GIL needs of its kernel. */
export interface GilHost<P extends GilUser> {
  readonly now: number;
  /** Sets the timer for a waiter's interval, which is as long as all others. */
  setInterval(user: P, atMs: number): void;
  /** A waiter has the GIL now: to be carried on. */
  entered(user: P): void;
  /** A waiter asks the holder to drop: `forceOut` is to follow, once the holder hears it. */
  asked(gil: Gil<P>): void;
  /** The holder is made to drop in the middle of computing. */
  putOut(holder: P): void;
  /** A whole number from 0 to `below` - 1. */
  draw(below: number): number;
}

export class Gil<P extends GilUser> {
  holder: P | undefined = undefined;
  #last: P | undefined = undefined;
  #switches = 0;
  readonly #waiters: P[] = [];
  readonly #host: GilHost<P>;
  readonly #intervalMs: number;

  constructor(host: GilHost<P>, intervalMs: number) {
    this.#host = host;
    this.#intervalMs = intervalMs;
  }

  /** Whether anybody waits for it. */
  get isWanted(): boolean {
    return this.#waiters.length > 0;
  }

  /** Takes the GIL if it is free; else the comer waits and is `entered` later. */
  take(user: P): boolean {
    if (!this.holder) {
      this.#hold(user);
      return true;
    }
    this.#wait(user);
    return false;
  }

  /** The holder gives it up of its own accord: it blocks, or has ended. */
  drop(): void {
    this.holder = undefined;
    this.#handOn();
  }

  /** A waiter's interval has passed; gives whether it asks the holder to drop. */
  intervalPassed(user: P): boolean {
    const asks = user.gilNoted === this.#switches;
    user.gilNoted = this.#switches;
    this.#host.setInterval(user, this.#host.now + this.#intervalMs);
    if (asks) this.#host.asked(this);
    return asks;
  }

  /** A waiter is gone. */
  forget(user: P): void {
    const at = this.#waiters.indexOf(user);
    if (at >= 0) this.#waiters.splice(at, 1);
    if (this.holder === user) this.drop();
  }

  /** The holder drops on request; another has it before the dropper waits for it anew. */
  forceOut(): void {
    const out = this.holder;
    if (!out) return;
    this.#host.putOut(out);
    this.holder = undefined;
    this.#handOn();
    this.#wait(out);
  }

  #handOn(): void {
    const waiters = this.#waiters;
    if (waiters.length === 0) return;
    const at = waiters.length === 1 ? 0 : this.#host.draw(waiters.length);
    const next = waiters[at]!;
    waiters.splice(at, 1);
    next.stamp++;
    this.#hold(next);
    this.#host.entered(next);
  }

  #hold(user: P): void {
    this.holder = user;
    if (this.#last !== user) this.#switches++;
    this.#last = user;
  }

  #wait(user: P): void {
    user.gilNoted = this.#switches;
    this.#waiters.push(user);
    this.#host.setInterval(user, this.#host.now + this.#intervalMs);
  }
}
