/** All that one engine's section is drawn from: its traces, indexed. Brought up to date at most once a frame. */
import type { Engine } from '../../engines/engine.ts';
import type { Shown } from '../../store/registry.ts';
import type { Look } from '../../store/state.ts';
import type { Trace } from '../../trace/trace.ts';
import { Emphasis, type Found } from './emphasis.ts';
import { LaneIndex } from './lane-index.ts';
import { LaneSlots, slotsOf, type TaskGroup } from './lane-order.ts';
import type { LoopRows } from './layout.ts';
import { type LoopQueues, loopQueuesOf } from './loop-queues.ts';
import { NO_QUEUE, type Queue, queueOf } from './queue.ts';
import { countResults, NO_RESULTS, type Results, resultsOf } from './results.ts';
import { RowsByTask } from './rows-by-task.ts';
import { predictedStops, type Stop, stopsBetweenBeats } from './stops.ts';

/** Up to so many spans, what cannot grow row by row is made anew every frame; above, four times a second. */
const SMALL = 5000;
const LARGE_EVERY_MS = 250;
/** A wait for a place shorter than this share of the run has no line of its own in the queue row. */
const LEAST_QUEUEING = 1 / 100;

/** How lanes are put in order, as the store has it. */
export type Arranged = Pick<Look, 'groups' | 'laneOrder' | 'laneChoice'>;
const AS_NUMBERED: Arranged = { groups: {}, laneOrder: 'number', laneChoice: {} };

/** The name of a group of tasks among the sections that can be opened and collapsed. */
export const groupId = (engine: string, group: string): string => `${engine}/${group}`;

export class Picture {
  readonly emphasis = new Emphasis();
  predicted: LaneIndex | undefined;
  measured: LaneIndex | undefined;
  /** The prediction's spans, in the lanes where the measured ones really ran; in their own where there are none, or of another scenario. */
  outlines: LaneIndex | undefined;
  queue: Queue = NO_QUEUE;
  stops: readonly Stop[] = [];
  /** When results reach the caller, in the drawn trace and, beside a run, in the prediction. */
  results: Results = NO_RESULTS;
  predictedResults: Results = NO_RESULTS;
  /** The event loop's own queues, where the engine tells them. */
  loop: LoopQueues | undefined;
  stale = false;
  /** So much later (ms) than its own clock it is drawn. */
  shiftMs = 0;
  /** Lanes that there are, and the rows in which they stand. */
  lanes = 0;
  slots = new LaneSlots(0);
  /** What a search has found in the drawn trace; undefined: nothing is searched for. */
  found: Found | undefined;
  endMs = 0;
  #rows: RowsByTask | undefined;
  #predictedRows: RowsByTask | undefined;
  #placed = -1;
  #groups: { readonly tasks: unknown; readonly all: readonly Omit<TaskGroup, 'collapsed'>[] } | undefined;
  #asked: { readonly lanes: number; readonly spans: number; readonly look: Arranged } | undefined;
  #slowAtMs = Number.NEGATIVE_INFINITY;
  #slowSpans = -1;
  #wasLive = false;
  #predictedQueueRows = 0;
  #predictedQueueMode: Queue['mode'] = 'none';

  #predictedLoop: LoopQueues | undefined;

  constructor(readonly engine: Engine) {}

  /** The trace that bars are drawn from, else the prediction's. */
  get main(): LaneIndex | undefined {
    return this.measured ?? this.predicted;
  }

  get live(): boolean {
    return this.measured !== undefined && Number.isNaN(this.measured.trace.totalMs);
  }

