/**
 * Stages of jobs (`DAGScheduler`): a stage is submitted when all its parents are there, and taken back when its input is gone.
 */

import type { Io } from '../io.ts';
import type { Env, Queue, Steps, TaskNumber } from '../vocabulary.ts';
import type { Costs } from './costs.ts';
import type { Attempt, Executor } from './executors.ts';
import type { SparkRules } from './rules.ts';
import type { Listener, Scheduler } from './scheduler.ts';
import type { Job, Stage } from './stages.ts';
import { type Progress, TaskSet } from './task-set.ts';

/** `DAGScheduler.RESUBMIT_TIMEOUT`. */
const RESUBMIT_MS = 200;
/** `spark.stage.maxConsecutiveAttempts`. */
const MOST_ATTEMPTS = 4;
/** `REDUCER_PREF_LOCS_FRACTION`, and how many tasks are too many to look at (`SHUFFLE_PREF_MAP_THRESHOLD`, `SHUFFLE_PREF_REDUCE_THRESHOLD`). */
const PREFERRED_SHARE = 0.2;
const TOO_MANY = 1000;

/** What an action gives: undefined, or what it raises. */
export type Result = TaskNumber | string | undefined;

interface ActiveJob {
  readonly job: Job;
  /** Its stages and those that they wait for. */
  readonly stages: ReadonlySet<Stage>;
  readonly done: Queue;
}

interface StageState extends Progress {
  set: TaskSet | undefined;
  attempts: number;
  /** Attempts in a row that missed their input. */
  misses: number;
  /** Its parents are not there yet. */
  isWaiting: boolean;
  /** The parents' task that was done last. */
  lastParent: TaskNumber | undefined;
}

export class Dag implements Listener {
  /** By task: the number of the attempt that gave its result. */
  readonly winners = new Map<TaskNumber, number>();
  readonly #states = new Map<Stage, StageState>();
  readonly #active: ActiveJob[] = [];
  readonly #submitted = new Set<TaskNumber>();

  constructor(
    readonly env: Env,
    readonly io: Io,
    readonly costs: Costs,
    readonly rules: SparkRules,
    readonly scheduler: Scheduler,
    readonly together: readonly (readonly TaskNumber[])[],
  ) {
    scheduler.listener = this;
  }

