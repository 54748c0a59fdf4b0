/** The GIL among the kernel's processes: the turns of those that hold it, and the intervals of those that wait for it. */
import type { Draw } from '../../scenario/sfc32.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Meter } from './budget.ts';
import type { Events } from './events.ts';
import { Gil, type GilHost } from './gil.ts';
import { type IntervalHost, Intervals } from './intervals.ts';
import { BURN_ON, GIL_BURN, type Proc } from './process.ts';

const GIL_TURN = 0;

/** What turns under the GIL need of the kernel. */
export interface GilTurnsHost {
  now: number;
  readonly meter: Meter;
  readonly trace: Trace;
  readonly events: Events;
  /** A process that waited for the GIL has it: it goes on when its turn comes. */
  entered(process: Proc): void;
  /** Sets the process's own timer. */
  setTimer(process: Proc, atMs: number, meaning: number): void;
}

export interface GilTurnsOf {
  /** Infinity where nobody is made to drop the GIL. */
  readonly intervalMs: number;
  /** The number by which the event of the first interval is known. */
  readonly intervalEvent: number;
  /** Draws which waiter is next; undefined: the first. */
  readonly draw: Draw | undefined;
}

export class GilTurns implements GilHost<Proc>, IntervalHost<Proc> {
  readonly gil: Gil<Proc>;
  readonly intervals: Intervals<Proc>;
  readonly #host: GilTurnsHost;
  readonly #draw: Draw | undefined;

  constructor(host: GilTurnsHost, { intervalMs, intervalEvent, draw }: GilTurnsOf) {
    this.#host = host;
    this.#draw = draw;
    this.gil = new Gil<Proc>(this, intervalMs);
    this.intervals = new Intervals<Proc>(this, host.events, intervalEvent);
  }

  get now(): number {
    return this.#host.now;
  }

  setInterval(process: Proc, atMs: number): void {
    this.intervals.begin(process, atMs);
  }

  entered(process: Proc): void {
    this.#host.entered(process);
  }

  /** A holder that computes hears at once that a waiter asks. */
  asked(gil: Gil<Proc>): void {
    gil.forceOut();
  }

  putOut(holder: Proc): void {
    const { now } = this.#host;
    this.tell(holder);
    holder.work -= now - holder.from;
    holder.stamp++;
    holder.readyAt = now;
    holder.phase = BURN_ON;
  }

  draw(below: number): number {
    return this.#draw ? Math.floor((this.#draw() / 2 ** 32) * below) : 0;
  }

  reach(nowMs: number): void {
    this.#host.now = nowMs;
    this.#host.meter.step();
  }

  intervalPassed(process: Proc): boolean {
    return this.gil.intervalPassed(process);
  }

  /** The holder of the GIL computes for `process.work` ms more. */
  burn(process: Proc): void {
    const { now } = this.#host;
    process.from = now;
    this.#host.setTimer(process, now + process.work, GIL_BURN);
  }

  /** A stretch of computing under the GIL, up to now, for the trace. */
  tell({ current, lane, from }: Proc): void {
    const { now, trace } = this.#host;
    if (now > from) trace.addTurn(GIL_TURN, current, lane, from, now);
  }
}
