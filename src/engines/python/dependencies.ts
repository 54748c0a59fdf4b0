/** Coroutines that wait for each other: all are made at the beginning, and each waits itself for those that it needs. */
import { type Env, get, type Queue, type Request, type TaskNumber } from '../vocabulary.ts';

/** What coroutines that are there from the beginning wait for (`await asyncio.gather(...)` over the tasks that they need). */
export class Dependencies {
  readonly #env: Env;
  readonly #needs: readonly (readonly TaskNumber[])[];
  /** By task: whether it has ended `ok`; undefined while it has not ended. */
  readonly #ok: (boolean | undefined)[] = [];
  readonly #gates = new Map<TaskNumber, Queue>();
  /** By task that failed as it began: whose error it raised. */
  readonly #raised: (TaskNumber | undefined)[] = [];

  constructor(env: Env) {
    const { tasks } = env.scenario;
    const numbers = new Map(tasks.map(({ id }, number) => [id, number]));
    this.#env = env;
    this.#needs = tasks.map(({ after = [] }) => after.map((id) => numbers.get(id)!));
  }

  /** The task's coroutine ends. Those that need a task that has failed fail with it. */
  ended(task: TaskNumber, ok: boolean): void {
    this.#ok[task] = ok;
    if (!ok) for (const [waiting, gate] of this.#gates) if (this.#needs[waiting]!.includes(task)) gate.close();
  }

  /** Waits until all that the task needs have ended; gives false where one has failed. */
  *met(task: TaskNumber): Generator<Request, boolean, unknown> {
    const needs = this.#needs[task]!;
    if (needs.length === 0) return true;
    const failed = needs.find((one) => this.#ok[one] === false);
    if (failed !== undefined) {
      this.#raised[task] = this.#raised[failed] ?? failed;
      return this.#fails(task);
    }
    if (needs.every((one) => this.#ok[one])) {
      this.#env.queueAfter(task, needs.at(-1)!);
      return true;
    }
    const gate = this.#env.queue();
    this.#gates.set(task, gate);
    return (yield get(gate)) !== undefined || this.#fails(task);
  }

  /** Whose error the task raised in its first step, where one that it needs had failed by then: `gather` over what has ended raises at once. */
  raisedAtOnce(task: TaskNumber): TaskNumber | undefined {
    return this.#raised[task];
  }

  /** The last of those that the task needs has ended. Whoever has not come to wait for it will see it. */
  open(task: TaskNumber, last: TaskNumber): void {
    const gate = this.#gates.get(task);
    if (!gate) return;
    this.#env.queueAfter(task, last);
    gate.put(last);
  }

  #fails(task: TaskNumber): false {
    this.ended(task, false);
    return false;
  }
}
