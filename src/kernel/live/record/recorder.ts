/** Writes the measured trace: the begin and the end of each attempt, seen on the page or read from a worker's log. Times are milliseconds of the run. */
import type { LaneKind } from '../../../engines/facts.ts';
import type { TaskNumber } from '../../../engines/vocabulary.ts';
import { CAUSE_NAMES, causeNumber } from '../../../trace/cause.ts';
import { outcomeNumber, type Queued, type Trace } from '../../../trace/trace.ts';
import { type Boot, giverOf, type TaskBook, WaitsBefore } from '../../attempt-rules.ts';
import type { AttemptBook } from './attempt-columns.ts';
import type { TaskColumns } from './task-columns.ts';

const DEPENDENCY = causeNumber('dependency');
const RUNNING = outcomeNumber('running');

/** In a run under way `queued` shows so many at most: a list of all would be made anew in every frame. */
const SHOWN_QUEUED = 500;
const NONE: readonly number[] = [];

export class Recorder implements TaskBook {
  /** Whether anything is written, so that stamps matter. */
  readonly writes: boolean = true;
  /** By attempt: its row, -1 before it began; and when the caller had it. */
  readonly #row: Int32Array;
  readonly #yielded: Float64Array;
  readonly #delivered: Int32Array;
  readonly #waitsFor: number;
  /** Whether places are lanes; by lane, the attempt that was last there. */
  readonly #onLanes: boolean;
  readonly #lastOnLane: number[] = [];
  /** Rows and the attempts that gave way to them, where those had not been seen to begin. */
  readonly #unseen: number[] = [];
  /** The row of the attempt that begins, whose waits are told. */
  #begun = -1;
  readonly #waits = new WaitsBefore((cause, from, to) => this.wait(this.#begun, cause, from, to));
  /** Somebody has attempts fail. */
  #strikes = false;
  /** Attempts before this one have all begun. */
  #firstQueued = 0;

  constructor(
    readonly trace: Trace,
    readonly tasks: TaskColumns,
    readonly book: AttemptBook,
    place: LaneKind,
  ) {
    this.#row = new Int32Array(tasks.taskOf.length).fill(-1);
    this.#yielded = new Float64Array(tasks.taskOf.length).fill(Number.NaN);
    this.#delivered = new Int32Array(tasks.firstSlot.length - 1);
    this.#waitsFor = causeNumber(place.waitsFor);
    this.#onLanes = !place.perTask;
  }

  /** The task's next attempt is handed over. */
  submit(task: TaskNumber, nowMs: number): void {
    this.book.submit(task, nowMs);
  }

  /** Up to now the task has waited for this. */
  waited(task: TaskNumber, cause: number, nowMs: number): void {
    this.book.waited(task, cause, nowMs);
  }

  /** The task's next attempt may be queued, since the other task has ended. */
  release(task: TaskNumber, ended: TaskNumber): void {
    this.book.release(task, ended);
  }

  /**
   * An attempt began. Up to `askedMs`, when its lane was asked to do it, it waited for the lane (or for its worker's start);
   * from then to `startMs` for `cause`. `givenBy`: the attempt that handed it its permit, -1 for none. Gives the span's row.
   */
  begin(
    slot: number,
    lane: number,
    askedMs: number,
    startMs: number,
    cause: number,
    boot: Boot | undefined,
    givenBy = -1,
  ): number {
    const { trace, tasks, book } = this;
    const task = tasks.taskOf[slot]!;
    const row = trace.begin(task, lane, slot - tasks.firstSlot[task]! + 1, book.at.submit[slot]!, startMs);
    this.#row[slot] = row;
    this.#giveWay(row, this.#giver(slot, task, lane, givenBy));
    trace.spans.at.yielded[row] = this.#yielded[slot]!;
    this.#begun = row;
    this.#waits.from(book.at.submit[slot]!);
    for (let nth = 0; nth < book.at.said[slot]!; nth++)
      this.#waits.until(book.saidEnd(slot, nth), book.saidCause(slot, nth));
    this.#waits.untilBegin(this.#waitsFor, boot, askedMs, startMs, cause);
    return row;
  }

  /**
   * The attempt that let this one begin, -1 if it waited for nobody: who gave the permit; else who had the lane before, by the
   * order in its worker's log, if this one was queued by then; else who let it be queued.
   */
  #giver(slot: number, task: number, lane: number, givenBy: number): number {
    const released = this.book.releasedBy(slot, task);
    if (givenBy >= 0 || !this.#onLanes) return giverOf(givenBy, -1, false, released);
    const last = this.#lastOnLane[lane] ?? -1;
    this.#lastOnLane[lane] = slot;
    const since = this.book.since(slot);
    const queued = released < 0 ? since : Math.max(since, this.#endOf(released));
    return giverOf(-1, last, last >= 0 && this.#endOf(last) >= queued, released);
  }

  #endOf(slot: number): number {
    const row = this.#row[slot]!;
    return row < 0 ? Number.NaN : this.trace.spans.at.end[row]!;
  }

  #giveWay(row: number, giver: number): void {
    if (giver < 0) return;
    const by = this.#row[giver]!;
    this.trace.spans.at.by[row] = by;
    if (by < 0) this.#unseen.push(row, giver);
  }

