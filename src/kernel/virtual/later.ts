/** Items that reach their queue after a while, unless they are called off. */
import type { Timer } from '../../engines/vocabulary.ts';
import type { VirtualQueue } from './queues.ts';

interface Item {
  readonly queue: VirtualQueue;
  readonly item: unknown;
  readonly stamp: number;
}

export class Later {
  /** By place, which an item gives up when it arrives or is called off. */
  readonly #items: (Item | undefined)[] = [];
  readonly #free: number[] = [];
  #sent = 0;

  /** Takes an item. `ask`: asks for the event of its place and stamp. */
  send(queue: VirtualQueue, item: unknown, ask: (place: number, stamp: number) => void): Timer {
    const place = this.#free.pop() ?? this.#items.length;
    const stamp = ++this.#sent;
    this.#items[place] = { queue, item, stamp };
    ask(place, stamp);
    return { callOff: () => this.#take(place, stamp) !== undefined };
  }

  /** Its event has come: the item is in its queue, if it was not called off. */
  arrive(place: number, stamp: number): void {
    const taken = this.#take(place, stamp);
    taken?.queue.arrived(taken.item);
  }

  /** Whether the item is still on its way. */
  isUnderWay(place: number, stamp: number): boolean {
    return this.#items[place]?.stamp === stamp;
  }

  #take(place: number, stamp: number): Item | undefined {
    const item = this.#items[place];
    if (item?.stamp !== stamp) return undefined;
    this.#items[place] = undefined;
    this.#free.push(place);
    return item;
  }
}
