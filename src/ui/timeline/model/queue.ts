/** The queue of an engine: which attempts wait for a place, in how many lines they are drawn, and what is said about them. */
import { DRAWN_AS_PLACE } from '../../../trace/cause.ts';
import { makespanOf } from '../../../trace/ends.ts';
import { WaitCursor } from '../../../trace/stretches.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { RowData } from './row-data.ts';
import { SLICE, type Slices, whole } from './slices.ts';
import { traceEnd } from './trace-end.ts';

export interface Queueing {
  readonly task: number;
  readonly attempt: number;
  /** The span that the waiting attempt became; -1 where it has not begun. */
  readonly span: number;
  /** Number of the cause. */
  readonly cause: number;
  readonly fromMs: number;
  /** NaN: still waiting. */
  readonly toMs: number;
  readonly row: number;
}

export interface Queue {
  /** Those that are drawn. */
  readonly shown: readonly Queueing[];
  /** How many tasks wait, shown or not. */
  readonly tasks: number;
  /** `words`: up to two lines, each with its words. `lines`: more, close together, with one count. */
  readonly mode: 'none' | 'words' | 'lines';
  readonly rows: number;
  /** What most of the waiting is for. */
  readonly cause: number;
}

const NO_QUEUE: Queue = { shown: [], tasks: 0, mode: 'none', rows: 0, cause: 0 };
/** A wait for a place shorter than this share of the run has no line of its own. */
const LEAST_QUEUEING = 1 / 100;

/** The queue of the trace that is drawn, and that of the prediction. */
export interface QueueData {
  readonly drawn: Queue;
  readonly predicted: Queue;
}

/** Where every task has a lane of its own, waits for a place are drawn in the lanes: then there is no queue. */
export const QUEUE: RowData<QueueData> = {
  none: { drawn: NO_QUEUE, predicted: NO_QUEUE },
  *load({ engine, predicted, measured }) {
    if (engine.lanes.perTask) return QUEUE.none;
    const leastMs = leastQueueing(predicted, measured);
    const ofPrediction = predicted ? yield* queueSlices(predicted, leastMs) : NO_QUEUE;
    return { drawn: measured ? yield* queueSlices(measured, leastMs) : ofPrediction, predicted: ofPrediction };
  },
  grow: ({ engine, predicted, measured }, old) =>
    engine.lanes.perTask || !measured
      ? old
      : { drawn: queueOf(measured, leastQueueing(predicted, measured)), predicted: old.predicted },
};

const leastQueueing = (predicted: Trace | undefined, measured: Trace | undefined): number =>
  Math.max(traceEnd(predicted, measured) * LEAST_QUEUEING, 1e-6);

/** The rows that the queue needs: as many as predicted, so that nothing jumps when the run begins. */
export function queueRoom({ drawn, predicted }: QueueData): { readonly rows: number; readonly mode: Queue['mode'] } {
  const { rows, mode } = predicted;
  if (mode === 'none' || drawn.mode === 'lines') return mode === 'lines' && rows > drawn.rows ? { rows, mode } : drawn;
  return mode === 'lines' || rows > drawn.rows ? { rows, mode } : drawn;
}

/** Rows with words, and lines. */
const MOST_WORDS = 2;
const MOST_LINES = 5;
/** With more waits than this, five lines stand for all of them. */
const MOST_PACKED = 2000;

/** The waits for a place of at least `leastMs`. Lines are filled from the top, each as soon as it is free again. */
export const queueOf = (trace: Trace, leastMs: number): Queue => whole(queueSlices(trace, leastMs));

/** The same, in slices. */
function* queueSlices(trace: Trace, leastMs: number): Slices<Queue> {
  const tally = new Tally(trace, leastMs);
  const { length } = trace.spans;
  for (let from = 0; from < length; from += SLICE) {
    tally.take(from, Math.min(length, from + SLICE));
    yield;
  }
  tally.takeQueued();
  if (tally.count === 0) return NO_QUEUE;
  const all = waitsOf(trace, leastMs, tally);
  all.sort((a, b) => a.fromMs - b.fromMs || a.task - b.task);
  return packed(all, tally);
}

/** Where there are too many waits, this many spans stand for all. */
const MOST_SAMPLED = 64;
const wait = new WaitCursor();

/** Counts the waits for a place; makes no object for any of them. */
class Tally {
  count = 0;
  tasks = 0;
  /** Spans that wait: an even sample of all of them, with the last one always in it. */
  readonly sample = new Int32Array(MOST_SAMPLED + 1);
  sampled = 0;
  readonly #ms: Float64Array;
  readonly #seen: Uint8Array;
  /** How many spans that wait have been seen. One in `#stride` of them is in the sample; `#last` is the latest. */
  #spans = 0;
  #stride = 1;
  #last = -1;

  constructor(
    readonly trace: Trace,
    readonly leastMs: number,
  ) {
    this.#ms = new Float64Array(trace.causes.length);
    this.#seen = new Uint8Array(trace.scenario.tasks.length);
  }

