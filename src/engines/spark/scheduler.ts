/**
 * Offers of slots (`TaskSchedulerImpl.resourceOffers`, `CoarseGrainedSchedulerBackend`): a slot that becomes free is offered at once, alone;
 * all that are free when a stage comes or something has failed, and each second. Each task of a stage is one offer, round and round the executors.
 */

import type { Io } from '../io.ts';
import type { Env, Steps, TaskNumber } from '../vocabulary.ts';
import type { Costs } from './costs.ts';
import { type Attempt, type Driver, Executor, type Outcome } from './executors.ts';
import { inOrder } from './pools.ts';
import type { SparkRules } from './rules.ts';
import type { Speculation, TaskSet } from './task-set.ts';

/** What the scheduler tells of stages. */
export interface Listener {
  succeeded(set: TaskSet, attempt: Attempt): Steps;
  /** A task has failed as often as it may. */
  aborted(set: TaskSet, task: TaskNumber): void;
  fetchFailed(set: TaskSet): void;
  /** Whether tasks of this set miss their input. */
  missesInput(set: TaskSet): boolean;
  /** What this executor had is gone. */
  executorLost(executor: Executor): void;
  /** Tasks that the scenario wants on one host. */
  readonly together: readonly (readonly TaskNumber[])[];
}

export interface SchedulerSettings {
  readonly mode: string;
  readonly maxFailures: number;
  readonly speculation: Speculation | undefined;
  readonly isLocal: boolean;
  /** All executors bear one host name. */
  readonly oneHostName: boolean;
  readonly slots: number;
}

/** From the status update of a failed task to the handling of its failure (ms). */
const HANDLE_MS = 2;
/** Slow tasks are looked for, and free slots offered anew, so often (ms). When first hangs on the start of the context: here after half of that. */
const SPECULATION_MS = 100;
const REVIVE_MS = 1000;
/** The first task's number: those before it warmed the executors up. Only the order of a hash map hangs on it. */
const FIRST_ID = 13;

export class Scheduler implements Driver {
  listener!: Listener;
  readonly #executors: Executor[] = [];
  readonly #sets: TaskSet[] = [];
  readonly #setOf = new Map<Attempt, TaskSet>();
  /** By task: the host of its first attempt. */
  readonly #hostOf = new Map<TaskNumber, Executor>();
  #ids = FIRST_ID;
  #isTicking = false;
  #isReviving = false;

  constructor(
    readonly env: Env,
    readonly io: Io,
    readonly costs: Costs,
    readonly rules: SparkRules,
    readonly settings: SchedulerSettings,
  ) {}

  get isLocal(): boolean {
    return this.settings.isLocal;
  }

  *add(host: number, isCold: boolean): Steps {
    const { oneHostName, slots } = this.settings;
    const executor = new Executor(this, host, oneHostName ? '' : String(host), slots, isCold);
    this.#executors.push(executor);
    yield* executor.start(isCold);
    yield* this.#offer([executor]);
  }

  *submit(set: TaskSet): Steps {
    this.#sets.push(set);
    for (const executor of this.#executors) executor.forget(set.progress.stage);
    yield* this.#offer(this.#inDrawnOrder(set));
    this.#tick();
  }

  /** No more of it is launched, and what runs is killed. */
  cancel(set: TaskSet): void {
    set.isZombie = true;
    for (const attempt of set.running) attempt.executor.kill(attempt);
    this.#drop(set);
  }

  *update(attempt: Attempt, outcome: Outcome): Steps {
    const set = this.#setOf.get(attempt)!;
    this.#setOf.delete(attempt);
    set.running.delete(attempt);
    if (set.isZombie) this.#drop(set);
    if (outcome === 'failed' && !this.rules.slotFirst) yield* this.#failed(set, attempt.task);
    yield* this.#offer([attempt.executor]);
    if (outcome === 'ok') {
      set.succeeded(attempt, this.io.now);
      for (const other of set.others(attempt)) other.executor.kill(other);
      yield* this.listener.succeeded(set, attempt);
      this.#drop(set);
    } else if (outcome === 'fetch failed') this.listener.fetchFailed(set);
    else if (outcome === 'failed' && this.rules.slotFirst)
      this.io.after(HANDLE_MS, () => this.#failed(set, attempt.task));
  }

  *lost(executor: Executor): Steps {
    this.#executors.splice(this.#executors.indexOf(executor), 1);
    const nameIsGone = this.#executors.every(({ hostName }) => hostName !== executor.hostName);
    for (const set of [...this.#sets]) {
      const { done, stage } = set.progress;
      const here = set.on(executor);
      if (nameIsGone) set.prefers?.delete(executor.hostName);
      if (this.rules.resubmits && stage.isMap && !set.isZombie)
        for (const { task } of here)
          if (done.get(task) === executor) {
            done.delete(task);
            this.#again(set, task);
          }
      for (const attempt of here) {
        if (!set.running.delete(attempt)) continue;
        attempt.isOver = true;
        this.#setOf.delete(attempt);
        this.#countFailure(set, attempt.task);
      }
      this.#drop(set);
    }
    this.listener.executorLost(executor);
    if (!this.isLocal) this.io.after(this.costs.executor, () => this.add(executor.host, true));
    yield* this.#offer(this.#executors);
  }

  *#failed(set: TaskSet, task: TaskNumber): Steps {
    this.#countFailure(set, task);
    yield* this.#offer(this.#executors);
  }

  #countFailure(set: TaskSet, task: TaskNumber): void {
    if (set.isZombie) return;
    if (set.failed(task) >= this.settings.maxFailures) this.listener.aborted(set, task);
    else this.#again(set, task);
  }

  #again(set: TaskSet, task: TaskNumber): void {
    this.env.queueAfter(task, task);
    set.push(task);
  }

