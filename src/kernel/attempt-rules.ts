/**
 * What both kernels say of attempts by the same rules: who let an attempt begin, and what it waited for until then.
 * All times are milliseconds of the run.
 */
import type { TaskNumber } from '../engines/vocabulary.ts';
import { causeNumber } from '../trace/cause.ts';

const DEPENDENCY = causeNumber('dependency');
const START_UP = causeNumber('start-up');

/** Where a kernel notes what is known of tasks before they begin. */
export interface TaskBook {
  /** The task's next attempt is handed over. */
  submit(task: TaskNumber, nowMs: number): void;
  /** Up to now the task has waited for this. */
  waited(task: TaskNumber, cause: number, nowMs: number): void;
  /** The task's next attempt may be queued, since the other task has ended. */
  release(task: TaskNumber, ended: TaskNumber): void;
}

/** `task` may be queued since `ended` has: for another attempt, if it is the same one, else since it depends on it. */
export function queueAfter(book: TaskBook, task: TaskNumber, ended: TaskNumber, nowMs: number): void {
  if (task === ended) book.submit(task, nowMs);
  else {
    book.waited(task, DEPENDENCY, nowMs);
    book.release(task, ended);
  }
}

/** From when to when a lane's worker was starting. */
export interface Boot {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Tells the waits before an attempt's begin one after another, each from where the one before ended. One a kernel: nothing is made for an attempt. */
export class WaitsBefore {
  readonly #tell: (cause: number, fromMs: number, toMs: number) => void;
  #sinceMs = 0;

  constructor(tell: (cause: number, fromMs: number, toMs: number) => void) {
    this.#tell = tell;
  }

  /** The next attempt's waits begin here. */
  from(ms: number): void {
    this.#sinceMs = ms;
  }

  /** Up to then it waited for this. */
  until(ms: number, cause: number): void {
    if (!(ms > this.#sinceMs)) return;
    this.#tell(cause, this.#sinceMs, ms);
    this.#sinceMs = ms;
  }

  /** Up to `askedMs`, when its lane was asked for it, the attempt waited for its place, in between for the start of its worker; then for `cause`. */
  untilBegin(place: number, boot: Boot | undefined, askedMs: number, startMs: number, cause: number): void {
    if (boot && boot.toMs > this.#sinceMs) {
      this.until(boot.fromMs, place);
      this.until(Math.min(askedMs, boot.toMs), START_UP);
    }
    this.until(askedMs, place);
    this.until(startMs, cause);
  }
}

/**
 * The attempt that let another one begin, -1 if that waited for nobody: who handed it its permit; else what was last done on its
 * lane, if that ended when the attempt could be queued (`endedInTime`); else the attempt whose end let it be queued.
 */
export function giverOf(permitFrom: number, lastOnLane: number, endedInTime: boolean, releasedBy: number): number {
  if (permitFrom >= 0) return permitFrom;
  return lastOnLane >= 0 && endedInTime ? lastOnLane : releasedBy;
}
