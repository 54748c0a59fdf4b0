/** Queues between interpreters (`_interpqueues`): items are bytes, put and taken at the ends of bursts, in the order of virtual time. */
import type { Place } from '../messages.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { ProgramProcess } from './program-process.ts';
import { COMPUTING } from './telling.ts';

/** What stands in place of an answer where there is no such queue, or no room in it. */
const UNFOUND = 'unfound';
const FULL = 'full';

/** What becomes of an item whose interpreter has ended: it is taken out; anything else is told to whoever gets it. */
const REMOVED = 1;
/** As the queue itself says. */
const ITS_OWN = -1;

interface Item {
  readonly bytes: Uint8Array;
  readonly from: ProgramProcess;
  readonly unbound: number;
}

interface InterpreterQueue {
  /** 0 where there is no limit. */
  readonly most: number;
  readonly unbound: number;
  items: Item[];
  /** How many objects of Python's speak of it. */
  bound: number;
}

export class InterpreterQueues {
  readonly #kernel: ProgramKernel;
  readonly #all = new Map<number, InterpreterQueue>();
  #made = 0;

  constructor(kernel: ProgramKernel) {
    this.#kernel = kernel;
  }

  make(most: number, unbound: number): number {
    this.#all.set(++this.#made, { most, unbound, items: [], bound: 0 });
    return this.#made;
  }

  /** `number:unbound`, of all that there are. */
  get all(): string {
    return [...this.#all].map(([number, { unbound }]) => `${number}:${unbound}`).join();
  }

  bind(number: number, by: number): string | undefined {
    const queue = this.#all.get(number);
    if (!queue) return UNFOUND;
    queue.bound += by;
    if (queue.bound <= 0) this.#all.delete(number);
    return undefined;
  }

  end(number: number): string | undefined {
    return this.#all.delete(number) ? undefined : UNFOUND;
  }

  says(number: number, what: 'most' | 'count' | 'unbound'): number | string {
    const queue = this.#all.get(number);
    if (!queue) return UNFOUND;
    return what === 'count' ? left(queue).length : queue[what];
  }

  put(number: number, bytes: Uint8Array, unbound: number, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    return kernel.yield(
      (stack) => {
        const queue = this.#all.get(number);
        if (!queue) return kernel.goOnNow(stack, UNFOUND);
        if (queue.most > 0 && left(queue).length >= queue.most) return kernel.goOnNow(stack, FULL);
        const from = stack.process;
        queue.items.push({ bytes, from, unbound: unbound === ITS_OWN ? queue.unbound : unbound });
        kernel.goOnNow(stack, undefined);
      },
      COMPUTING,
      at,
    );
  }

  /** Gives an item; nothing from an empty queue; a number where the item's interpreter has ended. */
  get(number: number, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    return kernel.yield(
      (stack) => {
        const queue = this.#all.get(number);
        if (!queue) return kernel.goOnNow(stack, UNFOUND);
        const item = left(queue).shift();
        kernel.goOnNow(stack, item && (hasEnded(item) ? item.unbound : item.bytes));
      },
      COMPUTING,
      at,
    );
  }
}

const hasEnded = ({ from }: Item): boolean => from.code !== undefined;

/** The queue's items, without those that went with their interpreter. */
function left(queue: InterpreterQueue): Item[] {
  queue.items = queue.items.filter((item) => item.unbound !== REMOVED || !hasEnded(item));
  return queue.items;
}
