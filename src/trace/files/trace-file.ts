/** `concurrency-trace/1`, the file form of a trace: plain objects, out. */
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario, SegmentKind } from '../../scenario/scenario.ts';
import { inOrder } from '../order.ts';
import {
  type Facts,
  OUTCOMES,
  type Outcome,
  type ProgramNotes,
  SEGMENT_KINDS,
  type Source,
  type Trace,
  TURN_RESOURCES,
  type TurnResource,
} from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';

export const FORMAT = 'concurrency-trace/1';

export interface SpanFile {
  task: string;
  lane: number;
  /** The machine on which it ran, where there are several. */
  host?: number;
  attempt: number;
  submit: number | null;
  start: number;
  end: number | null;
  yielded: number | null;
  outcome: Outcome;
  segments: { kind: SegmentKind; start: number; end: number }[];
  /** The attempt that let this span begin: it gave up the place, or was the last dependency. Only where `causes` is `recorded`. */
  gaveWay?: { task: string; attempt: number };
  waits?: { for: CauseName; start: number; end: number; ms: number }[];
}

/** What stands in every form of a trace but its spans. */
export interface TraceHead {
  format: typeof FORMAT;
  source: Source;
  engine: string;
  engineVersion?: string;
  machine: Machine;
  scenario: Scenario;
  totalMs: number | null;
  repeatsTotalMs?: readonly number[];
  facts: Facts;
  /** Each span names the attempt that let it begin. A span that names none did not have to wait for another attempt. */
  causes?: 'recorded';
}

export interface TraceFile extends TraceHead, Partial<ProgramNotes> {
  spans: SpanFile[];
  turns?: { of: TurnResource; task: string | null; lane: number; start: number; end: number }[];
}

/** Everything but the spans. */
export function traceHead(trace: Trace): TraceHead {
  return {
    format: FORMAT,
    source: trace.source,
    engine: trace.engine,
    ...(trace.engineVersion === undefined ? {} : { engineVersion: trace.engineVersion }),
    machine: trace.machine,
    scenario: trace.scenario,
    totalMs: known(trace.totalMs),
    ...(trace.repeatsTotalMs ? { repeatsTotalMs: trace.repeatsTotalMs } : {}),
    facts: { ...trace.facts },
    ...(trace.knowsCauses ? { causes: 'recorded' } : {}),
  };
}

/** The whole trace as an object of the file form. Times are ms, null where they are not known. */
export function traceFile(trace: Trace): TraceFile {
  const { tasks } = trace.scenario;
  const { turns } = trace;
  const file: TraceFile = { ...traceHead(trace), spans: [] };
  const rows = inOrder(trace);
  for (const row of rows) file.spans.push(spanFile(trace, row));
  if (trace.program) {
    const { lines, names, output } = trace.program;
    Object.assign(file, { lines: Array.from(rows, (row) => lines[row]!), names, output });
  }
  if (turns.length > 0) {
    file.turns = [];
    for (let row = 0; row < turns.length; row++) {
      const task = turns.at.task[row]!;
      file.turns.push({
        of: TURN_RESOURCES[turns.at.of[row]!]!,
        task: task < 0 ? null : tasks[task]!.id,
        lane: turns.at.lane[row]!,
        start: turns.at.start[row]!,
        end: turns.at.end[row]!,
      });
    }
  }
  return file;
}

/** One span. */
export function spanFile(trace: Trace, row: number): SpanFile {
  const { tasks } = trace.scenario;
  const { at } = trace.spans;
  const span: SpanFile = {
    task: tasks[at.task[row]!]!.id,
    lane: at.lane[row]!,
    attempt: at.attempt[row]!,
    submit: known(at.submit[row]!),
    start: at.start[row]!,
    end: known(at.end[row]!),
    yielded: known(at.yielded[row]!),
    outcome: OUTCOMES[at.outcome[row]!]!,
    segments: segmentsOf(trace, row),
  };
  if (trace.hostOfLane) span.host = trace.hostOfLane[span.lane] ?? 0;
  const by = at.by[row]!;
  if (by >= 0) span.gaveWay = { task: tasks[at.task[by]!]!.id, attempt: at.attempt[by]! };
  const waits = waitsOf(trace, row);
  if (waits.length > 0) span.waits = waits;
  return span;
}

/** The stretches of a span, in order of time; an open one ends at the span's end, or where the run stands. */
function segmentsOf(trace: Trace, span: number): SpanFile['segments'] {
  const list: SpanFile['segments'] = [];
  trace.eachSegment(span, (kind, start, until) => {
    const end = [until, trace.spans.at.end[span]!, trace.nowMs].find((ms) => !Number.isNaN(ms));
    list.push({ kind: SEGMENT_KINDS[kind]!, start, end: end ?? start });
  });
  return list.reverse();
}

function waitsOf(trace: Trace, span: number): NonNullable<SpanFile['waits']> {
  const list: NonNullable<SpanFile['waits']> = [];
  trace.eachWait(span, (cause, start, end, ms) => {
    list.push({ for: trace.causes[cause]!, start, end, ms });
  });
  return list.reverse();
}

const known = (ms: number): number | null => (Number.isNaN(ms) ? null : ms);
