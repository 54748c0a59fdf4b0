/**
 * Runs an engine's program inside a Web Worker. The program is the same generator as on the page; here its requests are answered at
 * once over shared memory: `get` is a compare-exchange, and waiting and sleeping are `Atomics.wait`, which is exact and never throttled.
 */

import { Feed } from '../../../engines/feed.ts';
import { settingOf } from '../../../engines/knobs.ts';
import type { Env, Program, Request } from '../../../engines/vocabulary.ts';
import { queueAfter } from '../../attempt-rules.ts';
import { LIVE_PYTHON } from '../live-python.ts';
import { NOT_LIVE } from '../not-live.ts';
import { burn } from '../platform/burn.ts';
import { baseFrom } from '../platform/clock.ts';
import { Stamps } from '../platform/stamps.ts';
import { AttemptBook } from '../record/attempt-columns.ts';
import type { Log } from '../record/log.ts';
import type { TaskColumns } from '../record/task-columns.ts';
import { WorkerLock } from '../sync/gil-lock.ts';
import { NamedLocks } from '../sync/named-locks.ts';
import { SharedPermits } from '../sync/shared-permits.ts';
import { EMPTY, PATIENCE_MS, SharedQueue } from '../sync/shared-queue.ts';
import type { Shared } from '../sync/shared-word.ts';
import { BLOCKED, BUSY, DELAYED, IN_TASK } from '../sync/worker-state.ts';
import { Attempt } from './attempt.ts';
import type { Argument, RunSetup, WorkerSetup } from './run-setup.ts';
import { TaskLocks } from './task-locks.ts';

/** How a program in a worker came to its end. */
export type Ended = 'returned' | 'died';

export class WorkerDriver {
  readonly #env: Env;
  readonly #book: AttemptBook;
  readonly #attempt: Attempt;
  readonly #stamps: Stamps;
  readonly #state: Int32Array;
  readonly #tasks: TaskColumns;
  readonly #roundsPerMs: number;
  /** What the program must hold to run at all. */
  readonly #lock: WorkerLock | undefined;
  /** The program's arguments. */
  #handles: unknown[] = [];
  /** When it could have gone on but for the lock (ms), NaN if that is not why its next task is late. */
  #late = Number.NaN;

  constructor(setup: RunSetup, workerSetup: WorkerSetup, log: Log, t0: number) {
    const base = baseFrom(t0, workerSetup.offsetMs);
    this.#book = new AttemptBook(setup.book, setup.tasks);
    if (setup.gil) {
      const { switchIntervalMs } = setup.settings;
      this.#lock = new WorkerLock(setup.gil, workerSetup.worker, switchIntervalMs, workerSetup.state, log, base);
    }
    this.#stamps = this.#lock ? new Stamps(base, 1) : new Stamps(base);
    const { state } = workerSetup;
    const hold = this.#lock;
    const locks =
      setup.locks &&
      new TaskLocks({
        locks: new NamedLocks(setup.locks, workerSetup.worker),
        log,
        state,
        now: () => performance.now() + base,
        hold,
      });
    this.#attempt = new Attempt(setup.tasks, log, setup.roundsPerMs, state, { hold, locks });
    this.#state = state;
    this.#tasks = setup.tasks;
    this.#roundsPerMs = setup.roundsPerMs;
    this.#env = this.#makeEnv(setup);
  }

  /** Runs a program to its end. */
  run(program: Program, args: readonly Argument[]): Ended {
    try {
      this.#takeLock();
      const ended = this.#run(program, args);
      this.#lock?.drop();
      return ended;
    } catch (thrown) {
      if (thrown === DOOM) return 'died';
      throw thrown;
    }
  }

  #run(program: Program, args: readonly Argument[]): Ended {
    // Whoever holds the lock may not sleep: the reader needs it.
    this.#handles = args.map((argument) => handleOf(argument, this.#lock ? 0 : PATIENCE_MS));
    const steps = program(this.#env, ...this.#handles);
    let value: unknown;
    while (!this.#attempt.dies) {
      const step = steps.next(value);
      if (step.done) return 'returned';
      value = this.#answer(step.value);
    }
    return 'died';
  }

  /** Does what is asked and gives what the yield is to give. */
  #answer(request: Request): unknown {
    switch (request.op) {
      case 'get':
        return this.#get(request.queue as SharedQueue);
      case 'perform':
        return this.#perform(request.task);
      case 'getSome':
        return this.#getSome(request.queue as SharedQueue, request.max);
      case 'performAll':
        return this.#performAll(request.tasks, request.untilFailure);
      case 'acquire':
        this.#acquire(request.permits as SharedPermits);
        return;
      case 'delay':
        if (request.ms > 0) this.#sleep(DELAYED, request.ms);
        return;
      case 'compute':
        burn(request.ms, this.#roundsPerMs, this.#lock && (() => this.#lock!.look()));
        this.#stamps.passed();
        return;
      case 'spawn':
      case 'join':
      case 'move':
        throw callersOwn(request.op);
    }
  }

