/** Event loops: one callback at a time, in order. */
import { Fifo } from '../../engines/fifo.ts';
import type { Proc } from './process.ts';

/** How a loop queues the processes that want a turn. The kernel runs one at a time and asks for the next. */
export interface Loop {
  /** The process wants a turn. `awaited`: it was waiting for something (a permit, an item, an end), which is there now. */
  post(process: Proc, awaited: boolean): void;
  /** The process wants a turn at `process.due`. False where the loop has no timers, and the kernel's own is to post it. */
  sleep(process: Proc): boolean;
  /** The process sleeps no more. */
  forget(process: Proc): void;
  /** Whether the process's sleep is over and its turn has not come yet. */
  isWoken(process: Proc): boolean;
  /** Nobody wants a turn, whatever the time. */
  readonly isIdle: boolean;
  /** The process whose turn it is, if there is one. */
  next(nowMs: number): Proc | undefined;
  /** When an idle loop wakes by itself (ms), Infinity for never. Asked when nothing is left to do at `nowMs`. */
  wakeAt(nowMs: number): number;
  /** Calls this in the pass in which its time (ms) has come. At most one a run. Loops without timers have none. */
  callAt?(atMs: number, call: () => void): void;
  /** The process with this id wants its first turn, where that need be no object until then. */
  postById?(id: number): void;
}

/**
 * A page's main thread: tasks in the order in which they were posted, timers posting when due. A process that awaited something
 * goes on as a microtask of the turn that brought it (HTML standard, perform a microtask checkpoint), before all other turns.
 */
export class PageLoop implements Loop {
  readonly #ready = new Fifo<Proc>();
  readonly #microtasks = new Fifo<Proc>();

  post(process: Proc, awaited: boolean): void {
    (awaited ? this.#microtasks : this.#ready).push(process);
  }

  sleep(): boolean {
    return false;
  }

  forget(): void {}

  isWoken(): boolean {
    return false;
  }

  get isIdle(): boolean {
    return this.#ready.length + this.#microtasks.length === 0;
  }

  next(): Proc | undefined {
    return this.#microtasks.shift() ?? this.#ready.shift();
  }

  wakeAt(): number {
    return Number.POSITIVE_INFINITY;
  }
}
