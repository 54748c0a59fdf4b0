/**
 * One attempt at a stage (`TaskSetManager`): its pending tasks are a stack, pushed from the last to the first, so that what is tried again
 * goes before all that wait.
 */
import type { TaskNumber } from '../vocabulary.ts';
import type { Attempt, Executor } from './executors.ts';
import type { SparkRules } from './rules.ts';
import type { Stage } from './stages.ts';

/** `spark.locality.wait`. */
const LOCALITY_WAIT_MS = 3000;

/** What all attempts at a stage know. */
export interface Progress {
  readonly stage: Stage;
  /** Tasks whose results, or map outputs, are there; and by which executor. */
  readonly done: Map<TaskNumber, Executor>;
}

export interface Speculation {
  readonly multiplier: number;
  readonly quantile: number;
  readonly minRuntimeMs: number;
}

export class TaskSet {
  /** No more tasks of it are launched. */
  isZombie = false;
  readonly running = new Set<Attempt>();
  readonly #pending: TaskNumber[];
  /** Tasks that may be copied. */
  readonly #slow = new Set<TaskNumber>();
  readonly #attempts: Attempt[] = [];
  readonly #failures = new Map<TaskNumber, number>();
  readonly #durations: number[] = [];
  #lastLaunchMs: number;

  constructor(
    readonly progress: Progress,
    /** Which attempt at the stage it is, from 0. */
    readonly number: number,
    /** The job that it is done for: its id and its pool. */
    readonly job: { readonly id: number; readonly pool: string | undefined },
    readonly tasks: readonly TaskNumber[],
    /** Names of the hosts that hold much of its input; undefined where it prefers none. */
    readonly prefers: Set<string> | undefined,
    nowMs: number,
    readonly rules: SparkRules,
  ) {
    this.#pending = tasks.toReversed();
    this.#lastLaunchMs = nowMs;
  }

  get isPending(): boolean {
    return !this.isZombie && (this.#pending.length > 0 || this.#slow.size > 0);
  }

  /** The task that it launches on this executor, if there is one. */
  take(executor: Executor, nowMs: number): TaskNumber | undefined {
    if (this.isZombie) return undefined;
    if (this.#isNear(executor, nowMs))
      for (let task = this.#pending.pop(); task !== undefined; task = this.#pending.pop())
        if (!this.progress.done.has(task)) return task;
    for (const task of this.#slow) {
      if (this.progress.done.has(task)) this.#slow.delete(task);
      else if (!this.rules.copyNeedsOtherHost || this.#isElsewhere(task, executor)) {
        this.#slow.delete(task);
        return task;
      }
    }
    return undefined;
  }

  launched(attempt: Attempt): void {
    this.running.add(attempt);
    this.#attempts.push(attempt);
    this.#lastLaunchMs = attempt.sinceMs;
  }

  /** A task may be tried again. */
  push(task: TaskNumber): void {
    if (this.rules.stack) this.#pending.push(task);
    else this.#pending.unshift(task);
  }

  /** Gives how often the task has failed now. */
  failed(task: TaskNumber): number {
    const failures = (this.#failures.get(task) ?? 0) + 1;
    this.#failures.set(task, failures);
    return failures;
  }

  succeeded(attempt: Attempt, nowMs: number): void {
    this.#durations.push(nowMs - attempt.sinceMs);
  }

  /** Attempts at the same task that are still under way. */
  others(attempt: Attempt): Attempt[] {
    return [...this.running].filter((other) => other.task === attempt.task && other !== attempt);
  }

  /** What an executor had of it, finished and running, in the order of `taskInfos`, which is a hash map. */
  on(executor: Executor): Attempt[] {
    let buckets = 16;
    while (this.#attempts.length >= 0.75 * buckets) buckets *= 2;
    const here = this.#attempts.filter((attempt) => attempt.executor === executor);
    return here.sort((a, b) => (a.id % buckets) - (b.id % buckets) || a.id - b.id);
  }

  /** `checkSpeculatableTasks`: whether there are tasks now that may be copied and could not be before. */
  findSlow({ multiplier, quantile, minRuntimeMs }: Speculation, nowMs: number): boolean {
    const enough = Math.max(1, Math.floor(quantile * this.tasks.length));
    if (this.isZombie || this.tasks.length === 1 || this.#durations.length < enough) return false;
    const threshold = Math.max(multiplier * median(this.#durations), minRuntimeMs);
    const before = this.#slow.size;
    for (const attempt of this.running)
      if (nowMs - attempt.sinceMs > threshold && this.others(attempt).length === 0) this.#slow.add(attempt.task);
    return this.#slow.size > before;
  }

  #isNear({ hostName }: Executor, nowMs: number): boolean {
    return !this.prefers?.size || this.prefers.has(hostName) || nowMs - this.#lastLaunchMs >= LOCALITY_WAIT_MS;
  }

  #isElsewhere(task: TaskNumber, { hostName }: Executor): boolean {
    return this.#attempts.every((attempt) => attempt.task !== task || attempt.executor.hostName !== hostName);
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
