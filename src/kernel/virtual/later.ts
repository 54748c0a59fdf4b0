/** Items that reach their queue after a while, unless they are called off. */
import type { Timer } from '../../engines/vocabulary.ts';
import type { VirtualQueue } from './queues.ts';

class Item implements Timer {
  constructor(
    readonly of: Later,
    readonly queue: VirtualQueue,
    readonly item: unknown,
    readonly place: number,
    readonly stamp: number,
  ) {}

  callOff(): boolean {
    return this.of.take(this.place, this.stamp) !== undefined;
  }
}

export class Later {
  /** By place, which an item gives up when it arrives or is called off. */
  readonly #items: (Item | undefined)[] = [];
  readonly #free: number[] = [];
  #sent = 0;

  /** Takes an item. Its event is to be asked for, by its place and stamp. */
  send(queue: VirtualQueue, item: unknown): Item {
    const place = this.#free.pop() ?? this.#items.length;
    return (this.#items[place] = new Item(this, queue, item, place, ++this.#sent));
  }

  /** Its event has come: the item is in its queue, if it was not called off. */
  arrive(place: number, stamp: number): void {
    const taken = this.take(place, stamp);
    taken?.queue.arrived(taken.item);
  }

  /** Whether the item is still on its way. */
  isUnderWay(place: number, stamp: number): boolean {
    return this.#items[place]?.stamp === stamp;
  }

  /** Takes the item out, if it is still on its way. */
  take(place: number, stamp: number): Item | undefined {
    const item = this.#items[place];
    if (item?.stamp !== stamp) return undefined;
    this.#items[place] = undefined;
    this.#free.push(place);
    return item;
  }
}
