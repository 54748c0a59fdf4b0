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
/** By cause: 1 where it is a wait for a place. */
const FOR_PLACE = Uint8Array.from(CAUSE_LOOKS, ({ mark }) => (mark === 'place' ? 1 : 0));
/** Rows with words, and lines. */
const MOST_WORDS = 2;
const MOST_LINES = 5;
/** Above this, rows are not packed: five lines stand for all. */
const MOST_PACKED = 2000;

/** Waits for a place of at least `leastMs`. Rows are filled from the top, each as soon as it is free again. */
export function queueOf(trace: Trace, leastMs: number): Queue {
  const tally = new Tally(trace, leastMs);
  if (tally.count === 0) return NO_QUEUE;
  const step = Math.max(1, Math.floor((tally.count - 1) / (MOST_LINES - 1)));
  // Above what can be packed, five in order of start stand for all, and no more are made into objects.
  const wanted = tally.count > MOST_PACKED ? (n: number) => n % step === 0 || n === tally.count - 1 : () => true;
  const all = waitsWanted(trace, leastMs, wanted);
  all.sort((a, b) => a.fromMs - b.fromMs || a.task - b.task);
  return packed(all, tally);
}

/** What there is of waits for a place, counted without making anything of them. */
class Tally {
  count = 0;
  tasks = 0;
  readonly #ms = new Float64Array(CAUSE_LOOKS.length);

  constructor(trace: Trace, leastMs: number) {
    const seen = new Uint8Array(trace.scenario.tasks.length);
    const { task } = trace.spans.at;
    let own = 0;
    const visit = (cause: number, fromMs: number, toMs: number) => {
      if (FOR_PLACE[cause] !== 1 || toMs - fromMs < leastMs) return;
      this.count++;
      this.#ms[cause] = this.#ms[cause]! + toMs - fromMs;
      if (seen[own] === 1) return;
      seen[own] = 1;
      this.tasks++;
    };
    const wait = new WaitCursor();
    for (let span = 0; span < trace.spans.length; span++) {
      own = task[span]!;
      for (wait.of(trace, span); wait.next(); ) visit(wait.cause, wait.start, wait.end);
    }
    const nowMs = endOfWait(trace, Number.NaN);
    for (const q of trace.queued) {
      own = q.task;
      visit(causeNumber(q.cause), q.since, nowMs);
    }
  }

  /** What most of the waiting is for. */
  get cause(): number {
    return this.#ms.indexOf(Math.max(...this.#ms));
  }
}

type Unplaced = Omit<Queueing, 'row'>;

/** Those waits whose number, in order of their spans, is wanted. */
function waitsWanted(trace: Trace, leastMs: number, wanted: (n: number) => boolean): Unplaced[] {
  const { task, attempt } = trace.spans.at;
  const all: Unplaced[] = [];
  let n = 0;
  let span = 0;
  const visit = (cause: number, fromMs: number, toMs: number) => {
    if (FOR_PLACE[cause] !== 1 || toMs - fromMs < leastMs) return;
    if (wanted(n++)) all.push({ task: task[span]!, attempt: attempt[span]!, span, cause, fromMs, toMs });
  };
  const wait = new WaitCursor();
  for (; span < trace.spans.length; span++) {
    for (wait.of(trace, span); wait.next(); ) visit(wait.cause, wait.start, wait.end);
  }
  for (const q of trace.queued) {
    const cause = causeNumber(q.cause);
    if (FOR_PLACE[cause] !== 1 || endOfWait(trace, Number.NaN) - q.since < leastMs) continue;
    if (wanted(n++)) all.push({ task: q.task, attempt: q.attempt, span: -1, cause, fromMs: q.since, toMs: Number.NaN });
  }
  return all;
}

/** Until when a wait is drawn: one still going on, until now. */
export function endOfWait(trace: Trace, toMs: number): number {
  if (!Number.isNaN(toMs)) return toMs;
  return Number.isNaN(trace.nowMs) ? trace.totalMs : trace.nowMs;
}

function packed(all: readonly Unplaced[], { count, tasks, cause }: Tally): Queue {
  const shown: Queueing[] = [];
  const freeFrom: number[] = [];
  if (count <= MOST_PACKED) {
    // More lines than there is room for: the rest need no row.
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
  // Too many: the first, the last and three between stand for them.
  const sample: Queueing[] = [];
  for (let row = 0; row < MOST_LINES; row++) {
    sample.push({ ...all[Math.round((row * (all.length - 1)) / (MOST_LINES - 1))]!, row });
  }
  return { shown: sample, tasks, mode: 'lines', rows: MOST_LINES, cause };
}
