/**
 * What came of tasks, and who waits for it (`core_worker/task_submission/dependency_resolver.cc`, `task_manager.cc`): a task is held
 * back until all its arguments are there, exceptions among them. A task with an exception for an argument is handed over all the same.
 */
import type { Env, TaskNumber } from '../vocabulary.ts';

/** Fine, or what is caught instead: by the task whose code raised it, or by its own name. */
export type Result = 'ok' | { readonly error: TaskNumber | string; readonly type: string };

export const failed = (task: TaskNumber): Result => ({ error: task, type: 'RayTaskError(TaskFailed)' });
export const broken = (name: string): Result => ({ error: name, type: name });

export class Graph {
  /** By task: 1 once it has ended well; and what is caught instead of the others that are over. */
  readonly #fine: Uint8Array;
  readonly #caught = new Map<TaskNumber, Result>();
  /** Retries that a task has used up, after failures and losses. */
  readonly retried: Uint16Array;
  /** Tasks that others submit, in their midst. */
  readonly isNested: Uint8Array;
  /** What happens as soon as a task's arguments are there, and once it is over. */
  ready!: (task: TaskNumber) => void;
  over!: (task: TaskNumber) => void;
  /** By nested task: what its parent does once it is over. */
  readonly listeners = new Map<TaskNumber, (task: TaskNumber) => void>();
  readonly #missing: Int32Array;
  readonly #dependents = new Map<TaskNumber, TaskNumber[]>();
  readonly #arguments = new Map<TaskNumber, readonly TaskNumber[]>();
  readonly #number: ReadonlyMap<string, TaskNumber>;

  constructor(
    readonly env: Env,
    /** The failed dependents of a failed task take their turn; else they fail at once. */
    readonly poison: boolean,
  ) {
    const { tasks } = env.scenario;
    this.retried = new Uint16Array(tasks.length);
    this.isNested = new Uint8Array(tasks.length);
    this.#fine = new Uint8Array(tasks.length);
    const linked = !env.bare && tasks.some(({ after, gets }) => after?.length || gets?.length);
    this.#missing = new Int32Array(linked ? tasks.length : 0);
    this.#number = new Map(linked ? tasks.map(({ id }, task) => [id, task]) : []);
    if (!linked) return;
    for (const [task, { after = [], gets = [] }] of tasks.entries()) {
      for (const child of this.numbers(gets)) this.isNested[child] = 1;
      const needed = this.numbers(after);
      if (needed.length === 0) continue;
      this.#arguments.set(task, needed);
      this.#missing[task] = needed.length;
      for (const other of needed) {
        const list = this.#dependents.get(other);
        if (list) list.push(task);
        else this.#dependents.set(other, [task]);
      }
    }
  }

  /** The tasks with these ids, each once. */
  numbers(ids: readonly string[]): TaskNumber[] {
    return [...new Set(ids)].map((id) => this.#number.get(id)!);
  }

  /** Whether all arguments are there. */
  isReady(task: TaskNumber): boolean {
    return this.#missing.length === 0 || this.#missing[task] === 0;
  }

  /** What came of a task; undefined while it is not over. */
  resultOf(task: TaskNumber): Result | undefined {
    return this.#fine[task] === 1 ? 'ok' : this.#caught.get(task);
  }

  /** The exception that is among a task's arguments, if there is one. */
  poisonOf(task: TaskNumber): Result | undefined {
    if (this.#arguments.size === 0) return undefined;
    for (const argument of this.#arguments.get(task) ?? []) {
      const result = this.resultOf(argument);
      if (result !== 'ok' && result !== undefined) return result;
    }
    return undefined;
  }

  /** A task is over for good. */
  end(task: TaskNumber, result: Result): void {
    if (result === 'ok') this.#fine[task] = 1;
    else this.#caught.set(task, result);
    ((this.listeners.size > 0 && this.listeners.get(task)) || this.over)(task);
    const dependents = this.#dependents.size > 0 && this.#dependents.get(task);
    if (!dependents) return;
    for (const dependent of dependents) {
      if (--this.#missing[dependent]! > 0) continue;
      const poison = this.poison ? undefined : this.poisonOf(dependent);
      if (poison) {
        this.end(dependent, poison);
        continue;
      }
      this.env.queueAfter(dependent, task);
      this.ready(dependent);
    }
  }
}
