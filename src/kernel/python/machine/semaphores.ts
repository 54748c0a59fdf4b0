/** Semaphores that processes share (`sem_wait`, `sem_post`): waiters are served first in, first out. */
import type { Place } from '../messages.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { Stack } from './program-process.ts';
import { COMPUTING, type Doing } from './telling.ts';

interface Semaphore {
  value: number;
  readonly most: number;
  readonly queue: { readonly stack: Stack; given: boolean }[];
  /** Who took it last. */
  holder: Stack | undefined;
}

export class Semaphores {
  readonly #kernel: ProgramKernel;
  readonly #all = new Map<number, Semaphore>();

  constructor(kernel: ProgramKernel) {
    this.#kernel = kernel;
  }

  /** Gives its number. */
  make(value: number, most: number): number {
    const id = this.#kernel.newId();
    this.#all.set(id, { value, most, queue: [], holder: undefined });
    return id;
  }

  value(id: number): number {
    return this.#of(id).value;
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
        const waiter = { stack, given: false };
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
        let next = semaphore.queue.shift();
        while (next?.stack.ended) next = semaphore.queue.shift();
        if (next) {
          semaphore.holder = next.stack;
          next.stack.blocked = undefined;
          if (next.stack.actingLane >= 0 && stack.actingLane >= 0)
            kernel.telling.woken(next.stack.actingLane, stack.actingLane);
          kernel.goOn(next.stack, true);
        } else if (semaphore.value >= semaphore.most) return kernel.goOnNow(stack, false);
        else {
          semaphore.value++;
          if (semaphore.holder === stack) semaphore.holder = undefined;
        }
        kernel.goOnNow(stack, true);
      },
      COMPUTING,
      at,
    );
  }

  #of(id: number): Semaphore {
    const semaphore = this.#all.get(id);
    if (!semaphore) throw new Error(`there is no semaphore ${id}`);
    return semaphore;
  }
}
