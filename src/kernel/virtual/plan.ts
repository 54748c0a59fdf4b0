/**
 * What each task does, in columns: a task of the scenario is four objects far apart in memory, and asking a million of them for
 * their milliseconds took a fifth of a prediction.
 */
import type { TaskNumber } from '../../engines/vocabulary.ts';
import type { Scenario, TaskSpec } from '../../scenario/scenario.ts';

/** The kinds of segment, as the trace numbers them. */
export const SLEEP = 0;
export const CPU = 1;

export class Plan {
  /** The segments of task t are those from `first[t]` up to `first[t + 1]`. */
  readonly first: Int32Array;
  readonly kind: Uint8Array;
  readonly ms: Float64Array;
  readonly #tasks: readonly TaskSpec[];
  /** By task: 1 if any attempt at it fails or dies. */
  readonly #troubled: Uint8Array;

  constructor({ tasks }: Scenario) {
    this.#tasks = tasks;
    this.first = new Int32Array(tasks.length + 1);
    this.#troubled = new Uint8Array(tasks.length);
    for (let task = 0; task < tasks.length; task++) {
      const { segments, fails, dies } = tasks[task]!;
      this.first[task + 1] = this.first[task]! + segments.length;
      this.#troubled[task] = fails || dies ? 1 : 0;
    }
    const length = this.first[tasks.length]!;
    this.kind = new Uint8Array(length);
    this.ms = new Float64Array(length);
    let row = 0;
    for (let task = 0; task < tasks.length; task++)
      for (const { kind, ms } of tasks[task]!.segments) {
        this.kind[row] = kind === 'sleep' ? SLEEP : CPU;
        this.ms[row++] = ms;
      }
  }

  /** The task, if any attempt at it fails or dies. */
  troubled(task: TaskNumber): TaskSpec | undefined {
    return this.#troubled[task] === 0 ? undefined : this.#tasks[task];
  }
}
