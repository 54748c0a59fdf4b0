/**
 * Semaphores that processes share (glibc's `nptl/sem_waitcommon.c`, `sem_post.c`). Nothing is handed over: who gives back raises the value and
 * wakes the first waiter, and whoever comes first has it. That is whoever runs, if it wants it again before the woken one is there; the woken
 * one then waits anew, behind the others. On a machine on which waking costs nothing the woken one is there at once.
 */
import type { Place } from '../messages.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { Stack } from './program-process.ts';
import { COMPUTING, type Doing } from './telling.ts';

interface Waiter {
  readonly stack: Stack;
  /** It has been woken, and is to look whether there is one for it. */
  woken: boolean;
}

interface Semaphore {
  value: number;
  readonly most: number;
  readonly queue: Waiter[];
  /** Who took it last. */
  holder: Stack | undefined;
}

export class Semaphores {
  readonly #kernel: ProgramKernel;
  readonly #all = new Map<number, Semaphore>();
  /** How late a woken thread goes on (ms). */
  readonly #wakeMs: number;

  constructor(kernel: ProgramKernel) {
    this.#kernel = kernel;
    this.#wakeMs = 2 * (kernel.options.machine.threadStartMs ?? 0);
  }

  /** Gives its number. */
  make(value: number, most: number): number {
    const id = this.#kernel.newId();
    this.#all.set(id, { value, most, queue: [], holder: undefined });
    return id;
  }

  /** What it is when all that its asker has computed has taken its time: other processes may take one meanwhile. */
  value(id: number): Promise<unknown> {
    const kernel = this.#kernel;
    const semaphore = this.#of(id);
    return kernel.yield((stack) => kernel.goOnNow(stack, semaphore.value), COMPUTING, undefined);
  }

  holder(id: number): Stack | undefined {
    return this.#all.get(id)?.holder;
  }

  /** Gives whether it was taken. `ms`: how long it waits at the most; negative for ever. */
  acquire(id: number, ms: number, doing: Doing, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const semaphore = this.#of(id);
    return kernel.yield(
      (stack) => {
        if (semaphore.value > 0) {
          semaphore.value--;
          semaphore.holder = stack;
          return kernel.goOnNow(stack, true);
        }
        if (ms === 0) return kernel.goOnNow(stack, false);
        kernel.does(stack, doing, at);
        const waiter = { stack, woken: false };
        semaphore.queue.push(waiter);
        stack.blocked = { event: -id, until: ms < 0 ? Number.POSITIVE_INFINITY : kernel.now + ms };
        if (ms > 0)
          kernel.at(kernel.now + ms, () => {
            const place = semaphore.queue.indexOf(waiter);
            if (place < 0 || stack.ended) return;
            semaphore.queue.splice(place, 1);
            stack.blocked = undefined;
            kernel.goOn(stack, false);
          });
        kernel.release(stack);
      },
      COMPUTING,
      at,
    );
  }

  /** Gives false where it was released too many times. */
  release(id: number, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const semaphore = this.#of(id);
    return kernel.yield(
      (stack) => {
        if (semaphore.value >= semaphore.most) return kernel.goOnNow(stack, false);
        semaphore.value++;
        if (semaphore.holder === stack) semaphore.holder = undefined;
        this.#wakeNext(semaphore, stack);
        kernel.goOnNow(stack, true);
      },
      COMPUTING,
      at,
    );
  }

  #wakeNext(semaphore: Semaphore, by: Stack): void {
    const next = semaphore.queue.find(({ stack, woken }) => !woken && !stack.ended);
    if (!next) return;
    next.woken = true;
    if (this.#wakeMs > 0) this.#kernel.at(this.#kernel.now + this.#wakeMs, () => this.#looks(semaphore, next, by));
    else this.#looks(semaphore, next, by);
  }

  /** One that was woken takes it, if it is still there and still wanted. */
  #looks(semaphore: Semaphore, waiter: Waiter, by: Stack): void {
    const kernel = this.#kernel;
    const { stack } = waiter;
    const place = semaphore.queue.indexOf(waiter);
    if (place >= 0) semaphore.queue.splice(place, 1);
    if (place >= 0 && !stack.ended) {
      if (semaphore.value === 0) {
        waiter.woken = false;
        semaphore.queue.push(waiter);
        return;
      }
      semaphore.value--;
      semaphore.holder = stack;
      stack.blocked = undefined;
      if (stack.actingLane >= 0 && by.actingLane >= 0) kernel.telling.woken(stack.actingLane, by.actingLane);
      kernel.goOn(stack, true);
    }
    if (semaphore.value > 0) this.#wakeNext(semaphore, by);
  }

  #of(id: number): Semaphore {
    const semaphore = this.#all.get(id);
    if (!semaphore) throw new Error(`there is no semaphore ${id}`);
    return semaphore;
  }
}