  /** Rows that the queue needs: as many as predicted, so that nothing jumps when the run begins. */
  get queueRoom(): { readonly rows: number; readonly mode: Queue['mode'] } {
    const own = this.queue;
    const [rows, mode] = [this.#predictedQueueRows, this.#predictedQueueMode];
    if (mode === 'none' || own.mode === 'lines') return mode === 'lines' && rows > own.rows ? { rows, mode } : own;
    return mode === 'lines' || rows > own.rows ? { rows, mode } : own;
  }

  /** A row of results is there where they do not just come as tasks end. */
  get hasResults(): boolean {
    return this.engine.family === 'python';
  }

  /** As many rows as predicted, or more. */
  get loopRoom(): LoopRows | undefined {
    if (!this.engine.tellsQueues) return undefined;
    const [own, predicted] = [this.loop, this.#predictedLoop];
    return {
      timer: Math.max(own?.timer.rows ?? 0, predicted?.timer.rows ?? 0),
      ready: Math.max(own?.ready.rows ?? 0, predicted?.ready.rows ?? 0),
    };
  }

  /** Takes in what has changed. `clockMs` only paces the slow parts. */
  refresh(shown: Shown, clockMs: number, look: Arranged = AS_NUMBERED): void {
    const { predicted, measured, stale, shiftMs = 0 } = shown;
    this.shiftMs = shiftMs;
    const anew =
      this.predicted?.trace !== predicted || this.measured?.trace !== measured || this.stale !== (stale ?? false);
    if (this.predicted?.trace !== predicted) {
      this.predicted = predicted && new LaneIndex(predicted);
      this.#predictedRows = predicted && new RowsByTask(predicted);
      if (!measured) this.found = undefined;
    }
    if (this.measured?.trace !== measured) {
      this.measured = measured && new LaneIndex(measured);
      this.#rows = measured && new RowsByTask(measured);
      this.found = undefined;
    }
    this.measured?.refresh();
    this.stale = stale ?? false;
    this.endMs = Math.max(lastTime(predicted) * 1.02, lastTime(measured));
    this.#slow(anew, clockMs);
    const ofTasks = this.engine.place.lane === 'task' ? (measured ?? predicted)?.scenario.tasks.length : 0;
    this.lanes = Math.max(ofTasks ?? 0, this.predicted?.lanes.length ?? 0, this.measured?.lanes.length ?? 0);
    this.#arrange(look, clockMs);
  }

  /** The row of an attempt in the trace that is drawn, or -1. */
  rowOf(task: number, attempt: number): number {
    return this.#rows ? this.#rows.of(task, attempt) : this.predictedRow(task, attempt);
  }

  /** The row of an attempt in the prediction, or -1. */
  predictedRow(task: number, attempt: number): number {
    return this.#predictedRows?.of(task, attempt) ?? -1;
  }

  /** The row of the span that gave way to `row`, or -1; only as recorded: who might have is for Why to guess, and to say so. */
  giverOf(row: number): number {
    return this.main && row >= 0 ? this.main.trace.spans.at.by[row]! : -1;
  }

  #slow(anew: boolean, clockMs: number): void {
    const main = this.main;
    if (!main) {
      this.queue = NO_QUEUE;
      this.stops = [];
      this.results = this.predictedResults = NO_RESULTS;
      this.loop = this.#predictedLoop = undefined;
      this.outlines = undefined;
      this.#predictedQueueMode = 'none';
      this.#predictedQueueRows = 0;
      return;
    }
    const { trace } = main;
    const over = this.#wasLive && !this.live;
    if (!anew && !over && !this.live && trace.spans.length === this.#slowSpans) return;
    if (!anew && !over && trace.spans.length > SMALL && clockMs - this.#slowAtMs < LARGE_EVERY_MS) return;
    this.#wasLive = this.live;
    this.#slowAtMs = clockMs;
    this.#slowSpans = trace.spans.length;
    if (this.measured) this.#placeOutlines(anew);
    // A prediction of something else has lanes of its own.
    if (!this.measured || this.stale) this.outlines = this.predicted;
    this.#queues(anew);
    if (this.hasResults) this.#placeResults(anew);
    if (this.engine.tellsQueues) this.#loops(anew);
    this.stops = this.measured ? stopsBetweenBeats(trace) : predictedStops(trace, this.engine);
  }

  #queues(anew: boolean): void {
    if (this.engine.place.lane === 'task') return;
    const leastMs = Math.max(this.endMs * LEAST_QUEUEING, 1e-6);
    if (anew) {
      const predicted = this.predicted ? queueOf(this.predicted.trace, leastMs) : NO_QUEUE;
      this.#predictedQueueRows = predicted.rows;
      this.#predictedQueueMode = predicted.mode;
      this.queue = predicted;
    }
    if (this.measured) this.queue = queueOf(this.measured.trace, leastMs);
  }

  #loops(anew: boolean): void {
    if (anew) this.#predictedLoop = this.predicted && loopQueuesOf(this.predicted.trace);
    this.loop = this.measured ? loopQueuesOf(this.measured.trace) : this.#predictedLoop;
  }

  #placeResults(anew: boolean): void {
    const { trace } = this.main!;
    if (!anew && countResults(trace) === this.results.rows.length) return;
    this.results = resultsOf(trace);
    if (!this.measured || !this.predicted) {
      this.predictedResults = NO_RESULTS;
      return;
    }
    const { task, attempt } = this.predicted.trace.spans.at;
    const { yielded } = trace.spans.at;
    this.predictedResults = resultsOf(this.predicted.trace, (row) => {
      // A run of another scenario says nothing about this prediction.
      const measured = this.stale ? -1 : this.rowOf(task[row]!, attempt[row]!);
      return measured < 0 ? Number.NaN : yielded[measured]!;
    });
  }

