/** What a worker does for the page: it is called through comlink. */
import { expose } from 'comlink';
import type { Engine } from '../../../engines/engine.ts';
import { whenThere } from '../../../engines/late.ts';
import { burn } from '../platform/burn.ts';
import { baseFrom, commonNow } from '../platform/clock.ts';
import { measureRate, warmBurn } from '../platform/rate.ts';
import { Stamps } from '../platform/stamps.ts';
import { Log } from '../record/log.ts';
import { BUSY, IN_TASK } from '../sync/worker-state.ts';
import { Attempt } from './attempt.ts';
import type { Argument, RunSetup, WorkerSetup } from './run-setup.ts';
import { WorkerDriver } from './worker-driver.ts';

/** The answer to a task: whether it ended `ok`, or, where memory cannot be shared, what was logged of it. */
export type Reply = boolean | Float64Array;

/** Never answers: the worker is on its way out. */
const NEVER = new Promise<never>(() => {});

class Service {
  readonly #engines: readonly Engine[];
  #setup!: RunSetup;
  #workerSetup!: WorkerSetup;
  #log!: Log;
  #attempt!: Attempt;
  #stamps!: Stamps;
  #t0 = 0;
  /** The driver of the last program. As long as one lives, the engine keeps the compiled code of its class for the next one. */
  #driver: WorkerDriver | undefined;
  /** The burn loop has been compiled. */
  #warm = false;
  readonly #shares = globalThis.crossOriginIsolated;

  constructor(engines: readonly Engine[]) {
    this.#engines = engines;
  }

  /** Takes the lock whose end tells the page that this worker is gone. */
  async takeLock(name: string): Promise<void> {
    if (!navigator.locks) return;
    await new Promise<void>((taken) => {
      void navigator.locks.request(name, () => {
        taken();
        return NEVER;
      });
    });
  }

  clock(): number {
    return commonNow();
  }

  /** Has the burn loop compiled, if it is not yet. */
  warm(): void {
    if (!this.#warm) warmBurn();
    this.#warm = true;
  }

  /** See `platform/rate.ts`; `fromMs` on this worker's clock. */
  measureRate(fromMs: number, forMs: number): number {
    return measureRate(fromMs, forMs);
  }

  /** Is told of a run and its place in it. */
  async assign(setup: RunSetup, workerSetup: WorkerSetup, computes: boolean): Promise<void> {
    this.#setup = setup;
    this.#workerSetup = workerSetup;
    this.#log = new Log(setup.arena, workerSetup.worker);
    this.#attempt = new Attempt(setup.tasks, this.#log, setup.roundsPerMs);
    if (computes) this.warm();
    const engine = this.#engine;
    if (engine) await whenThere(engine);
  }

  /** The run's t = 0 on the common clock. */
  start(t0: number): void {
    this.#t0 = t0;
    this.#stamps = new Stamps(baseFrom(t0, this.#workerSetup.offsetMs));
  }

  /** Does an attempt. */
  perform(slot: number): Reply | Promise<Reply> {
    if (!this.#shares) return this.#slowly(slot, Number.NaN).then(() => this.#log.take());
    this.#stamps.passed();
    this.#attempt.begin(slot, Number.NaN, this.#stamps.now());
    return this.#finish() ? this.#attempt.ok : NEVER;
  }

  /** Does attempts one after another, until one fails if that is wanted; gives how they ended. */
  async performAll(slots: readonly number[], untilFailure: boolean): Promise<boolean[] | Float64Array> {
    const oks: boolean[] = [];
    this.#stamps.passed();
    for (const [i, slot] of slots.entries()) {
      // Only the first was under way as a message; the others waited for the worker.
      const now = this.#stamps.now();
      const asked = i === 0 ? Number.NaN : now;
      if (this.#shares) {
        this.#attempt.begin(slot, asked, now);
        if (!this.#finish()) return NEVER;
      } else await this.#slowly(slot, asked);
      oks.push(this.#attempt.ok);
      if (untilFailure && !this.#attempt.ok) break;
    }
    return this.#shares ? oks : this.#log.take();
  }

  /** Runs one of the engine's programs to its end. */
  run(name: string, args: readonly Argument[]): Promise<void> | undefined {
    const program = this.#engine?.programs[name];
    if (!program) throw new Error(`Engine ${this.#setup.engine} has no program ${name} in this worker`);
    this.#driver = new WorkerDriver(this.#setup, this.#workerSetup, this.#log, this.#t0);
    if (this.#driver.run(program, args) === 'returned') return undefined;
    self.close();
    return NEVER;
  }

  get #engine(): Engine | undefined {
    return this.#engines.find(({ id }) => id === this.#setup.engine);
  }

  /** Computes outside any task. */
  compute(ms: number): void {
    burn(ms, this.#setup.roundsPerMs);
  }

  /** Goes through the attempt's segments; false if the worker dies of it, or is to go. */
  #finish(): boolean {
    const { state } = this.#workerSetup;
    Atomics.store(state, 0, IN_TASK);
    let stays = true;
    for (let ms = this.#attempt.next(this.#stamps); ms >= 0 && stays; ms = this.#attempt.next(this.#stamps))
      stays = Atomics.wait(state, 0, IN_TASK, ms) === 'timed-out';
    Atomics.compareExchange(state, 0, IN_TASK, BUSY);
    if (this.#attempt.dies || !stays) self.close();
    return !this.#attempt.dies && stays;
  }

  /** The same where memory cannot be shared: sleeps are timers. Does not return if the worker dies of it. */
  async #slowly(slot: number, asked: number): Promise<void> {
    this.#stamps.passed();
    this.#attempt.begin(slot, asked, this.#stamps.now());
    for (let ms = this.#attempt.next(this.#stamps); ms >= 0; ms = this.#attempt.next(this.#stamps))
      await new Promise((done) => setTimeout(done, Math.ceil(ms)));
    if (!this.#attempt.dies) return;
    const words: LastWords = { lastWords: this.#log.take() };
    self.postMessage(words);
    self.close();
    await NEVER;
  }
}

/** What a dying worker says where memory cannot be shared: its log. */
export interface LastWords {
  readonly lastWords: Float64Array;
}

/** What the page sees of it. */
export type { Service };

/** Serves programs of these engines. */
export function serve(engines: readonly Engine[]): void {
  expose(new Service(engines));
}
