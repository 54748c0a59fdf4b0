/** All that the section of one engine is drawn from: its traces, indexed. Brought up to date at most once a frame. */
import type { EngineFacts } from '../../../engines/facts.ts';
import type { Look } from '../../../store/state/state.ts';
import type { ProgramShown } from '../../../store/traces/program-record.ts';
import type { Shown } from '../../../store/traces/registry.ts';
import { makespanOf } from '../../../trace/ends.ts';
import { RowsByTask } from '../../../trace/rows-by-task.ts';
import type { Trace } from '../../../trace/trace.ts';
import { machineName } from '../../words/machine-name.ts';
import type { Found } from './found.ts';
import { LaneIndex } from './lane-index.ts';
import { LaneSlots, slotsOf, type TaskGroup } from './lane-order.ts';
import type { RowData, RowWork, SectionTraces } from './row-data.ts';
import { SLICE, type Slices, whole } from './slices.ts';
import { traceEnd } from './trace-end.ts';

/** What rows are drawn from cannot grow span by span. Up to this many spans it is worked out in every frame, above four times a second. */
const SMALL = 5000;
const LARGE_EVERY_MS = 250;
/** New traces with more spans than this (both traces together) are taken in bit by bit. Until then what was there before stays drawn. */
const SLICED = 4000;

/** How lanes are put in order, as the store has it. */
export type Arranged = Pick<Look, 'groups' | 'laneOrder' | 'laneChoice'>;
const AS_NUMBERED: Arranged = { groups: {}, laneOrder: 'number', laneChoice: {} };

/** The name of a group of tasks among the sections that can be opened and collapsed. */
export const groupId = (engine: string, group: string): string => `${engine}/${group}`;

/** New traces that are being taken in. */
interface Taking {
  readonly predicted: Trace | undefined;
  readonly measured: Trace | undefined;
  readonly work: Slices<() => void>;
  /** Has the new traces drawn; there once all of them is taken in. */
  show?: () => void;
}

export class Picture {
  predicted: LaneIndex | undefined;
  measured: LaneIndex | undefined;
  /** The spans of the prediction, each in the lane where the measured one really ran; in its own lane where nothing was measured. */
  outlines: LaneIndex | undefined;
  /** The last run, of another scenario than the rest of the picture; undefined where it is not drawn. */
  last: LaneIndex | undefined;
  /** The section is drawn this much later (ms) than its own clock says. */
  shiftMs = 0;
  /** The section over it. */
  above: Picture | undefined;
  /** Of the user's own program: what it told beside its trace. */
  program: ProgramShown | undefined;
  /** Prepares a new index so that its first frame is fast; there once that module is loaded. */
  prepare: ((index: LaneIndex) => Slices<void>) | undefined;
  /** Asks for another frame, once what is being loaded is there. */
  again: (() => void) | undefined;
  /** How many lanes there are, and the slots in which they stand. */
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
  #taking: Taking | undefined;

  /** What rows are drawn from; several rows may share one. */
  readonly #rowData: readonly RowData<unknown>[];
  #data = new Map<RowData<unknown>, unknown>();
  /** Those whose work is being loaded. */
  readonly #missing = new Set<RowData<unknown>>();

  constructor(
    readonly engine: EngineFacts,
    rowData: Iterable<RowData<unknown>>,
  ) {
    this.#rowData = [...new Set(rowData)];
  }

  /** What a row is drawn from. */
  of<Data>(row: RowData<Data>): Data {
    return this.#data.has(row) ? (this.#data.get(row) as Data) : row.none;
  }

  /** The trace that bars are drawn from, else the prediction's. */
  get main(): LaneIndex | undefined {
    return this.measured ?? this.predicted;
  }

  /** What is drawn is only predicted: outlines and thin marks. */
  get hollow(): boolean {
    return (this.main?.trace.source ?? 'predicted') === 'predicted';
  }

  get live(): boolean {
    return this.measured !== undefined && Number.isNaN(this.measured.trace.totalMs);
  }

  /** New traces are being taken in; until they are, what was there before is drawn. */
  get pending(): boolean {
    return this.#taking !== undefined;
  }

