/** The queue rows above an engine's lanes: who waits for a place, in how many rows, and what is said about it. */
import { WaitCursor } from '../../trace/stretches.ts';
import type { Trace } from '../../trace/trace.ts';
import { causeNumber } from '../../trace/trace.ts';
import { CAUSE_LOOKS } from './causes.ts';

export interface Queueing {
  readonly task: number;
  readonly attempt: number;
  /** The span that it became; -1 if it has not begun. */
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
  /** `words`: up to two rows, each line with its words. `lines`: more, close together, with one count. */
  readonly mode: 'none' | 'words' | 'lines';
  readonly rows: number;
  /** What most of the waiting is for. */
  readonly cause: number;
}

export const NO_QUEUE: Queue = { shown: [], tasks: 0, mode: 'none', rows: 0, cause: 0 };
/** Rows with words, and lines. */
const MOST_WORDS = 2;
const MOST_LINES = 5;
/** Above this, rows are not packed: five lines stand for all. */
const MOST_PACKED = 2000;

/** Waits for a place of at least `leastMs`. Rows are filled from the top, each as soon as it is free again. */
export function queueOf(trace: Trace, leastMs: number): Queue {
  const { task, attempt } = trace.spans.at;
  const wait = new WaitCursor();
  const all: Omit<Queueing, 'row'>[] = [];
  for (let span = 0; span < trace.spans.length; span++) {
    for (wait.of(trace, span); wait.next(); ) {
      const { cause, start: fromMs, end: toMs } = wait;
      if (CAUSE_LOOKS[cause]!.mark !== 'place' || toMs - fromMs < leastMs) continue;
      all.push({ task: task[span]!, attempt: attempt[span]!, span, cause, fromMs, toMs });
    }
  }
  for (const q of trace.queued) {
    const cause = causeNumber(q.cause);
    if (CAUSE_LOOKS[cause]!.mark !== 'place') continue;
    if (endOfWait(trace, Number.NaN) - q.since < leastMs) continue;
    all.push({ task: q.task, attempt: q.attempt, span: -1, cause, fromMs: q.since, toMs: Number.NaN });
  }
  if (all.length === 0) return NO_QUEUE;
  all.sort((a, b) => a.fromMs - b.fromMs || a.task - b.task);
  return packed(trace, all);
}

/** Until when a wait is drawn: one still going on, until now. */
export function endOfWait(trace: Trace, toMs: number): number {
  if (!Number.isNaN(toMs)) return toMs;
  return Number.isNaN(trace.nowMs) ? trace.totalMs : trace.nowMs;
}

function packed(trace: Trace, all: readonly Omit<Queueing, 'row'>[]): Queue {
  const tasks = new Set(all.map((q) => q.task)).size;
  const cause = commonest(trace, all);
  const shown: Queueing[] = [];
  const freeFrom: number[] = [];
  if (all.length <= MOST_PACKED) {
    for (const q of all) {
      let row = freeFrom.findIndex((free) => free <= q.fromMs + 1e-6);
      if (row < 0) row = freeFrom.length;
      freeFrom[row] = Number.isNaN(q.toMs) ? Number.POSITIVE_INFINITY : q.toMs;
      shown.push({ ...q, row });
    }
    const rows = freeFrom.length;
    if (rows <= MOST_WORDS) return { shown, tasks, mode: 'words', rows, cause };
    if (rows <= MOST_LINES) return { shown, tasks, mode: 'lines', rows, cause };
  }
  // Too many: the first, the last and three between stand for them.
  const sample: Queueing[] = [];
  for (let row = 0; row < MOST_LINES; row++) {
    sample.push({ ...all[Math.round((row * (all.length - 1)) / (MOST_LINES - 1))]!, row });
  }
  return { shown: sample, tasks, mode: 'lines', rows: MOST_LINES, cause };
}

function commonest(trace: Trace, all: readonly Omit<Queueing, 'row'>[]): number {
  const sums = new Float64Array(CAUSE_LOOKS.length);
  for (const q of all) sums[q.cause] = sums[q.cause]! + endOfWait(trace, q.toMs) - q.fromMs;
  return sums.indexOf(Math.max(...sums));
}
