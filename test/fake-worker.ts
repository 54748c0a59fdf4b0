/**
 * Web Workers on a page whose clock is not real. Messages go through comlink as in a browser, a macrotask each, and take no time; the
 * service at the other end does attempts as a worker does where memory cannot be shared: the log travels with each reply.
 */
import { type Endpoint, expose } from 'comlink';
import type { Stamps } from '../src/kernel/live/platform/stamps.ts';
import { Log } from '../src/kernel/live/record/log.ts';
import { SLOWED, SLOWED_STEPS } from '../src/kernel/live/sync/worker-state.ts';
import { Attempt } from '../src/kernel/live/worker/attempt.ts';
import type { RunSetup, WorkerSetup } from '../src/kernel/live/worker/run-setup.ts';
import type { Service, Words } from '../src/kernel/live/worker/service.ts';
import type { FakePage } from './fake-page.ts';

/** `navigator.locks`, as far as workers and their handles use it. */
export class FakeLocks {
  readonly #taken = new Set<string>();
  readonly #waiting = new Map<string, () => void>();

  take(name: string): void {
    this.#taken.add(name);
  }

  /** Whoever waits for it gets it. */
  release(name: string): void {
    this.#taken.delete(name);
    this.#waiting.get(name)?.();
    this.#waiting.delete(name);
  }

  request(name: string, { signal }: { signal: AbortSignal }, callback: () => void): Promise<void> {
    if (!this.#taken.has(name)) return Promise.resolve().then(callback);
    return new Promise((resolve, reject) => {
      this.#waiting.set(name, () => {
        callback();
        resolve();
      });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }
}

const NEVER = new Promise<never>(() => {});

/** What a page needs to have workers. */
export interface Surroundings {
  readonly page: FakePage;
  readonly locks: FakeLocks;
}

/** A worker as its page has it. `silent`: it starts, and never answers. */
export class FakeWorker extends EventTarget {
  readonly #page: FakePage;
  readonly #locks: FakeLocks;
  readonly #inside = new EventTarget();
  readonly #silent: boolean;
  #lock: string | undefined;
  #alive = true;

  constructor({ page, locks }: Surroundings, silent = false) {
    super();
    this.#page = page;
    this.#locks = locks;
    this.#silent = silent;
    const endpoint = Object.assign(this.#inside, {
      postMessage: (data: unknown) => this.#deliver(this, data),
    });
    expose(new FakeService(page, this), endpoint as unknown as Endpoint);
  }

  get alive(): boolean {
    return this.#alive;
  }

  postMessage(data: unknown): void {
    if (this.#alive && !this.#silent) this.#deliver(this.#inside, data);
  }

  /** From inside, or from the page: it is gone, and its lock is free a moment later. */
  terminate(): void {
    if (!this.#alive) return;
    this.#alive = false;
    const lock = this.#lock;
    if (lock !== undefined) this.#page.macrotasks(() => this.#locks.release(lock))();
  }

  takeLock(name: string): void {
    this.#lock = name;
    this.#locks.take(name);
  }

  /** From inside: says so to the page, beside comlink. */
  say(words: Words): void {
    this.#deliver(this, words);
  }

  #deliver(to: EventTarget, data: unknown): void {
    const copy = structuredClone(data);
    this.#page.macrotasks(() => {
      // What was sent to a worker that is gone is not heard; what it had sent is.
      if (to === this || this.#alive) to.dispatchEvent(new MessageEvent('message', { data: copy }));
    })();
  }
}

/** What pages call: see `Service`. */
class FakeService implements Omit<{ [name in keyof Service]: Service[name] }, 'run' | 'measureRate' | 'serveOn'> {
  readonly #page: FakePage;
  readonly #worker: FakeWorker;
  #log!: Log;
  #attempt!: Attempt;
  #stamps!: Stamps;
  #state!: Int32Array;

  constructor(page: FakePage, worker: FakeWorker) {
    this.#page = page;
    this.#worker = worker;
  }

  async takeLock(name: string): Promise<void> {
    this.#worker.takeLock(name);
  }

  clock(): number {
    return performance.timeOrigin + performance.now();
  }

  warm(): void {}

  async assign(setup: RunSetup, { worker, state }: WorkerSetup): Promise<void> {
    this.#log = new Log(undefined, worker);
    this.#attempt = new Attempt(setup.tasks, this.#log, setup.roundsPerMs, state);
    this.#state = state;
  }

  start(t0: number): void {
    const { timeOrigin } = this.#page;
    this.#stamps = { now: () => this.#page.now() + timeOrigin - t0, passed: () => {} } as Stamps;
  }

  perform(slot: number, segments: number, goesOn: boolean, struck: readonly number[]): Promise<Float64Array> {
    this.#attempt.strike(struck);
    if (!goesOn) this.#attempt.begin(slot, Number.NaN, this.#stamps.now());
    this.#attempt.stopAfter(segments);
    return this.#slowly().then(() => this.#log.take());
  }

  slow(by: number): void {
    this.#state[SLOWED] = by * SLOWED_STEPS;
  }

  interrupt(): void {
    this.#interrupted?.();
  }
  #interrupted: (() => void) | undefined;

  async performAll(slots: readonly number[], untilFailure: boolean, struck: readonly number[]): Promise<Float64Array> {
    this.#attempt.strike(struck);
    for (const [i, slot] of slots.entries()) {
      this.#attempt.begin(slot, i === 0 ? Number.NaN : this.#stamps.now(), this.#stamps.now());
      await this.#slowly();
      if (untilFailure && !this.#attempt.ok) break;
    }
    return this.#log.take();
  }

  compute(): void {}

  async #slowly(): Promise<void> {
    for (let ms = this.#attempt.next(this.#stamps); ms >= 0; ms = this.#attempt.next(this.#stamps)) {
      const slept = await new Promise<boolean>((done) => {
        const timer = this.#page.setTimer(ms, () => done(true));
        this.#interrupted = () => {
          this.#page.clearTimer(timer);
          done(false);
        };
      });
      this.#interrupted = undefined;
      if (slept) continue;
      this.#attempt.interrupt(this.#stamps.now());
      break;
    }
    if (!this.#attempt.dies) return;
    this.#worker.say({ words: this.#log.take() });
    this.#worker.terminate();
    await NEVER;
  }
}
