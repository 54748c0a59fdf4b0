/**
 * Two rules about causes that both kernels follow. An attempt may be queued since another one has ended, and it begins since another
 * one gave way. Rows are those of spans, or of whatever a kernel numbers attempts by; -1 stands for nobody.
 */
import type { TaskNumber } from '../engines/vocabulary.ts';
import { causeNumber } from '../trace/cause.ts';

const DEPENDENCY = causeNumber('dependency');

/** Who keeps what is known of tasks that have not begun. */
export interface TaskBooks {
  /** The task is handed to the engine now (ms). */
  submit(task: TaskNumber, nowMs: number): void;
  /** Up to now (ms) the task has waited for this cause. */
  waited(task: TaskNumber, cause: number, nowMs: number): void;
  /** The end of the other task's last attempt let this task be queued. */
  release(task: TaskNumber, ended: TaskNumber): void;
}

/** The task may be queued since the other one has ended: for another attempt, if it is the same one, else since it depends on it. */
export function queueAfter(books: TaskBooks, task: TaskNumber, ended: TaskNumber, nowMs: number): void {
  if (task === ended) books.submit(task, nowMs);
  else {
    books.waited(task, DEPENDENCY, nowMs);
    books.release(task, ended);
  }
}

/**
 * The attempt that let this one begin.
 * @param permitGiver who handed over the permit, where one is needed
 * @param lastOnLane who held the lane before, where the lane is what tasks wait for
 * @param queuedByThen whether this attempt was queued when that one ended
 * @param releasedBy whose end let this attempt be queued
 */
export function letBeginBy(permitGiver: number, lastOnLane: number, queuedByThen: boolean, releasedBy: number): number {
  if (permitGiver >= 0) return permitGiver;
  return lastOnLane >= 0 && queuedByThen ? lastOnLane : releasedBy;
}
