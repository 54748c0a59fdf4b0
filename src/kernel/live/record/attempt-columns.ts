/**
 * What is known of attempts before they begin: when each was submitted, what it has waited for and which end released it. These are plain
 * columns, in shared memory where engine programs run inside workers. The thread that has a task in hand writes the task's rows; it
 * hands them on with the task through a queue, whose atomic operations put the writes in order.
 */
import type { Memory } from '../platform/memory.ts';
import type { TaskColumns } from './task-columns.ts';

/**
 * How many waits of an attempt are kept apart before its lane is asked for it (a coroutine waits for its place, for the loop, for a
 * permit, and once more for the loop); a further one is added to the last, whose cause is that of the longer one.
 */
const MOST_SAID = 4;

export interface AttemptColumns {
  /** By task: attempts begun or handed to a worker. */
  readonly begun: Int32Array;
  /** By attempt (ms): submitted; asked of its lane. NaN is not yet. */
  readonly submit: Float64Array;
  readonly requested: Float64Array;
  /** By attempt: waits said so far, each from the end of the one before (the first from `submit`). */
  readonly said: Uint8Array;
  readonly saidCause: Uint8Array;
  readonly saidEnd: Float64Array;
  /** By attempt: the attempt whose end let it be queued, -1 for none but the one before at the same task. */
  readonly releasedBy: Int32Array;
}

export function attemptColumns({ firstSlot, taskOf }: TaskColumns, memory: Memory): AttemptColumns {
  const slots = taskOf.length;
  return {
    begun: memory.int32(firstSlot.length - 1),
    submit: memory.float64(slots).fill(Number.NaN),
    requested: memory.float64(slots).fill(Number.NaN),
    said: memory.uint8(slots),
    saidCause: memory.uint8(slots * MOST_SAID),
    saidEnd: memory.float64(slots * MOST_SAID),
    releasedBy: memory.int32(slots).fill(-1),
  };
}

export class AttemptBook {
  readonly #firstSlot: Int32Array;

  constructor(
    readonly at: AttemptColumns,
    tasks: TaskColumns,
  ) {
    this.#firstSlot = tasks.firstSlot;
  }

  /** The attempt at a task that is to begin next. */
  next(task: number): number {
    const slot = this.#firstSlot[task]! + this.at.begun[task]!;
    const last = this.#firstSlot[task + 1]! - 1;
    return slot < last ? slot : last;
  }

  /** How many attempts at the task were begun, or handed to a worker. */
  begun(task: number): number {
    return this.at.begun[task]!;
  }

  /** Whether there is room for one attempt more. */
  hasRoom(task: number): boolean {
    return this.#firstSlot[task]! + this.at.begun[task]! < this.#firstSlot[task + 1]!;
  }

  /** Takes the next attempt in hand. */
  take(task: number): number {
    const slot = this.next(task);
    this.at.begun[task]!++;
    return slot;
  }

  /** It did not come to that attempt after all. */
  giveBack(task: number): void {
    this.at.begun[task]!--;
  }

  submit(task: number, now: number): void {
    this.at.submit[this.next(task)] = now;
  }

  /** The task's next attempt may be queued, since the other task has ended. */
  release(task: number, ended: number): void {
    const last = this.#firstSlot[ended]! + this.at.begun[ended]! - 1;
    this.at.releasedBy[this.next(task)] = Math.min(last, this.#firstSlot[ended + 1]! - 1);
  }

  /** The attempt whose end let this one be queued; -1 if it could be from the start. */
  releasedBy(slot: number, task: number): number {
    const by = this.at.releasedBy[slot]!;
    return by < 0 && slot > this.#firstSlot[task]! ? slot - 1 : by;
  }

  /** Up to now the task has waited for this. */
  waited(task: number, cause: number, now: number): void {
    const slot = this.next(task);
    if (now <= this.since(slot)) return;
    const { said, saidCause, saidEnd } = this.at;
    const count = said[slot]!;
    const first = slot * MOST_SAID;
    const row = count > 0 && (count === MOST_SAID || saidCause[first + count - 1] === cause) ? count - 1 : count;
    const isFull = count === MOST_SAID;
    if (!isFull || now - this.since(slot) > saidEnd[first + row]! - saidEnd[first + row - 1]!)
      saidCause[first + row] = cause;
    saidEnd[first + row] = now;
    said[slot] = row + 1;
  }

  /** Since when it waits for something not said yet (ms). */
  since(slot: number): number {
    const count = this.at.said[slot]!;
    return count === 0 ? this.at.submit[slot]! : this.at.saidEnd[slot * MOST_SAID + count - 1]!;
  }

  /** The `nth` wait said of an attempt, from 0: for what, and until when (ms). Each begins where the one before ends, the first at `submit`. */
  saidCause(slot: number, nth: number): number {
    return this.at.saidCause[slot * MOST_SAID + nth]!;
  }

  saidEnd(slot: number, nth: number): number {
    return this.at.saidEnd[slot * MOST_SAID + nth]!;
  }
}
