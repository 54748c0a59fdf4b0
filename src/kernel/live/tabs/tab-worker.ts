/** A worker in another tab, as its handle has it here: what is said to it before it is there waits until it is. */
import type { WorkerLike } from '../pool/worker-endpoint.ts';

export class TabWorker implements WorkerLike {
  readonly #channel: BroadcastChannel;
  readonly #end: () => void;
  /** Undefined once the worker hears. */
  #waiting: unknown[] | undefined = [];
  #over = false;

  /** `name`: of its channel. `end` has the other tab end it. */
  constructor(name: string, end: () => void) {
    this.#channel = new BroadcastChannel(name);
    this.#end = end;
  }

  /** It is there, and hears. */
  started(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const message of waiting) this.postMessage(message);
  }

  postMessage(message: unknown): void {
    if (this.#waiting) this.#waiting.push(message);
    else if (!this.#over) this.#channel.postMessage(message);
  }

  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: AddEventListenerOptions,
  ): void {
    this.#channel.addEventListener(type, listener, options);
  }

  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.#channel.removeEventListener(type, listener);
  }

  terminate(): void {
    if (this.#over) return;
    this.#over = true;
    this.#end();
    this.#channel.close();
  }
}