  /** Takes in what has changed. `clockMs` paces the slow parts. At `untilMs` (by `performance.now()`) large new traces wait for the next frame. */
  refresh(shown: Shown, clockMs: number, look: Arranged = AS_NUMBERED, untilMs = Number.POSITIVE_INFINITY): void {
    const { predicted, measured, shiftMs = 0 } = shown;
    this.shiftMs = shiftMs;
    this.program = shown.program;
    if (this.predicted?.trace === predicted && this.measured?.trace === measured) {
      this.#taking = undefined;
    } else {
      const old = this.#taking;
      if (!old || old.predicted !== predicted || old.measured !== measured) {
        this.#taking = { predicted, measured, work: this.#take(predicted, measured, clockMs) };
      }
      if (!this.advance(untilMs)) {
        this.#arrange(look, clockMs);
        return;
      }
      this.#taking!.show!();
      this.#taking = undefined;
    }
    if (this.#missing.size > 0) this.#takeMissing();
    this.measured?.refresh();
    if (this.last?.trace !== shown.last) this.last = shown.last && new LaneIndex(shown.last);
    const endMs = this.program?.endMs ?? traceEnd(predicted, measured);
    this.endMs = Math.max(endMs, shown.last ? makespanOf(shown.last) : 0);
    this.#slow(clockMs);
    const ofTasks = this.engine.lanes.perTask ? (measured ?? predicted)?.scenario.tasks.length : 0;
    const drawn = [this.predicted, this.measured, this.last].map((index) => index?.lanes.length ?? 0);
    this.lanes = Math.max(ofTasks ?? 0, ...drawn);
    this.#arrange(look, clockMs);
  }

  /** Goes on with taking in; what is drawn stays as it is. Gives whether the next `refresh` will have the new traces drawn. */
  advance(untilMs: number): boolean {
    const taking = this.#taking;
    if (!taking) return false;
    const { predicted, measured, work } = taking;
    const spans = (predicted?.spans.length ?? 0) + (measured?.spans.length ?? 0);
    while (!taking.show) {
      const { done, value } = work.next();
      if (done) taking.show = value;
      else if (spans > SLICED && performance.now() >= untilMs) return false;
    }
    return true;
  }

  /** The row of an attempt in the trace that is drawn, or -1. */
  rowOf(task: number, attempt: number): number {
    return this.#rows ? this.#rows.of(task, attempt) : this.predictedRow(task, attempt);
  }

  /** The row of an attempt in the prediction, or -1. */
  predictedRow(task: number, attempt: number): number {
    return this.#predictedRows?.of(task, attempt) ?? -1;
  }

  /** The row of the span whose end let the span of `row` begin, or -1. Only what was recorded counts. */
  giverOf(row: number): number {
    return this.main && row >= 0 ? this.main.trace.spans.at.by[row]! : -1;
  }

  /** Takes in new traces in slices. Gives a function that has all of them drawn at once. */
  *#take(predicted: Trace | undefined, measured: Trace | undefined, clockMs: number): Slices<() => void> {
    const trace = measured ?? predicted;
    const spans = trace?.spans.length ?? 0;
    const isLive = measured !== undefined && Number.isNaN(measured.totalMs);
    const old = { predicted: this.predicted, measured: this.measured };
    let [predictedIndex, predictedRows] = [old.predicted, this.#predictedRows];
    if (old.predicted?.trace !== predicted) {
      predictedIndex = predicted && (yield* LaneIndex.of(predicted));
      predictedRows = predicted && new RowsByTask(predicted);
    }
    let [index, rows] = [old.measured, this.#rows];
    if (old.measured?.trace !== measured) {
      index = measured && (yield* LaneIndex.of(measured));
      rows = measured && new RowsByTask(measured);
    }
    const main = index ?? predictedIndex;
    if (this.prepare && main && spans > SLICED) yield* this.prepare(main);
    if (rows) yield* rows.take(SLICE);
    const placed = rows?.seen ?? -1;
    const outlines = predicted && rows ? yield* LaneIndex.of(predicted, lanesIn(predicted, rows)) : predictedIndex;
    const traces: SectionTraces = { engine: this.engine, predicted, measured, measuredRows: rows };
    const data = new Map<RowData<unknown>, unknown>();
    for (const row of this.#rowData) data.set(row, yield* this.#dataOf(row, traces));
    return () => {
      if (old.measured?.trace !== measured || (!measured && old.predicted?.trace !== predicted)) this.found = undefined;
      this.predicted = predictedIndex;
      this.measured = index;
      this.outlines = outlines;
      this.#data = data;
      this.#predictedRows = predictedRows;
      this.#rows = rows;
      this.#placed = placed;
      this.#wasLive = isLive;
      this.#slowAtMs = clockMs;
      this.#slowSpans = spans;
    };
  }

  /** Works out anew what cannot grow span by span, while a run goes on and once when it is over. */
  #slow(clockMs: number): void {
    const { measured } = this;
    const { length } = this.main?.trace.spans ?? { length: 0 };
    const over = this.#wasLive && !this.live;
    if (!measured || (!over && !this.live && length === this.#slowSpans)) return;
    if (!over && length > SMALL && clockMs < this.#slowAtMs + LARGE_EVERY_MS) return;
    const { trace } = measured;
    this.#wasLive = this.live;
    this.#slowAtMs = clockMs;
    this.#slowSpans = length;
    this.#placeOutlines();
    const predicted = this.predicted?.trace;
    const traces: SectionTraces = {
      engine: this.engine,
      predicted,
      measured: trace,
      measuredRows: this.#rows,
    };
    for (const row of this.#rowData) {
      const work = this.#workOf(row);
      if (work?.grow) this.#data.set(row, work.grow(traces, this.of(row)));
    }
  }

  /** What works out a row's data; undefined where the engine has none, or it is still to be loaded. */
  #workOf<Data>(row: RowData<Data>): RowWork<Data> | undefined {
    if (!('work' in row)) return row;
    return row.has(this.engine) ? row.work.now : undefined;
  }

  *#dataOf(row: RowData<unknown>, traces: SectionTraces): Slices<unknown> {
    const work = this.#workOf(row);
    if (work) {
      this.#missing.delete(row);
      return yield* work.load(traces);
    }
    if ('work' in row && row.has(this.engine)) {
      this.#missing.add(row);
      row.work.get(this.again);
    }
    return row.none;
  }

  /** Works out what was still to be loaded when the traces were taken in. */
  #takeMissing(): void {
    for (const row of this.#missing) {
      if (!this.#workOf(row)) continue;
      const { predicted, measured } = this;
      const traces = { predicted: predicted?.trace, measured: measured?.trace, measuredRows: this.#rows };
      this.#data.set(row, whole(this.#dataOf(row, { engine: this.engine, ...traces })));
    }
  }

  #placeOutlines(): void {
    const rows = this.#rows!;
    if (!this.predicted || rows.seen === this.#placed) return;
    this.#placed = rows.seen;
    const { trace } = this.predicted;
    this.outlines = new LaneIndex(trace, lanesIn(trace, rows));
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
        const open = look.groups[groupId(this.engine.id, group.name)] ?? (group.host === undefined ? undefined : true);
        return open === undefined ? [] : [{ ...group, collapsed: !open }];
      }),
    });
  }

