/**
 * What each task does, in columns: a task of the scenario is four objects far apart in memory, and asking a million of them for
 * their milliseconds took a fifth of a prediction.
 */
import type { TaskNumber } from '../../engines/vocabulary.ts';
import type { Scenario, TaskSpec } from '../../scenario/scenario.ts';

/** The kinds of segment, as the trace numbers them. */
export const SLEEP = 0;
export const CPU = 1;

/** By list of tasks: a scenario is predicted for many engines, and at each move of a slider, and its list stays the same. */
const plans = new WeakMap<Scenario['tasks'], Plan>();

/** The plan of a scenario's tasks. */
export function planOf({ tasks }: Pick<Scenario, 'tasks'>): Plan {
  let plan = plans.get(tasks);
  if (!plan) plans.set(tasks, (plan = new Plan(tasks)));
  return plan;
}

export class Plan {
  /** The segments of task t are those from `first[t]` up to `first[t + 1]`. */
  readonly first: Int32Array;
  kind: Uint8Array;
  ms: Float64Array;
  /** By segment that computes under a lock: the name of that. Undefined where none does. */
  #locks: Map<number, string> | undefined;
  /** No task depends on others or is tried again. */
  readonly plain: boolean;
  /** No task says more of itself than its segments and how its attempts end. */
  readonly bare: boolean;
  /** By task: the first segment of an attempt that has others, and the one behind its last. Undefined where no task has such. */
  readonly #others: Map<TaskNumber, Map<number, readonly [number, number]>> | undefined;
  readonly #tasks: readonly TaskSpec[];
  /** By task: 1 if any attempt at it fails or dies. */
  readonly #troubled: Uint8Array;

  /** One look at each task tells all: a million of them do not stay in a cache until a second one. */
  constructor(tasks: Scenario['tasks']) {
    this.#tasks = tasks;
    this.first = new Int32Array(tasks.length + 1);
    this.#troubled = new Uint8Array(tasks.length);
    // As many segments as tasks, unless it turns out otherwise.
    this.kind = new Uint8Array(tasks.length);
    this.ms = new Float64Array(tasks.length);
    let row = 0;
    let plain = true;
    let bare = true;
    let others: TaskNumber[] | undefined;
    for (let task = 0; task < tasks.length; task++) {
      const { segments, fails, dies, retry, after, segmentsOf } = tasks[task]!;
      if (row + segments.length > this.ms.length) this.#grow(row + segments.length);
      for (const { kind, ms, lock } of segments) {
        if (lock !== undefined) this.#lockAt(row, lock);
        this.kind[row] = kind === 'sleep' ? SLEEP : CPU;
        this.ms[row++] = ms;
      }
      this.first[task + 1] = row;
      if (fails || dies) this.#troubled[task] = 1;
      if (retry || after?.length) plain = false;
      if (bare && says(tasks[task]!)) bare = false;
      if (segmentsOf) (others ??= []).push(task);
    }
    this.plain = plain;
    this.bare = plain && bare;
    this.#others = others && this.#addOthers(others, row);
  }

  /** Whether some attempts at some tasks have segments of their own. */
  get isVaried(): boolean {
    return this.#others !== undefined;
  }

  /** The first segment of this attempt, and the one behind its last. */
  rowsOf(task: TaskNumber, attempt: number): readonly [number, number] {
    return this.#others?.get(task)?.get(attempt) ?? [this.first[task]!, this.first[task + 1]!];
  }

  #addOthers(tasks: readonly TaskNumber[], behind: number): Map<TaskNumber, Map<number, readonly [number, number]>> {
    const others = new Map<TaskNumber, Map<number, readonly [number, number]>>();
    let row = behind;
    for (const task of tasks) {
      const byAttempt = new Map<number, readonly [number, number]>();
      for (const [attempt, segments] of Object.entries(this.#tasks[task]!.segmentsOf!)) {
        if (row + segments.length > this.ms.length) this.#grow(row + segments.length);
        const first = row;
        for (const { kind, ms, lock } of segments) {
          if (lock !== undefined) this.#lockAt(row, lock);
          this.kind[row] = kind === 'sleep' ? SLEEP : CPU;
          this.ms[row++] = ms;
        }
        byAttempt.set(Number(attempt), [first, row]);
      }
      others.set(task, byAttempt);
    }
    return others;
  }

  get isLocked(): boolean {
    return this.#locks !== undefined;
  }

  /** The name of the lock under which this segment computes. */
  lockOf(segment: number): string | undefined {
    return this.#locks?.get(segment);
  }

  #lockAt(row: number, lock: string): void {
    (this.#locks ??= new Map()).set(row, lock);
  }

  #grow(segments: number): void {
    const { kind, ms } = this;
    this.kind = new Uint8Array(2 * segments);
    this.kind.set(kind);
    this.ms = new Float64Array(2 * segments);
    this.ms.set(ms);
  }

  /** The task, if any attempt at it fails or dies. */
  troubled(task: TaskNumber): TaskSpec | undefined {
    return this.#troubled[task] === 0 ? undefined : this.#tasks[task];
  }
}

/** Whether a task says more of itself than what each engine asks for. */
const says = ({ cpus, actor, gets, delayMs, priority }: TaskSpec): boolean =>
  cpus !== undefined || actor !== undefined || gets !== undefined || delayMs !== undefined || priority !== undefined;