  /** Takes in the spans from row `from` to before row `until`. */
  take(from: number, until: number): void {
    const { task } = this.trace.spans.at;
    for (let span = from; span < until; span++) {
      const waits = this.#take(this.trace, span, this.leastMs);
      if (waits === 0) continue;
      this.count += waits;
      this.#see(task[span]!);
      this.#last = span;
      if (this.#spans++ % this.#stride !== 0) continue;
      if (this.sampled === MOST_SAMPLED) {
        // The sample is full: every other span goes, and from now on half as many are taken.
        for (let i = 0; i < MOST_SAMPLED / 2; i++) this.sample[i] = this.sample[2 * i]!;
        this.sampled /= 2;
        this.#stride *= 2;
        if ((this.#spans - 1) % this.#stride !== 0) continue;
      }
      this.sample[this.sampled++] = span;
    }
  }

  /** Takes in tasks that have not begun; to be called after all spans are in. */
  takeQueued(): void {
    if (this.#last >= 0 && this.sample[this.sampled - 1] !== this.#last) this.sample[this.sampled++] = this.#last;
    const nowMs = endOfWait(this.trace, Number.NaN);
    for (const q of this.trace.queued) {
      const cause = this.trace.numberOf(q.cause);
      if (DRAWN_AS_PLACE[cause] !== 1 || nowMs - q.since < this.leastMs) continue;
      this.count++;
      this.#ms[cause] = this.#ms[cause]! + nowMs - q.since;
      this.#see(q.task);
    }
  }

  #see(task: number): void {
    if (this.#seen[task] === 1) return;
    this.#seen[task] = 1;
    this.tasks++;
  }

  /** Adds the waits of one span for a place. Gives how many there were. */
  #take(trace: Trace, span: number, leastMs: number): number {
    let waits = 0;
    for (wait.of(trace, span); wait.next(); ) {
      const { cause } = wait;
      const ms = wait.end - wait.start;
      if (DRAWN_AS_PLACE[cause] !== 1 || ms < leastMs) continue;
      waits++;
      this.#ms[cause] = this.#ms[cause]! + ms;
    }
    return waits;
  }

  /** What most of the waiting is for. */
  get cause(): number {
    return this.#ms.indexOf(Math.max(...this.#ms));
  }
}

type Unplaced = Omit<Queueing, 'row'>;

/** All waits, or those of the sample where there are too many; and those of tasks that have not begun. */
function waitsOf(trace: Trace, leastMs: number, { count, sample, sampled }: Tally): Unplaced[] {
  const { task, attempt } = trace.spans.at;
  const all: Unplaced[] = [];
  const isSample = count > MOST_PACKED;
  for (let i = 0; i < (isSample ? sampled : trace.spans.length); i++) {
    const span = isSample ? sample[i]! : i;
    for (wait.of(trace, span); wait.next(); ) {
      const { cause, start: fromMs, end: toMs } = wait;
      if (DRAWN_AS_PLACE[cause] !== 1 || toMs - fromMs < leastMs) continue;
      all.push({ task: task[span]!, attempt: attempt[span]!, span, cause, fromMs, toMs });
    }
  }
  for (const q of trace.queued) {
    const cause = trace.numberOf(q.cause);
    if (DRAWN_AS_PLACE[cause] !== 1 || endOfWait(trace, Number.NaN) - q.since < leastMs) continue;
    all.push({ task: q.task, attempt: q.attempt, span: -1, cause, fromMs: q.since, toMs: Number.NaN });
  }
  return all;
}

/** Until when a wait is drawn (ms). A wait that goes on, with the end NaN, is drawn until now. */
export function endOfWait(trace: Trace, toMs: number): number {
  return Number.isNaN(toMs) ? makespanOf(trace) : toMs;
}

function packed(all: readonly Unplaced[], { count, tasks, cause }: Tally): Queue {
  const shown: Queueing[] = [];
  const freeFrom: number[] = [];
  if (count <= MOST_PACKED) {
    // Once there are more lines than there is room for, the rest need none.
    for (let i = 0; i < all.length && freeFrom.length <= MOST_LINES; i++) {
      const q = all[i]!;
      let row = freeFrom.findIndex((free) => free <= q.fromMs + 1e-6);
      if (row < 0) row = freeFrom.length;
      freeFrom[row] = Number.isNaN(q.toMs) ? Number.POSITIVE_INFINITY : q.toMs;
      shown.push({ ...q, row });
    }
    const rows = freeFrom.length;
    if (rows <= MOST_WORDS) return { shown, tasks, mode: 'words', rows, cause };
    if (rows <= MOST_LINES) return { shown, tasks, mode: 'lines', rows, cause };
  }
  // Too many waits: the first, the last and three between stand for all.
  const sample: Queueing[] = [];
  for (let row = 0; row < MOST_LINES; row++) {
    sample.push({ ...all[Math.round((row * (all.length - 1)) / (MOST_LINES - 1))]!, row });
  }
  return { shown: sample, tasks, mode: 'lines', rows: MOST_LINES, cause };
}
