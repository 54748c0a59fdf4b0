/** The row of an attempt at a task, four bytes a task; made when first asked for, and grown with the trace. */
import type { Trace } from './trace.ts';

export class RowsByTask {
  #seen = 0;
  /** The first attempt's row by task, from 1; 0 is none. */
  #first = new Int32Array(0);
  /** Later attempts, of which there are few. */
  readonly #later = new Map<number, number>();

  constructor(readonly trace: Trace) {}

  /** How many attempts are known by now. */
  get seen(): number {
    this.#refresh();
    return this.#seen;
  }

  /** The row, or -1. */
  of(task: number, attempt: number): number {
    this.#refresh();
    return attempt === 1 ? (this.#first[task] ?? 0) - 1 : (this.#later.get(key(task, attempt)) ?? -1);
  }

  /** Indexes all rows, some at a time, so that the caller can pause between two steps. */
  *take(atOnce: number): Generator<undefined, void, undefined> {
    while (this.#seen < this.trace.spans.length) {
      this.#refresh(this.#seen + atOnce);
      yield;
    }
  }

  #refresh(until = Number.POSITIVE_INFINITY): void {
    const { at } = this.trace.spans;
    const length = Math.min(until, this.trace.spans.length);
    for (; this.#seen < length; this.#seen++) {
      const row = this.#seen;
      const [task, attempt] = [at.task[row]!, at.attempt[row]!];
      if (attempt !== 1) {
        this.#later.set(key(task, attempt), row);
        continue;
      }
      if (task >= this.#first.length) {
        const size = Math.max(task + 1, this.trace.scenario.tasks.length, this.#first.length * 2);
        const wider = new Int32Array(size);
        wider.set(this.#first);
        this.#first = wider;
      }
      this.#first[task] = row + 1;
    }
  }
}

const key = (task: number, attempt: number): number => attempt * 0x1_0000_0000 + task;

const known = new WeakMap<Trace, RowsByTask>();

/** The row of an attempt at a task, by the task's place in the list; -1 where it never began. Looked up, not searched for. */
export function rowOf(trace: Trace, task: number, attempt: number): number {
  let rows = known.get(trace);
  if (!rows) known.set(trace, (rows = new RowsByTask(trace)));
  return rows.of(task, attempt);
}
