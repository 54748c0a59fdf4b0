/** Permits as the page has them: a count of its own until a program inside a worker is given them, in shared memory from then on. */
import { Fifo } from '../../../engines/fifo.ts';
import type { Admission, Entrant, TaskNumber } from '../../../engines/vocabulary.ts';
import { less } from '../../amounts.ts';
import { PageWaiter } from '../sync/page-waiter.ts';
import { permitWords, SharedPermits } from '../sync/shared-permits.ts';
import type { PageProcess } from './page-process.ts';
import type { Surroundings } from './surroundings.ts';

export class PagePermits implements Admission {
  shared: SharedPermits | undefined;
  readonly #around: Surroundings;
  /** Processes, and (never where they are shared) tasks for which the entrant is to start. */
  readonly #waiting = new Fifo<PageProcess | TaskNumber>();
  readonly #entrant: Entrant | undefined;
  /** What waiters want, where that is not 1. */
  #amounts: Map<PageProcess, number> | undefined;
  #free: number;
  #waiter: PageWaiter | undefined;

  constructor(count: number, around: Surroundings, entrant?: Entrant) {
    this.#free = count;
    this.#around = around;
    this.#entrant = entrant;
  }

  admit(task: TaskNumber): void {
    if (this.take(1)) this.#around.enter(this.#entrant!, task, this, false, -1);
    else this.#waiting.push(task);
  }

  /** Takes that amount, if it is free and nobody came before. */
  take(amount: number): boolean {
    return (this.shared !== undefined || this.#waiting.length === 0) && this.tryAcquire(amount);
  }

  tryAcquire(amount = 1): boolean {
    if (this.shared) return this.shared.tryAcquire();
    if (this.#free < amount) return false;
    this.#free = less(this.#free, amount);
    return true;
  }

  wait(process: PageProcess, amount: number): void {
    if (amount !== 1) (this.#amounts ??= new Map()).set(process, amount);
    this.#waiting.push(process);
    this.#waiter?.wait();
  }

  forget(process: PageProcess): void {
    this.#waiting.remove(process);
  }

  release(amount = 1): void {
    this.giveBack(this.#around.lastOfRunning(), amount);
  }

  /** `by`: the last attempt of who gives it back, -1 for none. */
  giveBack(by: number, amount = 1): void {
    if (this.shared) {
      this.shared.release();
      return;
    }
    this.#free = less(this.#free, -amount);
    for (let waiter = this.#waiting.first; waiter !== undefined; waiter = this.#waiting.first) {
      if (!this.tryAcquire(typeof waiter === 'number' ? 1 : (this.#amounts?.get(waiter) ?? 1))) return;
      this.#waiting.shift();
      if (typeof waiter === 'number') this.#around.enter(this.#entrant!, waiter, this, true, by);
      else {
        this.#amounts?.delete(waiter);
        waiter.givenBy = by;
        this.#around.wake(waiter, this);
      }
    }
  }

  share(): SharedPermits {
    if (this.shared) return this.shared;
    if (this.#entrant) throw new Error('Before shared permits only processes stand in line');
    const { memory, timers } = this.#around;
    this.shared = new SharedPermits(permitWords(this.#free, memory));
    this.#waiter = new PageWaiter(this.shared, this.shared.word, timers, () => this.serve());
    if (this.#waiting.length > 0) this.#waiter.wait();
    return this.shared;
  }

  end(): void {
    this.#waiter?.end();
  }

  serve(): boolean {
    let served = false;
    while (this.#waiting.length > 0 && this.shared!.tryAcquire()) {
      served = true;
      this.#around.wake(this.#waiting.shift() as PageProcess, this);
    }
    if (served) this.#around.settle();
    return this.#waiting.length > 0;
  }
}
