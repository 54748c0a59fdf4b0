/**
 * The switch intervals of GIL waiters. All are equally long, so they pass in the order in which they begin, and only the first needs
 * to be among the events: with hundreds of waiters nearly all events would be intervals that change nothing.
 */
import { Fifo } from '../../engines/fifo.ts';
import type { Events } from './events.ts';
import type { GilUser } from './gil.ts';

/** One waiter's interval: it has a meaning while the process has this stamp. `order`: its number among all events. */
interface Interval<P> {
  readonly process: P;
  readonly stamp: number;
  readonly atMs: number;
  readonly order: number;
}

/** What intervals need of the kernel. */
export interface IntervalHost<P> {
  /** When something happens that is not among the events (ms); left out where there is no such thing. */
  readonly horizonMs?: number;
  /** The run goes on to the end of an interval (ms). */
  reach(nowMs: number): void;
  /** The process's interval has passed; gives whether the process asks for the GIL. */
  intervalPassed(process: P): boolean;
}

export class Intervals<P extends GilUser> {
  readonly #host: IntervalHost<P>;
  readonly #events: Events;
  /** The number by which the event of the first interval is known. */
  readonly #what: number;
  readonly #all = new Fifo<Interval<P>>();
  /** The one that is among the events. */
  #awaited: Interval<P> | undefined;

  constructor(host: IntervalHost<P>, events: Events, what: number) {
    this.#host = host;
    this.#events = events;
    this.#what = what;
  }

  /** When the first interval passes (ms); Infinity if there is none. */
  get nextAtMs(): number {
    return this.#first()?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** The process waits anew, until `atMs`. */
  begin(process: P, atMs: number): void {
    this.#all.push({ process, stamp: ++process.stamp, atMs, order: this.#events.asked++ });
    if (!this.#awaited) this.#await();
  }

  /**
   * The interval that is among the events has passed. So have those that end before any other event: until one waiter asks for the GIL,
   * nobody but the waiters hears of them. Where somebody asked for `nextAtMs` it may be gone, since it means nothing any more: those that
   * are left pass in their own time.
   */
  pass(): void {
    const host = this.#host;
    let next = this.#all.first === this.#awaited ? this.#all.shift() : undefined;
    while (next) {
      host.reach(next.atMs);
      if (next.process.stamp === next.stamp && host.intervalPassed(next.process)) break;
      next = this.#first();
      if (next && (this.#events.isNextBefore(next.atMs, next.order) || next.atMs > (host.horizonMs ?? next.atMs)))
        break;
      if (next) this.#all.shift();
    }
    this.#await();
  }

  /** The first interval that still means something is put among the events, with the number that it was given when it began. */
  #await(): void {
    const first = this.#first();
    this.#awaited = first;
    if (first) this.#events.pushAs(first.order, first.atMs, this.#what, 0);
  }

  #first(): Interval<P> | undefined {
    let { first } = this.#all;
    for (; first && first.process.stamp !== first.stamp; first = this.#all.first) this.#all.shift();
    return first;
  }
}
