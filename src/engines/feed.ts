/**
 * Which tasks may be queued: dependencies (`after`) and retries. Plain counters in Int32Arrays, touched by Atomics
 * only, so that worker loops on the page and inside workers can use the same one.
 */
import type { Scenario } from '../scenario/scenario.ts';
import type { TaskNumber } from './vocabulary.ts';

/** The counters of a `Feed`, one entry a task unless said otherwise. May lie in shared memory. */
export interface FeedColumns {
  /** Attempts that are left after the next failure. */
  readonly retries: Int32Array;
  /** Dependencies that have not ended `ok` yet; SKIPPED once one of them never will. */
  readonly missing: Int32Array;
  /** `dependents[first[t] .. first[t + 1]]` wait for task t. One entry more than tasks. */
  readonly first: Int32Array;
  readonly dependents: Int32Array;
  /** One entry: tasks that may still end or begin. */
  readonly open: Int32Array;
}

const SKIPPED = -(2 ** 30);
const NONE: readonly TaskNumber[] = [];

/** Makes the counters; `allocate` gives room for so many numbers, in shared memory where that is wanted. */
export function feedColumns(
  { tasks }: Scenario,
  allocate: (length: number) => Int32Array = (length) => new Int32Array(length),
): FeedColumns {
  const n = tasks.length;
  const [retries, missing, first, open] = [allocate(n), allocate(n), allocate(n + 1), allocate(1)];
  open[0] = n;
  let edges = 0;
  for (let t = 0; t < n; t++) {
    retries[t] = tasks[t]!.retry ?? 0;
    edges += tasks[t]!.after?.length ?? 0;
  }
  const dependents = allocate(Math.max(1, edges));
  if (edges === 0) return { retries, missing, first, dependents, open };
  const number = new Map(tasks.map((task, t) => [task.id, t]));
  // A dependency named twice counts once.
  const causes = tasks.map((task) => [...new Set(task.after ?? [])].map((id) => number.get(id)!));
  for (const [t, list] of causes.entries()) {
    missing[t] = list.length;
    for (const cause of list) first[cause + 1]!++;
  }
  for (let t = 0; t < n; t++) first[t + 1]! += first[t]!;
  const next = first.slice();
  for (const [t, list] of causes.entries()) for (const cause of list) dependents[next[cause]!++] = t;
  return { retries, missing, first, dependents, open };
}

/** What may be queued, and when all is over. */
export class Feed {
  readonly #columns: FeedColumns;
  /** No task has dependencies or retries: nothing is ever released. */
  readonly plain: boolean;

  constructor(columns: FeedColumns) {
    this.#columns = columns;
    this.plain = columns.first[columns.first.length - 1] === 0 && columns.retries.every((n) => n === 0);
  }

  /** Whether a task may be queued from the start. */
  ready(task: TaskNumber): boolean {
    return this.#columns.missing[task] === 0;
  }

  /** Every task has ended for good or will never begin. True for the first time in just one call of `ended`'s caller. */
  get over(): boolean {
    return Atomics.load(this.#columns.open, 0) === 0;
  }

  /** An attempt ended; gives what is to be queued now: the task itself again, or those that waited for it. */
  ended(task: TaskNumber, ok: boolean): readonly TaskNumber[] {
    const { retries, missing, first, dependents, open } = this.#columns;
    if (this.plain) {
      Atomics.sub(open, 0, 1);
      return NONE;
    }
    if (!ok && Atomics.sub(retries, task, 1) > 0) return [task];
    const released: TaskNumber[] = [];
    if (ok) {
      for (let e = first[task]!; e < first[task + 1]!; e++)
        if (Atomics.sub(missing, dependents[e]!, 1) === 1) released.push(dependents[e]!);
    } else this.#skip(task);
    Atomics.sub(open, 0, 1);
    return released;
  }

  /** Those that wait for this one, directly or not, never begin. */
  #skip(task: TaskNumber): void {
    const { missing, first, dependents, open } = this.#columns;
    const lost = [task];
    for (let t = lost.pop(); t !== undefined; t = lost.pop()) {
      for (let e = first[t]!; e < first[t + 1]!; e++) {
        const next = dependents[e]!;
        if (Atomics.exchange(missing, next, SKIPPED) < 0) continue;
        Atomics.sub(open, 0, 1);
        lost.push(next);
      }
    }
  }
}
