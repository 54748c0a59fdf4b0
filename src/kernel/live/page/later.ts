/**
 * What comes after a while, unless it is called off (`queue.later`). What is due at once comes when nobody can go on at this moment any
 * more, in the order in which it was asked for, as in virtual time.
 */
import { Fifo } from '../../../engines/fifo.ts';
import type { Timer } from '../../../engines/vocabulary.ts';
import type { Stamps } from '../platform/stamps.ts';
import type { Timers } from '../platform/timers.ts';
import type { Progress } from './progress.ts';

/** What it needs of its run. */
interface LaterHost {
  readonly timers: Timers;
  readonly stamps: Stamps;
  readonly progress: Progress;
  /** Lets everybody go on who can. */
  settle(): void;
}

interface Coming {
  readonly act: () => void;
  /** Its timer; 0 for one that is due at once. */
  timer: number;
  /** It has come, or was called off. */
  isOver: boolean;
}

export class Later {
  readonly #run: LaterHost;
  readonly #due = new Fifo<Coming>();

  constructor(run: LaterHost) {
    this.#run = run;
  }

  /** How many are due at once. */
  get due(): number {
    return this.#due.length;
  }

  /** Acts after so long (ms). */
  after(ms: number, act: () => void): Timer {
    const { timers, stamps, progress } = this.#run;
    const coming: Coming = { act, timer: 0, isOver: false };
    progress.underWay++;
    if (ms > 0)
      coming.timer = timers.set(ms, () => {
        stamps.passed();
        this.#come(coming);
        this.#run.settle();
      });
    else this.#due.push(coming);
    return { callOff: () => this.#callOff(coming) };
  }

  /** Lets the first come that is due; false if there is none. */
  next(): boolean {
    const coming = this.#due.shift();
    if (coming) this.#come(coming);
    return coming !== undefined;
  }

  #come(coming: Coming): void {
    coming.isOver = true;
    this.#run.progress.underWay--;
    coming.act();
  }

  #callOff(coming: Coming): boolean {
    if (coming.isOver) return false;
    coming.isOver = true;
    this.#run.progress.underWay--;
    if (coming.timer === 0) this.#due.remove(coming);
    else this.#run.timers.clear(coming.timer);
    return true;
  }
}