  /** What a program inside a worker knows: the knobs and the feed, but no list of tasks; queues come from the caller. */
  #makeEnv(setup: RunSetup): Env {
    const refuse = (what: string) => () => {
      throw callersOwn(what);
    };
    return {
      knob: (knob) => settingOf(setup.settings, knob),
      scenario: { ...setup.settings, tasks: [] },
      machine: setup.machine,
      python: LIVE_PYTHON,
      taskCount: setup.tasks.fails.when.length,
      feed: new Feed(setup.feed),
      queue: refuse('queue'),
      permits: refuse('permits'),
      admission: refuse('admission'),
      submit: (task) => this.#book.submit(task, this.#stamps.now()),
      queueAfter: (task, ended) => queueAfter(this.#book, task, ended, this.#stamps.now()),
      ...NOT_LIVE,
      now: () => this.#stamps.now(),
      deliver: refuse('deliver'),
      raise: refuse('raise'),
      cancel: refuse('cancel'),
      kill: refuse('kill'),
    };
  }

  #performAll(tasks: readonly number[], untilFailure: boolean): boolean[] {
    const oks: boolean[] = [];
    for (const task of tasks) {
      oks.push(this.#perform(task));
      if (this.#attempt.dies || (untilFailure && !this.#attempt.ok)) break;
    }
    return oks;
  }

  /** Does the task's next attempt; gives whether it ended `ok`. If the attempt `dies`, so does the worker. */
  #perform(task: number): boolean {
    const attempt = this.#attempt;
    const slot = this.#book.take(task);
    const now = this.#stamps.nowAfter(this.#book.since(slot));
    const asked = this.#late < now ? this.#late : now;
    this.#late = Number.NaN;
    const { firstSegment, segmentsAt } = this.#tasks;
    const list = segmentsAt[slot]!;
    const works = firstSegment[list] !== firstSegment[list + 1];
    if (!works && asked === now) {
      attempt.pass(slot, now);
      return attempt.ok === true;
    }
    attempt.begin(slot, asked, now);
    if (works) Atomics.store(this.#state, 0, IN_TASK);
    for (let ms = attempt.next(this.#stamps); ms >= 0; ms = attempt.next(this.#stamps)) this.#pause(IN_TASK, ms);
    if (works) this.#busyAgain(IN_TASK);
    return attempt.ok === true;
  }

  #sleep(as: number, ms: number): void {
    this.#lock?.drop();
    Atomics.store(this.#state, 0, as);
    this.#pause(as, ms);
    this.#busyAgain(as);
    this.#takeLock();
  }

  /** Waits for the lock that its code needs to run. */
  #takeLock(): void {
    if (!this.#lock) return;
    this.#late = this.#stamps.now();
    if (!this.#lock.take()) throw DOOM;
  }

  /** Lets time pass. The word changes only when the worker is to go. */
  #pause(as: number, ms: number): void {
    if (Atomics.wait(this.#state, 0, as, ms) !== 'timed-out') throw DOOM;
    this.#stamps.passed();
  }

  #get(queue: SharedQueue): number | undefined {
    let item = queue.take();
    while (item === EMPTY) {
      const { version } = queue;
      queue.sleeperComes();
      item = queue.take();
      if (item === EMPTY) this.#block(queue, version);
      queue.sleeperGoes();
      if (item === EMPTY) item = queue.take();
    }
    return item >= 0 ? item : undefined;
  }

  #getSome(queue: SharedQueue, max: number): number[] | undefined {
    const first = this.#get(queue);
    if (first === undefined) return undefined;
    const items = [first];
    while (items.length < max) {
      const item = queue.take();
      if (item < 0) break;
      items.push(item);
    }
    return items;
  }

  #acquire(permits: SharedPermits): void {
    while (!permits.tryAcquire()) {
      const { version } = permits;
      permits.sleeperComes();
      const got = permits.tryAcquire();
      if (!got) this.#block(permits, version);
      permits.sleeperGoes();
      if (got) return;
    }
  }

  /** Sleeps until the word changes. Whoever sleeps here may be killed and takes nothing along. */
  #block({ control, word }: Shared, version: number): void {
    this.#lock?.drop();
    Atomics.store(this.#state, 0, BLOCKED);
    Atomics.wait(control, word, version);
    this.#stamps.passed();
    this.#busyAgain(BLOCKED);
    this.#takeLock();
  }

  /** Goes on, unless it was killed meanwhile. */
  #busyAgain(from: number): void {
    if (Atomics.compareExchange(this.#state, 0, from, BUSY) !== from) throw DOOM;
  }
}

/** Thrown where a worker finds that it was killed. */
const DOOM = Symbol('doomed');

function handleOf(argument: Argument, patienceMs: number): unknown {
  switch (argument.kind) {
    case 'queue':
      return new SharedQueue(argument.words, patienceMs);
    case 'permits':
      return new SharedPermits(argument.words);
    case 'number':
      return argument.value;
  }
}

/** What only the caller's program may ask for. */
const callersOwn = (what: string): Error =>
  new Error(`A program inside a worker cannot ask for \`${what}\`: that is the caller's`);
