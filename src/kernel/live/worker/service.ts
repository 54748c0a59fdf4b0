/** What a worker does for the page: it is called through comlink. */
import { expose } from 'comlink';
import type { Engine } from '../../../engines/engine.ts';
import { whenThere } from '../../../engines/late.ts';
import { burn } from '../platform/burn.ts';
import { baseFrom, commonNow } from '../platform/clock.ts';
import { measureRate, warmBurn } from '../platform/rate.ts';
import { Stamps } from '../platform/stamps.ts';
import { Log } from '../record/log.ts';
import { type LockTable, NamedLocks } from '../sync/named-locks.ts';
import { BUSY, IN_TASK, INTERRUPTED, SLOWED, SLOWED_STEPS } from '../sync/worker-state.ts';
import { Attempt } from './attempt.ts';
import type { Argument, RunSetup, WorkerSetup } from './run-setup.ts';
import { TaskLocks } from './task-locks.ts';
import { WorkerDriver } from './worker-driver.ts';

/** The answer to a task: whether it ended `ok` (undefined where it stops in its midst), or, where memory cannot be shared, what was logged of it. */
export type Reply = boolean | undefined | Float64Array;

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
  /** It logs into memory that the page sees. */
  #shares = false;
  /** It works for another tab, which hears it there. */
  #outlet: BroadcastChannel | undefined;

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

  /** From now on another tab calls it, on the channel of this name. */
  serveOn(name: string): void {
    this.#outlet = new BroadcastChannel(name);
    expose(this, this.#outlet);
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
    this.#shares = setup.arena !== undefined;
    this.#log = new Log(setup.arena, workerSetup.worker);
    const engine = this.#engine;
    const look = engine?.manyMachines && this.#shares ? this.#look : undefined;
    const locks = setup.locks && this.#locksOf(setup.locks);
    this.#attempt = new Attempt(setup.tasks, this.#log, setup.roundsPerMs, workerSetup.state, { look, locks });
    if (computes) this.warm();
    if (engine) await whenThere(engine);
  }

  /** The run's t = 0 on the common clock. */
  start(t0: number): void {
    this.#t0 = t0;
    this.#stamps = new Stamps(baseFrom(t0, this.#workerSetup.offsetMs));
  }

  /** Does an attempt, or goes on with the one that has stopped (`goesOn`); so many segments of it. `struck`: attempts that somebody has fail. */
  perform(slot: number, segments: number, goesOn: boolean, struck: readonly number[]): Reply | Promise<Reply> {
    this.#attempt.strike(struck);
    this.#stamps.passed();
    if (!goesOn) this.#attempt.begin(slot, Number.NaN, this.#stamps.now());
    this.#attempt.stopAfter(segments);
    if (this.#outlet) {
      // The other tab draws what has begun.
      this.#say(this.#outlet);
      self.postMessage({ busy: true } satisfies TabNews);
    }
    if (!this.#shares) return this.#slowly().then(() => this.#log.take());
    return this.#finish() ? this.#attempt.ok : NEVER;
  }

  /** Where memory cannot be shared: an exception is raised in the task that sleeps, if one does. */
  interrupt(): void {
    this.#interrupted?.();
  }
  #interrupted: (() => void) | undefined;

  /** Where memory cannot be shared: from its next stretch on, it takes so many times as long. */
  slow(by: number): void {
    Atomics.store(this.#workerSetup.state, SLOWED, Math.round(by * SLOWED_STEPS));
  }

  #locksOf(table: LockTable): TaskLocks {
    const { worker, state } = this.#workerSetup;
    const now = () => {
      this.#stamps.passed();
      return this.#stamps.now();
    };
    return new TaskLocks({ locks: new NamedLocks(table, worker), log: this.#log, state, now, hold: undefined });
  }

  /** While it computes: whether an exception is to be raised in it. */
  readonly #look = (): void => {
    if (Atomics.load(this.#workerSetup.state, 0) === INTERRUPTED) throw EXCEPTION;
  };

  /** Does attempts one after another, until one fails if that is wanted; gives how they ended. */
  async performAll(
    slots: readonly number[],
    untilFailure: boolean,
    struck: readonly number[],
  ): Promise<boolean[] | Float64Array> {
    this.#attempt.strike(struck);
    const oks: boolean[] = [];
    this.#stamps.passed();
    for (const [i, slot] of slots.entries()) {
      // Only the first was under way as a message; the others waited for the worker.
      const now = this.#stamps.now();
      const asked = i === 0 ? Number.NaN : now;
      this.#attempt.begin(slot, asked, now);
      if (!this.#shares) await this.#slowly();
      else if (!this.#finish()) return NEVER;
      oks.push(this.#attempt.ok === true);
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
    try {
      for (let ms = this.#attempt.next(this.#stamps); ms >= 0 && stays; ms = this.#attempt.next(this.#stamps)) {
        if (Atomics.wait(state, 0, IN_TASK, ms) === 'timed-out') continue;
        if (Atomics.load(state, 0) === INTERRUPTED) throw EXCEPTION;
        stays = false;
      }
    } catch (thrown) {
      if (thrown !== EXCEPTION) throw thrown;
      this.#stamps.passed();
      this.#attempt.interrupt(this.#stamps.now());
    }
    Atomics.compareExchange(state, 0, IN_TASK, BUSY);
    Atomics.compareExchange(state, 0, INTERRUPTED, BUSY);
    if (this.#attempt.dies || !stays) self.close();
    return !this.#attempt.dies && stays;
  }

  #say(to: { postMessage(words: Words): void }): void {
    to.postMessage({ words: this.#log.take() });
  }

  /** The same where memory cannot be shared: sleeps are timers. Does not return if the worker dies of it. */
  async #slowly(): Promise<void> {
    for (let ms = this.#attempt.next(this.#stamps); ms >= 0; ms = this.#attempt.next(this.#stamps)) {
      const slept = await new Promise<boolean>((done) => {
        this.#interrupted = () => done(false);
        setTimeout(() => done(true), Math.ceil(ms));
      });
      this.#interrupted = undefined;
      if (slept) continue;
      this.#stamps.passed();
      this.#attempt.interrupt(this.#stamps.now());
      break;
    }
    if (this.#outlet) self.postMessage({ busy: false } satisfies TabNews);
    if (!this.#attempt.dies) return;
    this.#say(this.#outlet ?? self);
    self.close();
    await NEVER;
  }
}

/** Thrown where an exception is raised in a task from outside. */
const EXCEPTION = Symbol('exception');

/** What a worker says unasked where memory is not shared, above all before it dies: its log up to now. */
export interface Words {
  readonly words: Float64Array;
}

/** What a worker that works for another tab says to its own: whether it has a task in hand. */
export interface TabNews {
  readonly busy: boolean;
}

/** What the page sees of it. */
export type { Service };

/** Serves programs of these engines. */
export function serve(engines: readonly Engine[]): void {
  expose(new Service(engines));
}