  /** The caller hands over a job's tasks. */
  handOver(tasks: readonly TaskNumber[]): void {
    for (const task of tasks) {
      if (this.#submitted.has(task)) continue;
      this.#submitted.add(task);
      this.env.submit(task);
    }
  }

  /** An action: its result comes into `done`. */
  *submit(job: Job, done: Queue): Steps {
    const stages = new Set<Stage>();
    const add = (stage: Stage) => {
      if (stages.has(stage)) return;
      stages.add(stage);
      for (const parent of stage.parents) add(parent);
    };
    for (const stage of job.results) add(stage);
    this.#active.push({ job, stages, done });
    for (const stage of job.results) yield* this.#submitStage(stage, job);
    this.#endJobs();
  }

  *succeeded(set: TaskSet, { task, executor, number }: Attempt): Steps {
    const { stage } = set.progress;
    const state = this.#of(stage);
    if (!executor.isAlive && stage.isMap) return;
    if (state.done.has(task)) return;
    state.done.set(task, executor);
    this.winners.set(task, number);
    if (!this.rules.resultsAtEnd && stage.children.length === 0) this.env.deliver(task, number);
    if (!this.#isDone(stage)) return;
    if (state.set) state.set.isZombie = true;
    state.misses = 0;
    for (const child of stage.children) {
      const waiting = this.#of(child);
      if (!waiting.isWaiting) continue;
      waiting.lastParent = task;
      const job = this.#active.find(({ stages }) => stages.has(child))?.job;
      if (job)
        this.io.after(this.costs.gap, () => (waiting.lastParent === task ? this.#submitStage(child, job) : undefined));
    }
    this.#endJobs();
  }

  aborted({ progress }: TaskSet, task: TaskNumber): void {
    this.#abort(progress.stage, task);
  }

  fetchFailed(set: TaskSet): void {
    const { stage } = set.progress;
    const state = this.#of(stage);
    if (state.set !== set || set.isZombie) return;
    set.isZombie = true;
    state.set = undefined;
    if (++state.misses >= MOST_ATTEMPTS) {
      this.#abort(stage, 'FetchFailedException');
      return;
    }
    const job = this.#active.find(({ stages }) => stages.has(stage))?.job;
    if (job) this.io.after(RESUBMIT_MS, () => this.#submitStage(stage, job));
  }

  missesInput({ progress: { stage } }: TaskSet): boolean {
    return this.rules.fetchFailures && this.rules.barrier && stage.parents.some((parent) => !this.#isDone(parent));
  }

  executorLost(executor: Executor): void {
    for (const { stage, done } of this.#states.values())
      if (stage.isMap) for (const [task, by] of done) if (by === executor) done.delete(task);
  }

  *#submitStage(stage: Stage, job: Job): Steps {
    const state = this.#of(stage);
    if (this.#isDone(stage) || (state.set && !state.set.isZombie) || !this.#isWanted(stage)) return;
    const missing = stage.parents.filter((parent) => !this.#isDone(parent)).sort((a, b) => a.id - b.id);
    state.isWaiting = missing.length > 0;
    if (!state.isWaiting) yield* this.#submitMissing(state, job);
    else {
      for (const parent of this.rules.siblings ? missing : missing.slice(0, 1)) yield* this.#submitStage(parent, job);
      if (!this.rules.barrier && state.attempts === 0) yield* this.#submitMissing(state, job);
    }
  }

  /** Hands the tasks that are missing to the scheduler. */
  *#submitMissing(state: StageState, job: Job): Steps {
    const { stage, done } = state;
    const tasks = stage.tasks.filter((task) => !done.has(task));
    this.handOver(tasks);
    for (const task of tasks)
      if (this.env.attempts(task) > 0) this.env.queueAfter(task, task);
      else if (state.lastParent !== undefined) this.env.queueAfter(task, state.lastParent);
    state.set = new TaskSet(state, state.attempts++, job, tasks, this.#preferred(stage), this.io.now, this.rules);
    yield* this.scheduler.submit(state.set);
  }

  /** Names of the hosts that hold a good part of the stage's input. */
  #preferred(stage: Stage): Set<string> | undefined {
    if (!this.rules.locality || stage.parents.length === 0 || stage.tasks.length >= TOO_MANY) return undefined;
    const parts = new Map<string, number>();
    let all = 0;
    for (const parent of stage.parents) {
      if (parent.tasks.length >= TOO_MANY) return undefined;
      for (const { hostName } of this.#of(parent).done.values()) {
        parts.set(hostName, (parts.get(hostName) ?? 0) + 1);
        all++;
      }
    }
    return new Set([...parts].filter(([, part]) => part >= PREFERRED_SHARE * all).map(([name]) => name));
  }

  /** Jobs whose results are all there end. */
  #endJobs(): void {
    for (const active of [...this.#active]) {
      if (!active.job.results.every((stage) => this.#isDone(stage))) continue;
      this.#active.splice(this.#active.indexOf(active), 1);
      active.done.later({ error: undefined }, this.costs.result);
    }
  }

  /** The jobs that need this stage end with an exception; what else they had under way is cancelled. */
  #abort(stage: Stage, error: TaskNumber | string): void {
    const ended = this.#active.filter(({ stages }) => stages.has(stage));
    for (const active of ended) {
      this.#active.splice(this.#active.indexOf(active), 1);
      active.done.put({ error });
    }
    for (const { stages } of ended)
      for (const its of stages) {
        const { set } = this.#of(its);
        if (!this.#isWanted(its) && set) this.scheduler.cancel(set);
      }
  }

  #isWanted(stage: Stage): boolean {
    return this.#active.some(({ stages }) => stages.has(stage));
  }

  #isDone(stage: Stage): boolean {
    return this.#of(stage).done.size === stage.tasks.length;
  }

  #of(stage: Stage): StageState {
    let state = this.#states.get(stage);
    if (!state) {
      state = {
        stage,
        done: new Map(),
        set: undefined,
        attempts: 0,
        misses: 0,
        isWaiting: false,
        lastParent: undefined,
      };
      this.#states.set(stage, state);
    }
    return state;
  }
}