  /** How many lanes the user has hidden. */
  get hiddenLanes(): number {
    const hidden = this.#asked?.look.laneChoice[this.engine.id]?.hidden;
    return hidden ? new Set(hidden.filter((lane) => lane < this.lanes)).size : 0;
  }

  /** The groups of tasks, in engines where each task has a lane of its own; else the machines, where there are several. */
  get groups(): readonly Omit<TaskGroup, 'collapsed'>[] {
    const known = this.main?.trace.hostOfLane;
    if (known?.some(Boolean)) {
      // The first machine is not told.
      const hosts = Array.from({ length: this.lanes }, (_, lane) => known[lane] ?? 0);
      return [...new Set(hosts)]
        .sort((a, b) => a - b)
        .map((host) => ({
          name: machineName(this.engine, host, this.main?.trace),
          host,
          lanes: hosts.flatMap((at, lane) => (at === host ? lane : [])),
        }));
    }
    const tasks = this.main?.trace.scenario.tasks;
    if (!this.engine.lanes.perTask || !tasks) return [];
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

/** The lane in which the attempt of a predicted row really ran; the predicted lane where it has not run. */
function lanesIn(predicted: Trace, rows: RowsByTask): (row: number) => number {
  const { task, attempt, lane } = predicted.spans.at;
  const lanes = rows.trace.spans.at.lane;
  return (row) => {
    const measured = rows.of(task[row]!, attempt[row]!);
    return measured < 0 ? lane[row]! : lanes[measured]!;
  };
}