  /** All has been seen: who gave way is known by row now. */
  settleGivers(): void {
    const unseen = this.#unseen.splice(0);
    for (let i = 0; i < unseen.length; i += 2) this.#giveWay(unseen[i]!, unseen[i + 1]!);
  }

  /** A stretch of a span begins; gives its row, -1 if it needs none: the attempt's only one fills the span. */
  segment(row: number, kind: number, startMs: number): number {
    const { trace, tasks } = this;
    const { task, attempt } = trace.spans.at;
    const list = tasks.segmentsAt[tasks.firstSlot[task[row]!]! + attempt[row]! - 1]!;
    if (tasks.firstSegment[list + 1]! - tasks.firstSegment[list]! > 1)
      return trace.addSegment(row, kind, startMs, Number.NaN);
    trace.fillWith(row, kind);
    return -1;
  }

  endSegment(segmentRow: number, endMs: number): void {
    if (segmentRow >= 0) this.trace.segments.at.end[segmentRow] = endMs;
  }

  wait(row: number, cause: number, startMs: number, endMs: number): void {
    if (endMs > startMs) this.trace.addWait(row, cause, startMs, endMs, endMs - startMs);
  }

  turn(of: number, task: number, lane: number, startMs: number, endMs: number): void {
    this.trace.addTurn(of, task, lane, startMs, endMs);
  }

  end(row: number, outcome: number, endMs: number): void {
    const { at } = this.trace.spans;
    at.end[row] = endMs;
    at.outcome[row] = outcome;
    if (at.yielded[row]! < endMs) at.yielded[row] = endMs;
  }

  /** Ends a span, and its segment if one is open, from outside. */
  breakOff(row: number, outcome: number, endMs: number): void {
    const { spans, segments } = this.trace;
    const last = spans.at.lastSegment[row]!;
    if (last >= 0 && Number.isNaN(segments.at.end[last]!)) segments.at.end[last] = endMs;
    this.end(row, outcome, endMs);
  }

  /** The run was stopped: what was under way ends with it. */
  breakOffAll(outcome: number, endMs: number): void {
    const { at, length } = this.trace.spans;
    for (let row = at.outcome.indexOf(RUNNING); row >= 0 && row < length; row = at.outcome.indexOf(RUNNING, row + 1))
      this.breakOff(row, outcome, endMs);
  }

  /** Has this share of the attempts that have not begun fail, drawn by chance; gives how many. */
  failSome(share: number): number {
    this.#strikes = true;
    const { struck } = this.tasks;
    let count = 0;
    for (let slot = 0; slot < this.#row.length; slot++)
      if (this.#row[slot]! < 0 && struck[slot] === 0 && Math.random() < share) count += struck[slot] = 1;
    return count;
  }

  /** Those of these attempts that somebody has fail. */
  struckAmong(slots: readonly number[]): readonly number[] {
    return this.#strikes ? slots.filter((slot) => this.tasks.struck[slot] === 1) : NONE;
  }

  /** The row of an attempt, -1 if it has not been seen to begin. */
  rowOf(slot: number): number {
    return this.#row[slot]!;
  }

  /** The caller has the result of this attempt at the task; of the next one, where none is named. */
  deliver(task: TaskNumber, nowMs: number, attempt?: number): void {
    const nth = attempt === undefined ? this.#delivered[task]! : attempt - 1;
    if (nth < 0 || nth >= this.book.at.begun[task]!) return;
    this.#delivered[task] = nth + 1;
    const slot = Math.min(this.tasks.firstSlot[task]! + nth, this.tasks.firstSlot[task + 1]! - 1);
    this.#yielded[slot] = nowMs;
    const row = this.#row[slot]!;
    if (row < 0) return;
    const { end, yielded } = this.trace.spans.at;
    // Clocks of two threads differ by their resolution (5 µs): nobody has a result before it is there.
    yielded[row] = end[row]! > nowMs ? end[row]! : nowMs;
  }

  /** What has been handed over and has not begun. `held`: whether a task still waits for others to end. */
  queued(held: (task: TaskNumber) => boolean, all: boolean): readonly Queued[] {
    const queued: Queued[] = [];
    const { tasks, book } = this;
    const row = this.#row;
    while (this.#firstQueued < row.length && row[this.#firstQueued]! >= 0) this.#firstQueued++;
    for (let slot = this.#firstQueued; slot < row.length; slot++) {
      if (row[slot]! >= 0 || Number.isNaN(book.at.submit[slot]!)) continue;
      const task = tasks.taskOf[slot]!;
      queued.push({
        task,
        attempt: slot - tasks.firstSlot[task]! + 1,
        submit: book.at.submit[slot]!,
        cause: CAUSE_NAMES[held(task) ? DEPENDENCY : this.#waitsFor]!,
        since: book.since(slot),
      });
      if (!all && queued.length === SHOWN_QUEUED) break;
    }
    return queued;
  }
}

/** A recorder that writes nothing, to measure what a run costs without its trace. */
export class NoRecorder extends Recorder {
  override readonly writes = false;
  override submit(): void {}
  override waited(): void {}
  override release(): void {}
  override begin(): number {
    return -1;
  }
  override settleGivers(): void {}
  override segment(): number {
    return -1;
  }
  override endSegment(): void {}
  override wait(): void {}
  override turn(): void {}
  override end(): void {}
  override breakOff(): void {}
  override breakOffAll(): void {}
  override deliver(): void {}
  override queued(): readonly Queued[] {
    return [];
  }
}
