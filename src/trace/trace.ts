/**
 * What happened, in columns: the only thing handed from running to looking. Times are milliseconds from the run's
 * t = 0; NaN is "not (yet) known". Measured, predicted, recorded and imported runs are the same thing from here on.
 */
import type { Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { ALL_CAUSE_NAMES, CAUSE_NAMES } from './cause.ts';
import { CUT, cutIn, NONE, only, SegmentCursor, WaitCursor } from './stretches.ts';
import { beatTable, cutTable, segmentTable, spanTable, turnTable, waitTable } from './tables.ts';
import type { CauseName } from './wait-causes.ts';

/** How an attempt ended. The place in this list is the number in the column. */
export const OUTCOMES = ['ok', 'failed', 'cancelled', 'killed', 'running'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The kinds of segment, by number in the column. */
export const SEGMENT_KINDS = ['sleep', 'cpu'] as const;

/** What a turn is a turn of. `ready` and `timer` are the two queues of an event loop. */
export const TURN_RESOURCES = ['gil', 'loop', 'core', 'ready', 'timer'] as const;
export type TurnResource = (typeof TURN_RESOURCES)[number];

export const outcomeNumber = (outcome: Outcome): number => OUTCOMES.indexOf(outcome);

/** `executed`: the user's own program, run by an interpreter on a machine in virtual time. */
export type Source = 'recorded' | 'measured' | 'predicted' | 'imported' | 'executed';

/** What is known of the run as a whole. Members not named here are kept. */
export interface Facts {
  /** Task ids, or the name of one exception: what ended the caller's call. */
  raised?: string[];
  raisedMs?: number;
  /** Nothing under way can ever give the caller what it still waits for. */
  hung?: true;
  /** The user or a signal ended the run. */
  stoppedMs?: number;
  /** A prediction that would be too much work goes no further than this moment; what would come later is not known. */
  cutOffMs?: number;
  /** The page was hidden meanwhile: the run counts for no comparison. */
  hidden?: true;
  /** The computer slept meanwhile or its clock was set, by so much (ms): the run counts for no comparison. */
  clockJumpedMs?: number;
  /** The machines that joined in mid-run, by number, and when each did. */
  joined?: readonly number[];
  joinedMs?: readonly number[];
  startupMs?: number;
  roundsPerMs?: number;
  [other: string]: unknown;
}

/** Whether something beside the run made its times what they are. */
export const isDisturbed = ({ hidden, clockJumpedMs }: Pick<Facts, 'hidden' | 'clockJumpedMs'>): boolean =>
  hidden === true || clockJumpedMs !== undefined;

/** A task handed to the engine that has not begun: what the queue shows while a run goes on, and after a stop. */
export interface Queued {
  readonly task: number;
  readonly attempt: number;
  readonly submit: number;
  /** What the attempt waits for, and since when (ms). */
  readonly cause: CauseName;
  readonly since: number;
}

/** A line of the user's code: which file, from 0, and which line, from 1. Null where it is inside libraries only. */
export type CodeLine = readonly [file: number, line: number] | null;

/** What a trace of the user's own program has beside its times. */
export interface ProgramNotes {
  /** By span: the lines of its segments and of its waits, each in the order of time. */
  readonly lines: readonly { readonly segments: readonly CodeLine[]; readonly waits: readonly CodeLine[] }[];
  readonly names: {
    readonly files: readonly string[];
    readonly lanes: readonly string[];
    readonly tasks: readonly string[];
  };
  readonly output: readonly {
    readonly atMs: number;
    readonly stream: 'out' | 'err';
    readonly text: string;
    readonly lane: number;
    readonly line?: CodeLine;
  }[];
}

/** One run of one scenario on one engine. */
export class Trace {
  /**
   * One row an attempt, in order of start. `task` is the place in the scenario's list, `outcome` in OUTCOMES.
   * `lastSegment` and `lastWait` are for `eachSegment`, `eachWait` and the cursors of `stretches.ts`. `by` is the row of the
   * span that let this attempt begin, since its attempt gave up the place or was the last dependency; -1 where there is none.
   */
  readonly spans = spanTable();

  /**
   * Stretches of spans as the task itself sees them, waits inside included. A stretch that is a span's only one, and fills it, has no
   * row here. `kind` is the place in SEGMENT_KINDS; `before` is the row of the stretch before, -1 for none.
   */
  readonly segments = segmentTable();

  /**
   * What spans waited for, before and inside them. A wait from submit to start that is a span's only one has no row here. `ms` may be
   * less than `end - start`, where a core was shared or turns were merged.
   */
  readonly waits = waitTable();

  /** Of spans with two waits, which fill the time from submit to start: these have no rows in `waits`. */
  readonly cuts = cutTable();

  /** Which task held the GIL, the loop or a core, or lay in a queue of the event loop. `of` is the place in TURN_RESOURCES. */
  readonly turns = turnTable();

  /** When the page's main thread was seen alive, a moment a row (measured runs only). */
  readonly beats = beatTable();

  /** The names of causes by their number in `waits`: those of the table (`wait-causes.ts`); then, once there is any, those of programs and any that a file brought. */
  causes: readonly CauseName[] = CAUSE_NAMES;

  /** Attempts that were handed over and have not begun; in a run that is over, those that never began. */
  queued: readonly Queued[] = [];

  /** Whether `spans.at.by` was recorded; files made elsewhere have no such thing. */
  knowsCauses = false;

  /** By lane: the machine that it is on, where there are several; 0 where nothing is said. */
  hostOfLane: number[] | undefined;

  facts: Facts = {};
  /** Only of the user's own programs. */
  program: ProgramNotes | undefined;
  /** The last time of the run; NaN while it goes on. */
  totalMs = Number.NaN;
  /** In a run under way: the time up to which the picture is true. */
  nowMs = Number.NaN;
  /** Recordings: `totalMs` of each repeat. */
  repeatsTotalMs: readonly number[] | undefined;

  constructor(
    readonly source: Source,
    readonly engine: string,
    readonly machine: Machine,
    readonly scenario: Scenario,
    readonly engineVersion: string | undefined = undefined,
  ) {}

  /** Makes room for so many spans at once, where their number is known. */
  reserve(spans: number): void {
    this.spans.reserve(spans);
    const share = () => Math.min(1, this.spans.length / spans);
    for (const table of [this.segments, this.waits, this.cuts, this.turns]) table.growBy(share);
  }

  /** The number of a cause in this trace; a name that is new to it gets the next number. */
  numberOf(cause: CauseName): number {
    const number = this.causes.indexOf(cause);
    if (number >= 0) return number;
    if (this.causes.length < ALL_CAUSE_NAMES.length) {
      this.causes = ALL_CAUSE_NAMES;
      return this.numberOf(cause);
    }
    this.causes = [...this.causes, cause];
    return this.causes.length - 1;
  }

  /** Gives back the room that is not used, once nothing will be added. */
  trim(): void {
    for (const table of [this.spans, this.segments, this.waits, this.cuts, this.turns, this.beats]) table.trim();
  }

  /** Bytes that all columns take. */
  get byteLength(): number {
    const { spans, segments, waits, cuts, turns, beats } = this;
    const stretches = segments.byteLength + waits.byteLength + cuts.byteLength;
    return spans.byteLength + stretches + turns.byteLength + beats.byteLength;
  }

  /** Adds a span that begins now and gives its row. */
  begin(task: number, lane: number, attempt: number, submit: number, start: number): number {
    if (attempt > 255 && this.spans.at.attempt instanceof Uint8Array) this.spans.widen('attempt', Uint16Array);
    const row = this.spans.append();
    const { at } = this.spans;
    at.task[row] = task;
    at.lane[row] = lane;
    at.attempt[row] = attempt;
    at.outcome[row] = RUNNING;
    at.submit[row] = submit;
    at.start[row] = start;
    at.end[row] = Number.NaN;
    at.yielded[row] = Number.NaN;
    at.lastSegment[row] = NONE;
    at.lastWait[row] = NONE;
    at.by[row] = -1;
    return row;
  }

  /** Says that the span has one stretch, which begins and ends with it. */
  fillWith(span: number, kind: number): void {
    this.spans.at.lastSegment[span] = only(kind);
  }

  /** Adds a stretch to a span and gives its row, so that an open one (`end` NaN) can be closed later. */
  addSegment(span: number, kind: number, start: number, end: number): number {
    const row = this.segments.append();
    const { at } = this.segments;
    at.kind[row] = kind;
    at.start[row] = start;
    at.end[row] = end;
    at.before[row] = this.spans.at.lastSegment[span]!;
    this.spans.at.lastSegment[span] = row;
    return row;
  }

  /** Adds a wait to a span. Waits of one span are added in order of time and do not overlap. */
  addWait(span: number, cause: number, start: number, end: number, ms: number): void {
    const { at } = this.spans;
    const last = at.lastWait[span]!;
    if (last === NONE && start === at.submit[span] && end === at.start[span] && ms === end - start)
      at.lastWait[span] = only(cause);
    else this.#addWait(span, cause, start, end, ms, this.#lastWait(span));
  }

  /** From its submit to its start the span, which has no wait yet, waited for `before`, then, from `at` (ms) on, for `after`. */
  addCutWait(span: number, before: number, at: number, after: number): void {
    const row = this.cuts.append();
    const { cuts } = this;
    cuts.at.at[row] = at;
    cuts.at.before[row] = before;
    cuts.at.after[row] = after;
    this.spans.at.lastWait[span] = cutIn(row);
  }

  /** `addWait`, inside the span and all of it waiting; joined to the wait before if it goes on with the same cause. */
  goOnWaiting(span: number, cause: number, start: number, end: number): void {
    if (!this.#endsWith(span, cause, start)) {
      this.#addWait(span, cause, start, end, end - start, this.#lastWait(span));
      return;
    }
    const row = this.#lastWait(span);
    const { at } = this.waits;
    at.end[row] = end;
    at.ms[row] = end - at.start[row]!;
  }

  /** Whether the last wait of the span was for this and lasted until then, without a gap. */
  #endsWith(span: number, cause: number, ms: number): boolean {
    const last = this.spans.at.lastWait[span]!;
    if (last === NONE) return false;
    if (last <= CUT) return this.cuts.at.after[cutIn(last)] === cause && this.spans.at.start[span] === ms;
    if (last < NONE) return last === only(cause) && this.spans.at.start[span] === ms;
    const { at } = this.waits;
    return at.cause[last] === cause && at.end[last] === ms && at.ms[last] === ms - at.start[last]!;
  }

  /** The row of the span's last wait, which gets one if it had none. */
  #lastWait(span: number): number {
    const { submit, start, lastWait } = this.spans.at;
    const last = lastWait[span]!;
    if (last >= NONE) return last;
    const [from, to] = [submit[span]!, start[span]!];
    if (last <= CUT) {
      const row = cutIn(last);
      const { at, before, after } = this.cuts.at;
      const first = this.#addWait(span, before[row]!, from, at[row]!, at[row]! - from, NONE);
      return this.#addWait(span, after[row]!, at[row]!, to, to - at[row]!, first);
    }
    return this.#addWait(span, only(last), from, to, to - from, NONE);
  }

  #addWait(span: number, cause: number, start: number, end: number, ms: number, before: number): number {
    const row = this.waits.append();
    const { at } = this.waits;
    at.cause[row] = cause;
    at.start[row] = start;
    at.end[row] = end;
    at.ms[row] = ms;
    at.before[row] = before;
    return (this.spans.at.lastWait[span] = row);
  }

  /** Visits the stretches of a span, the latest first. `end` is NaN while a stretch goes on. */
  eachSegment(span: number, visit: (kind: number, start: number, end: number) => void): void {
    const segment = new SegmentCursor().of(this, span);
    while (segment.next()) visit(segment.kind, segment.start, segment.end);
  }

  /** Visits the waits of a span, the latest first. */
  eachWait(span: number, visit: (cause: number, start: number, end: number, ms: number) => void): void {
    const wait = new WaitCursor().of(this, span);
    while (wait.next()) visit(wait.cause, wait.start, wait.end, wait.ms);
  }

  addTurn(of: number, task: number, lane: number, start: number, end: number): void {
    const row = this.turns.append();
    const { at } = this.turns;
    at.of[row] = of;
    at.task[row] = task;
    at.lane[row] = lane;
    at.start[row] = start;
    at.end[row] = end;
  }

  addBeat(atMs: number): void {
    const row = this.beats.append();
    this.beats.at.at[row] = atMs;
  }
}

const RUNNING = OUTCOMES.indexOf('running');
