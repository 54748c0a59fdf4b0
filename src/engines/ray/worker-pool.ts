/**
 * The worker processes of one node (`raylet/worker_pool.cc`): as many as CPUs are there from the start; a grant takes the one
 * that was idle last, or starts another, at most so many at once as the node has CPUs. While one boots, one that is given back serves
 * whoever has waited longest. A process that has run a task never becomes an actor.
 * Left out: idle processes beyond the free CPUs, which end after a second.
 */
import { Fifo } from '../fifo.ts';
import type { Handler, Io } from '../io.ts';
import { delay, type Ending, join, perform, performPart, type Steps, spawn, spawnOn } from '../vocabulary.ts';
import type { Costs } from './costs.ts';
import { PLACE } from './place.ts';
import { type Job, Worker } from './worker.ts';

/** How long a worker takes to unpack an argument that is an exception and to raise it (ms): a millisecond or two were seen. */
const UNPACK_MS = 2;

export class WorkerPool {
  readonly #idle: Worker[] = [];
  /** Who waits for a process, in order. */
  readonly #waiting = new Fifo<(worker: Worker) => void>();
  /** Actors that wait until fewer processes boot. */
  readonly #actors = new Fifo<(worker: Worker) => void>();
  #booting = 0;
  /** What is to be done once the whole node has gone away; undefined when it has been done. */
  gone: (() => void) | undefined;

  constructor(
    readonly io: Io,
    readonly costs: Costs,
    readonly host: number,
    readonly cpus: number,
  ) {}

  /** The processes that are there when the caller's program begins; of a cold cluster, as many as the machine has cores, the rest still boot. */
  *prestart(cold: boolean, cores: number): Steps {
    for (let k = 0; k < this.cpus; k++) {
      const worker = new Worker(this.io, this.host);
      if (!cold) worker.use = 'tasks';
      if (!cold || k < cores) this.#idle.unshift(worker);
      const bootMs = cold ? (k < cores ? this.costs.coldStart : this.costs.boot(k - cores + 1)) : 0;
      if (cold && k >= cores) this.#booting++;
      yield* this.#start(worker, bootMs, cold && k >= cores ? () => this.#booted(worker) : undefined);
    }
  }

  /** Gives whoever asks a process for tasks: now, or when there is one. */
  take(use: (worker: Worker) => void): Steps | undefined {
    const worker = this.#idle.pop();
    if (worker) {
      worker.use ??= 'tasks';
      use(worker);
      return undefined;
    }
    this.#waiting.push(use);
    return this.#bootMore();
  }

  /** Whoever waits does so no more; false if it has a process already. */
  forget(use: (worker: Worker) => void): boolean {
    const before = this.#waiting.length;
    this.#waiting.remove(use);
    return this.#waiting.length < before;
  }

  /** A process for an actor, started ahead or new. */
  *takeForActor(use: (worker: Worker) => void): Steps {
    const at = this.#idle.findLastIndex((worker) => worker.use === undefined);
    if (at >= 0) {
      const worker = this.#idle.splice(at, 1)[0]!;
      worker.use = 'actor';
      this.io.after(this.costs.actorCreate, () => use(worker));
      return;
    }
    this.#actors.push(use);
    yield* this.#bootMore();
  }

  /** An actor's process that is there already, before t = 0. */
  *warmActor(): Generator<never, Worker> {
    const worker = new Worker(this.io, this.host, this.costs.actorGap);
    worker.use = 'actor';
    yield* this.#start(worker, 0) as Generator<never, void>;
    return worker;
  }

  /** A process has nothing to do any more. */
  giveBack(worker: Worker): void {
    if (worker.dead) return;
    const use = this.#waiting.shift();
    if (use) {
      worker.use ??= 'tasks';
      use(worker);
    } else this.#idle.push(worker);
  }

  *#bootMore(): Steps {
    while (this.#booting < this.cpus && this.#actors.length > 0) yield* this.#bootActor(this.#actors.shift()!);
    while (this.#booting < Math.min(this.#waiting.length, this.cpus)) {
      this.#booting++;
      const worker = new Worker(this.io, this.host);
      yield* this.#start(worker, this.costs.boot(this.#booting), () => this.#booted(worker));
    }
  }

  #bootActor(use: (worker: Worker) => void): Steps {
    this.#booting++;
    const worker = new Worker(this.io, this.host, this.costs.actorGap);
    worker.use = 'actor';
    const done = () => {
      this.#booting--;
      use(worker);
      return this.#bootMore();
    };
    return this.#start(worker, this.costs.actorBoot(this.#booting), done);
  }

  #booted(worker: Worker): Steps {
    this.#booting--;
    this.giveBack(worker);
    return this.#bootMore();
  }

  *#start(worker: Worker, bootMs: number, booted?: Handler): Steps {
    worker.process = yield spawnOn(this.host, () => live(worker, bootMs, booted), [], PLACE);
    yield spawn(() => this.#watch(worker), []);
  }

  *#watch(worker: Worker): Steps {
    const ending: Ending = yield join(worker.process);
    if (!ending.died) return;
    worker.dead = true;
    if (ending.ofHost) {
      this.#idle.length = 0;
      this.gone?.();
      this.gone = undefined;
    }
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    worker.onDeath?.(worker);
  }
}

/** The life of a worker process. `gapMs`: how long it takes from one task to the next one that is there already. */
function* live(worker: Worker, bootMs: number, booted: Handler | undefined): Steps {
  yield delay(bootMs, 'start-up');
  if (booted) worker.io.do(booted);
  for (;;) {
    const job: Job = yield worker;
    let ok: boolean | undefined = false;
    if (job.poisoned) yield delay(UNPACK_MS, 'resources');
    else if (job.nested) {
      ok = yield performPart(job.task, 1);
      if (ok === undefined) {
        yield* job.nested();
        ok = yield perform(job.task);
      }
    } else ok = yield perform(job.task);
    worker.answered(ok === true);
    yield delay(worker.gapMs, 'worker');
  }
}