  *#offer(executors: readonly Executor[]): Steps {
    if (this.#sets.length === 0 || !hasRoom(executors)) return;
    for (const set of inOrder(this.#sets, this.settings.mode, this.rules)) {
      for (let launched = true; launched && set.isPending && hasRoom(executors); ) {
        launched = false;
        for (const executor of executors)
          while (executor.free > 0) {
            const task = set.take(executor, this.io.now);
            if (task === undefined) break;
            yield* this.#launch(set, task, executor);
            launched = true;
            if (this.rules.roundRobin) break;
          }
      }
    }
    this.#revive();
  }

  *#launch(set: TaskSet, task: TaskNumber, executor: Executor): Steps {
    const attempt: Attempt = {
      id: this.#ids++,
      task,
      stage: set.progress.stage,
      executor,
      sinceMs: this.io.now,
      inputIsGone: this.listener.missesInput(set),
      number: 0,
      killedMs: undefined,
      isOver: false,
    };
    // A copy is handed over now; everything else was before.
    if (set.others(attempt).length > 0) this.env.submit(task);
    else this.env.waited(task, 'slot');
    set.launched(attempt);
    this.#setOf.set(attempt, set);
    if (!this.#hostOf.has(task)) this.#hostOf.set(task, executor);
    yield* executor.launch(attempt);
  }

  /** Executors in an order that is drawn anew for each stage in Spark: here that of the list, unless the scenario says which tasks were together. */
  #inDrawnOrder(set: TaskSet): Executor[] {
    const order = [...this.#executors];
    for (const tasks of this.listener.together) {
      const host = tasks.map((task) => this.#hostOf.get(task)).find((executor) => executor !== undefined);
      const first = set.tasks.findIndex((task) => tasks.includes(task));
      const at = host ? order.indexOf(host) : -1;
      if (at < 0 || first < 0) continue;
      const to = first % order.length;
      [order[at], order[to]] = [order[to]!, order[at]!];
    }
    return order;
  }

  #drop(set: TaskSet): void {
    const at = set.isZombie && set.running.size === 0 ? this.#sets.indexOf(set) : -1;
    if (at >= 0) this.#sets.splice(at, 1);
  }

  /** Slow tasks are looked for as long as there are stages. */
  #tick(): void {
    const { speculation } = this.settings;
    if (!speculation || this.#isTicking || !this.#sets.some(({ isZombie }) => !isZombie)) return;
    this.#isTicking = true;
    this.#at(SPECULATION_MS, () => {
      this.#isTicking = false;
      const found = this.#sets.filter((set) => set.findSlow(speculation, this.io.now));
      this.#tick();
      return found.length > 0 ? this.#offer(this.#executors) : undefined;
    });
  }

  /** While a stage waits for a near slot, free ones are offered anew. */
  #revive(): void {
    if (this.#isReviving || !hasRoom(this.#executors)) return;
    if (!this.#sets.some((set) => set.prefers && set.isPending)) return;
    this.#isReviving = true;
    this.#at(REVIVE_MS, () => {
      this.#isReviving = false;
      return this.#offer(this.#executors);
    });
  }

  #at(everyMs: number, act: () => Steps | undefined): void {
    const beats = Math.floor(this.io.now / everyMs + 0.5) + 0.5;
    this.io.after(beats * everyMs - this.io.now, () => act());
  }
}

const hasRoom = (executors: readonly Executor[]): boolean => executors.some(({ free }) => free > 0);
