/**
 * A Web Worker as comlink and its handle reach it. Comlink keeps the endpoint of a proxy until the proxy is collected, and so it would keep
 * each ended worker, with all that its listeners refer to. So comlink gets this endpoint, which lets go of its worker when it is closed.
 */
import type { Endpoint } from 'comlink';

/** What is needed of a worker: one of this page, or one that is reached some other way. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void;
  terminate(): void;
}

export class WorkerEndpoint implements Endpoint {
  #worker: WorkerLike | undefined;
  #listening: AbortController | undefined = new AbortController();

  constructor(worker: WorkerLike) {
    this.#worker = worker;
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    if (this.#listening) this.#worker?.addEventListener(type, listener, { signal: this.#listening.signal });
  }

  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.#worker?.removeEventListener(type, listener);
  }

  /** Ends the worker; its listeners go on waiting for what it has sent. */
  terminate(): void {
    this.#worker?.terminate();
  }

  /** Ends the worker and lets go of it: nothing is sent to it or heard of it any more. */
  close(): void {
    this.#worker?.terminate();
    // Without a reason of its own the signal would hold an error, which holds who was called when it was made: the run, and the proxies themselves.
    this.#listening?.abort('closed');
    this.#listening = undefined;
    this.#worker = undefined;
  }
}
