/** Messages in line, in a ring that is no longer than it needs to be: of a hundred instances each has its own, and all are to stay in the processor's cache. */
import type { MessageNumber } from './messages.ts';

export class Line {
  length = 0;
  #ring = new Int32Array(16);
  #first = 0;

  /** The first message; there must be one. */
  get first(): MessageNumber {
    return this.#ring[this.#first]!;
  }

  push(message: MessageNumber): void {
    if (this.length === this.#ring.length) this.#grow();
    this.#ring[(this.#first + this.length++) & (this.#ring.length - 1)] = message;
  }

  /** Puts a message before all others. */
  pushFront(message: MessageNumber): void {
    if (this.length === this.#ring.length) this.#grow();
    this.length++;
    this.#first = (this.#first - 1) & (this.#ring.length - 1);
    this.#ring[this.#first] = message;
  }

  /** Takes the first message; there must be one. */
  shift(): MessageNumber {
    const message = this.#ring[this.#first]!;
    this.#first = (this.#first + 1) & (this.#ring.length - 1);
    this.length--;
    return message;
  }

  #grow(): void {
    const ring = this.#ring;
    this.#ring = new Int32Array(2 * ring.length);
    this.#ring.set(ring.subarray(this.#first));
    this.#ring.set(ring.subarray(0, this.#first), ring.length - this.#first);
    this.#first = 0;
  }
}
