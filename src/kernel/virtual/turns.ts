/**
 * Who goes on next: processes that can, in the order in which they asked, each once it has what its code needs to run (a core's
 * share, the GIL, the event loop).
 */
import { Fifo } from '../../engines/fifo.ts';
import type { Meter } from './budget.ts';
import type { Gil } from './gil.ts';
import type { Loop } from './loops.ts';
import type { Proc } from './process.ts';

/** What turns depend on. */
export interface TurnsOf {
  /** Undefined where nobody needs one. */
  readonly gil: Gil<Proc> | undefined;
  readonly loop: Loop;
  readonly meter: Meter;
  /** The time is its `now` (ms). */
  readonly clock: { readonly now: number };
}

export class Turns {
  /** Processes that can go on, but for the GIL; those of cores need nothing more. */
  readonly #runnable = new Fifo<Proc>();
  /** Processes that waited for the GIL and have been given it. */
  readonly #entered = new Fifo<Proc>();
  readonly #gil: Gil<Proc> | undefined;
  readonly #loop: Loop;
  readonly #meter: Meter;
  readonly #clock: { readonly now: number };
  /** The process whose turn on the event loop is under way. */
  #loopHolder: Proc | undefined;
  /** Those who lent their turn, the last to have it back first; and who has it back and has not gone on yet. */
  readonly #lenders: Proc[] = [];
  #back: Proc | undefined;

  constructor({ gil, loop, meter, clock }: TurnsOf) {
    this.#gil = gil;
    this.#loop = loop;
    this.#meter = meter;
    this.#clock = clock;
  }

  /** The process can go on from now on, once it has what its code needs. */
  wake(process: Proc): void {
    const waited = process.waitingOn !== undefined;
    process.waitingOn = undefined;
    process.pending = true;
    process.readyAt = this.#clock.now;
    if (process.holds === 'loop') this.#loop.post(process, waited);
    else this.#runnable.push(process);
  }

  /** The same where no other process can go on at this moment: the process need not queue, but for the GIL. Gives whether it has its turn. */
  wakeAlone(process: Proc): boolean {
    process.waitingOn = undefined;
    process.readyAt = this.#clock.now;
    const hasTurn = process.holds === 'core' || this.#gil!.take(process);
    if (!hasTurn) process.pending = true;
    return hasTurn;
  }

  /** A process that waited for the GIL has it now. */
  entered(process: Proc): void {
    this.#entered.push(process);
  }

  /** The process blocks or has ended: it holds the loop or the GIL no longer. */
  leave(process: Proc): void {
    if (process.holds === 'core') return;
    if (this.#loopHolder === process) this.#loopHolder = this.#back = this.#lenders.pop();
    else if (this.#gil?.holder === process) this.#gil.drop();
  }

  /** Whoever has its turn on the event loop lends it to a process, until that leaves the loop. */
  lend(process: Proc): void {
    if (this.#loopHolder) this.#lenders.push(this.#loopHolder);
    this.#loopHolder = process;
  }

  /** Whether the process has its turn back already: then it goes on at once. */
  hasBack(process: Proc): boolean {
    if (this.#back !== process) return false;
    this.#back = undefined;
    return true;
  }

  /** Whether a process has its turn on the event loop. */
  get loopIsTaken(): boolean {
    return this.#loopHolder !== undefined;
  }

  /** The process whose turn is next; undefined once none can go on at this moment, or the budget is used up. */
  next(): Proc | undefined {
    while (!this.#meter.spent) {
      this.#meter.step();
      if (this.#back) {
        const process = this.#back;
        this.#back = undefined;
        return process;
      }
      if (this.#entered.length > 0) {
        const process = this.#entered.shift()!;
        if (this.#gil?.holder === process) return process;
      } else if (this.#runnable.length > 0) {
        const process = this.#runnable.shift()!;
        if (process.pending && (process.holds === 'core' || this.#gil!.take(process))) return process;
      } else {
        if (this.#loopHolder || this.#loop.isIdle) return undefined;
        const process = this.#loop.next(this.#clock.now);
        if (!process) return undefined;
        if (!process.pending) continue;
        this.#loopHolder = process;
        return process;
      }
    }
    return undefined;
  }
}
