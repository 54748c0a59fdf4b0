/** Threads that handle messages (owners and raylets, a broker, the main process of a worker, a driver): what is sent arrives after its time, and is handled in order of arrival. */
import { type Env, getEach, type Queue, type Steps, type Timer } from './vocabulary.ts';

/** What is done with a message; processes that it starts are asked for in the steps that it gives. */
// biome-ignore lint/suspicious/noConfusingVoidType: most of what is done with a message starts nothing, and so gives nothing.
export type Handler = () => Steps | void;

export class Io {
  readonly #arrivals: Queue;

  constructor(readonly env: Env) {
    this.#arrivals = env.queue();
  }

  get now(): number {
    return this.env.now();
  }

  /** The message arrives after so long (ms). */
  after(ms: number, handle: Handler): Timer {
    return this.#arrivals.later(handle, ms);
  }

  /** The same where what is done starts nothing and is never called off: that costs less. */
  tell<T>(ms: number, act: (of: T) => void, of: T): void {
    if (this.env.call) this.env.call(ms, act, of);
    else this.#arrivals.later(() => act(of), ms);
  }

  /** The same at once. */
  do(handle: Handler): void {
    this.#arrivals.put(handle);
  }

  *run(): Steps {
    let started: Steps | undefined;
    const take = (handle: Handler) => {
      started = handle() ?? undefined;
      return !started;
    };
    for (;;) {
      const handle: Handler | undefined = yield getEach(this.#arrivals, take);
      if (handle) take(handle);
      if (started) yield* started;
      started = undefined;
    }
  }
}
