/** Reads the logs of all workers and writes them into the trace, in order of time. */

import type { Boot } from '../../attempt-rules.ts';
import {
  type Arena,
  ArenaReader,
  BEGIN,
  END,
  INSTANT,
  LogReader,
  RECORD,
  SEGMENT,
  SEGMENT_END,
  TURN,
  WAIT,
} from './log.ts';
import type { Recorder } from './recorder.ts';

/** What the log of one worker has told so far. */
export class WorkerView {
  /** Set by the page when it gives the worker a process to do. */
  lane = -1;
  boot: Boot | undefined;
  /** The attempt under way, -1 if none; its rows. */
  slot = -1;
  row = -1;
  segmentRow = -1;
  /** The last attempt begun, and how it ended (a place in OUTCOMES, -1 while it goes on). */
  lastSlot = -1;
  lastOutcome = -1;
  readonly reader: LogReader | undefined;

  constructor(
    readonly number: number,
    shared: Arena | undefined,
  ) {
    this.reader = shared && new LogReader(shared);
  }
}

/** The attempt that begins with this record, -1 if none does. Of attempts that begin at the same moment the one with the lowest number comes first. */
const beginsIn = (data: Float64Array, at: number): number =>
  data[at] === BEGIN || data[at] === INSTANT ? data[at + 1]! : -1;

export class Merge {
  readonly #recorder: Recorder;
  readonly #arena: Arena | undefined;
  readonly #chunks: ArenaReader | undefined;
  readonly #cause: number;
  readonly #began: (task: number, worker: number) => void;
  readonly #views: WorkerView[] = [];

  /** `cause`: what passes between asking a worker and the begin. `began` is told who began a task. */
  constructor(
    recorder: Recorder,
    shared: Arena | undefined,
    cause: number,
    began: (task: number, worker: number) => void,
  ) {
    this.#recorder = recorder;
    this.#arena = shared;
    this.#chunks = shared && new ArenaReader(shared);
    this.#cause = cause;
    this.#began = began;
  }

  /** The view of worker number `worker`. */
  view(worker: number): WorkerView {
    return (this.#views[worker] ??= new WorkerView(worker, this.#arena));
  }

  /** Records that did not fit; 0 unless the arena was made too small. */
  get lost(): number {
    return this.#chunks?.missing ?? 0;
  }

  /** Reads all that has been written so far. */
  read(): void {
    if (!this.#chunks || !this.#arena) return;
    this.#chunks.look((worker) => this.view(worker).reader!);
    const { data } = this.#arena;
    const views = this.#views.filter(Boolean);
    for (;;) {
      let first: WorkerView | undefined;
      let [time, then, task] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
      for (const view of views) {
        const at = view.reader!.next;
        if (at < 0) continue;
        const next = data[at + 3]!;
        const begins = beginsIn(data, at);
        if (next < time || (next === time && begins < task)) {
          then = time;
          time = next;
          task = begins;
          first = view;
        } else if (next < then) then = next;
      }
      if (!first) return;
      const reader = first.reader!;
      // At least one: others may have theirs at the same moment.
      let at = reader.next;
      do {
        this.#record(first, data, at);
        reader.skip();
        at = reader.next;
      } while (at >= 0 && data[at + 3]! < then);
    }
  }

  /** Takes over records that came with a reply. */
  take(worker: number, records: Float64Array): void {
    for (let at = 0; at < records.length; at += RECORD) this.#record(this.view(worker), records, at);
  }

  #record(view: WorkerView, data: Float64Array, at: number): void {
    const recorder = this.#recorder;
    const [a, b, time] = [data[at + 1]!, data[at + 2]!, data[at + 3]!];
    switch (data[at]) {
      case BEGIN:
        this.#begin(view, a, Number.isNaN(b) ? recorder.book.at.requested[a]! : b, time);
        break;
      case INSTANT:
        this.#begin(view, a, time, time);
        this.#end(view, b, time);
        break;
      case SEGMENT:
        view.segmentRow = recorder.segment(view.row, a, time);
        break;
      case SEGMENT_END:
        recorder.endSegment(view.segmentRow, time);
        break;
      case WAIT:
        recorder.wait(view.row, a, b, time);
        break;
      case TURN:
        recorder.turn(a, view.slot < 0 ? -1 : recorder.tasks.taskOf[view.slot]!, view.lane, b, time);
        break;
      case END:
        this.#end(view, a, time);
        break;
    }
  }

  #begin(view: WorkerView, slot: number, asked: number, time: number): void {
    view.slot = view.lastSlot = slot;
    view.lastOutcome = -1;
    const recorder = this.#recorder;
    const { taskOf, firstSegment, segmentsAt, kind } = recorder.tasks;
    const task = taskOf[slot]!;
    this.#began(task, view.number);
    view.row = recorder.begin(slot, view.lane, asked, time, this.#cause, view.boot);
    const list = segmentsAt[slot]!;
    const first = firstSegment[list]!;
    // Of a task's only segment nothing is logged.
    view.segmentRow = firstSegment[list + 1]! - first === 1 ? recorder.segment(view.row, kind[first]!, time) : -1;
  }

  #end(view: WorkerView, outcome: number, time: number): void {
    this.#recorder.end(view.row, outcome, time);
    view.lastOutcome = outcome;
    view.slot = view.row = -1;
  }

  /** Nothing that the worker writes after this counts. */
  seal(view: WorkerView): void {
    if (view.reader) view.reader.sealed = true;
    view.slot = view.row = -1;
  }
}