  #placeOutlines(anew: boolean): void {
    const { trace } = this.measured!;
    const rows = this.#rows!;
    if (!this.predicted || (!anew && rows.seen === this.#placed)) return;
    this.#placed = rows.seen;
    const { task, attempt, lane } = this.predicted.trace.spans.at;
    const lanes = trace.spans.at.lane;
    this.outlines = new LaneIndex(this.predicted.trace, (row) => {
      const measured = rows.of(task[row]!, attempt[row]!);
      return measured < 0 ? lane[row]! : lanes[measured]!;
    });
  }

  /** Puts the lanes in order, if anything that they are ordered by has changed. */
  #arrange(look: Arranged, clockMs: number): void {
    const spans = this.main?.trace.spans.length ?? 0;
    const { lanes } = this;
    const old = this.#asked;
    const same =
      old?.lanes === lanes &&
      old.look.laneOrder === look.laneOrder &&
      old.look.laneChoice === look.laneChoice &&
      old.look.groups === look.groups;
    const sorted = look.laneOrder !== 'number';
    if (same && (!sorted || old.spans === spans || clockMs < this.#slowAtMs + LARGE_EVERY_MS)) return;
    this.#asked = { lanes, spans, look };
    this.slots = slotsOf(lanes, this.main, {
      order: look.laneOrder,
      choice: look.laneChoice[this.engine.id],
      groups: this.groups.flatMap((group): TaskGroup[] => {
        const open = look.groups[groupId(this.engine.id, group.name)];
        return open === undefined ? [] : [{ ...group, collapsed: !open }];
      }),
    });
  }

  /** How many lanes the user has hidden. */
  get hiddenLanes(): number {
    const hidden = this.#asked?.look.laneChoice[this.engine.id]?.hidden;
    return hidden ? new Set(hidden.filter((lane) => lane < this.lanes)).size : 0;
  }

  /** Groups of tasks, where the lane is the task. */
  get groups(): readonly Omit<TaskGroup, 'collapsed'>[] {
    const tasks = this.main?.trace.scenario.tasks;
    if (this.engine.place.lane !== 'task' || !tasks) return [];
    if (this.#groups?.tasks === tasks) return this.#groups.all;
    const byName = new Map<string, number[]>();
    for (const [task, { group }] of tasks.entries()) {
      if (group === undefined) continue;
      const lanes = byName.get(group);
      if (lanes) lanes.push(task);
      else byName.set(group, [task]);
    }
    const all = [...byName].map(([name, lanes]) => ({ name, lanes }));
    this.#groups = { tasks, all };
    return all;
  }
}

/** The last time that a trace knows of. */
function lastTime(trace: Trace | undefined): number {
  if (!trace) return 0;
  if (!Number.isNaN(trace.totalMs)) return trace.totalMs;
  return Number.isNaN(trace.nowMs) ? 0 : trace.nowMs;
}
