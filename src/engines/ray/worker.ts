/** A worker process, as owners and raylets see it: the jobs that it was handed, and whom it tells of each. */
import { Fifo } from '../fifo.ts';
import type { Io } from '../io.ts';
import type { GetRequest, Process, Queue, Steps, TaskNumber } from '../vocabulary.ts';

/** What a worker is asked to do, and whom it tells. */
export interface Job {
  readonly worker: Worker;
  readonly task: TaskNumber;
  /** An argument of it is an exception: the worker raises when it unpacks it, and the task's own code never runs. */
  readonly poisoned: boolean;
  /** The task waits in its midst, for tasks that it submits itself; undefined if it does not. */
  readonly nested: (() => Steps) | undefined;
  ended(ok: boolean): void;
  /** Its worker went away, whether it had begun or not. */
  lost(began: boolean): void;
}

/** It is its own request for the next job: while jobs are plain tasks, the kernel may let it go on with one after another. */
export class Worker implements GetRequest {
  readonly op = 'get';
  readonly untilGivingUp = false;
  readonly queue: Queue;
  dead = false;
  /** What it was used for first. */
  use: 'tasks' | 'actor' | undefined;
  process!: Process;
  /** Handed to it and not answered yet: the one under way, and those behind. Only actors have more than one. */
  #first: Job | undefined;
  #behind: Fifo<Job> | undefined;
  /** Who has to hear of its death. */
  onDeath: ((worker: Worker) => void) | undefined;

  constructor(
    readonly io: Io,
    readonly host: number,
    /** How long it takes from one task to the next one that is there already (ms). */
    readonly gapMs = 0,
  ) {
    this.queue = io.env.queue();
  }

  /** Hands it a job, which arrives after so long (ms). */
  send(job: Job, ms: number): void {
    if (this.#first === undefined) this.#first = job;
    else (this.#behind ??= new Fifo()).push(job);
    this.io.tell(ms, ARRIVES, job);
  }

  /** The job under way is over. */
  answered(ok: boolean): void {
    const job = this.#first!;
    this.#first = this.#behind?.shift();
    job.ended(ok);
  }

  /** Handed to it and not answered yet, the one under way first. */
  jobs(): Job[] {
    return this.#first === undefined ? [] : [this.#first, ...(this.#behind?.items() ?? [])];
  }

  taskOf(item: unknown): TaskNumber {
    const { poisoned, nested, task } = item as Job;
    return this.gapMs === 0 && !poisoned && nested === undefined ? task : -1;
  }

  ended(_: TaskNumber, ok: boolean): void {
    this.answered(ok);
  }
}

const ARRIVES = (job: Job): void => job.worker.queue.put(job);
