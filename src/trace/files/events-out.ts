/**
 * Chrome's trace events, out, by the rules that Perfetto keeps to: ids of processes and threads are whole numbers above 0 with
 * names and places; X only where slices of one thread nest (Perfetto drops those that overlap in part), everything else as
 * async b and e with an id of its own; times in microseconds, whole nanoseconds, so that rounding makes no overlap; a
 * hand-over is a flow whose ends lie inside the two slices.
 *
 * The run is one process, each lane a thread: a task is a slice with its segments and the waits inside them below it; waits before
 * its start are async, since the lane then has another task. What is no event stands in `otherData`, so that we read it back.
 */
import { inOrder } from '../order.ts';
import { Table } from '../table.ts';
import { type Trace, TURN_RESOURCES } from '../trace.ts';
import { spanFile } from './trace-file.ts';
import { headText } from './trace-out.ts';

export interface EventsOptions {
  /** The process's name. */
  readonly title: string;
  readonly laneName: (lane: number) => string;
  /** How many tasks run and wait, as a counter. */
  readonly counters?: boolean;
  /** Members that others may ignore. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

const PIECE = 1 << 16;
const PID = 1;
/** A thread whose id is its process's would be taken for the main thread. */
const FIRST_TID = 2;
/** A flow leaves its slice so long before the slice ends (ns). */
const BEFORE_END = 1000;

const SPAN = 0;
const SEGMENT = 1;
const WAIT = 2;
const TURN = 3;

/** Text of the whole file, in pieces. */
export function* eventsText(trace: Trace, options: EventsOptions): Generator<string> {
  yield '{"otherData":';
  yield* headText(trace, options.beside ?? {});
  yield '},"displayTimeUnit":"ms","traceEvents":[\n';
  let text = '';
  let first = true;
  for (const event of events(trace, options)) {
    text += (first ? '' : ',\n') + JSON.stringify(event);
    first = false;
    if (text.length > PIECE) {
      yield text;
      text = '';
    }
  }
  yield `${text}\n]}\n`;
}

type Event = Record<string, unknown>;

function* events(trace: Trace, options: EventsOptions): Generator<Event> {
  const rows = inOrder(trace);
  let lanes = 0;
  for (const row of rows) lanes = Math.max(lanes, trace.spans.at.lane[row]! + 1);
  yield* metadata(trace, options, lanes);
  const slices = slicesOf(trace, rows, lanes);
  const asyncs = overlapping(slices);
  const nested = nestedSpans(trace, slices, asyncs, rows);
  const { at } = slices;
  let slice = 0;
  let id = 0;
  const emit = function* (cat: string, name: string, args: Event): Generator<Event> {
    const place = slice++;
    const [ts, end] = [at.start[place]!, at.end[place]!];
    const common = { cat, name, pid: PID, tid: at.thread[place]! + FIRST_TID };
    if (asyncs[place] === 0) {
      yield { ph: 'X', ...common, ts: ts / 1000, dur: (end - ts) / 1000, args };
      return;
    }
    const own = `0x${(++id).toString(16)}`;
    yield { ph: 'b', ...common, id: own, ts: ts / 1000, args };
    yield { ph: 'e', ...common, id: own, ts: end / 1000 };
  };
  let flow = 0;
  for (const row of rows) {
    const { segments, waits = [], start: _, end: __, lane, task, attempt, ...rest } = spanFile(trace, row);
    const name = attempt > 1 ? `${task}·${attempt}` : task;
    yield* emit('task', name, { task, lane, attempt, ...rest });
    const tied = flowOf(trace, row, nested);
    if (tied) {
      flow++;
      const common = { cat: 'hand-over', name: 'hands over', id: flow, pid: PID };
      yield { ph: 's', ...common, tid: trace.spans.at.lane[tied.by]! + FIRST_TID, ts: tied.fromNs / 1000 };
      yield { ph: 'f', bp: 'e', ...common, tid: lane + FIRST_TID, ts: tied.toNs / 1000 };
    }
    for (const { kind } of segments) yield* emit('segment', kind, { kind });
    for (const wait of waits) yield* emit('wait', `waits for ${wait.for}`, { for: wait.for, ms: wait.ms });
  }
  const { tasks } = trace.scenario;
  const turns = trace.turns.at;
  for (let row = 0; row < trace.turns.length; row++) {
    const task = turns.task[row]!;
    const id = task < 0 ? null : tasks[task]!.id;
    yield* emit('turn', id ?? 'caller', { of: TURN_RESOURCES[turns.of[row]!]!, task: id, lane: turns.lane[row]! });
  }
  if (options.counters) yield* counters(trace);
}

function* metadata(trace: Trace, options: EventsOptions, lanes: number): Generator<Event> {
  yield { ph: 'M', name: 'process_name', pid: PID, tid: 0, args: { name: options.title } };
  yield { ph: 'M', name: 'process_sort_index', pid: PID, tid: 0, args: { sort_index: 0 } };
  const thread = function* (number: number, name: string): Generator<Event> {
    const tid = number + FIRST_TID;
    yield { ph: 'M', name: 'thread_name', pid: PID, tid, args: { name } };
    yield { ph: 'M', name: 'thread_sort_index', pid: PID, tid, args: { sort_index: number } };
  };
  for (let lane = 0; lane < lanes; lane++) yield* thread(lane, options.laneName(lane));
  const resources = new Set(trace.turns.at.of.subarray(0, trace.turns.length));
  for (const of of [...resources].sort()) yield* thread(lanes + of, `who has the ${TURN_RESOURCES[of]!}`);
}

/** All that has a length, in the order in which it is written; times in whole ns. `thread`: the lane, or behind the lanes. */
function slicesOf(trace: Trace, rows: Uint32Array, lanes: number) {
  const slices = new Table({ thread: Int32Array, kind: Uint8Array, start: Float64Array, end: Float64Array });
  const add = (thread: number, kind: number, start: number, end: number) => {
    const place = slices.append();
    const { at } = slices;
    at.thread[place] = thread;
    at.kind[place] = kind;
    at.start[place] = nsOf(start);
    at.end[place] = Math.max(nsOf(end), at.start[place]!);
  };
  const nowMs = Number.isNaN(trace.nowMs) ? trace.totalMs : trace.nowMs;
  for (const row of rows) {
    const { lane, start, end, segments, waits = [] } = spanFile(trace, row);
    add(lane, SPAN, start, end ?? (Number.isNaN(nowMs) ? start : Math.max(nowMs, start)));
    for (const segment of segments) add(lane, SEGMENT, segment.start, segment.end);
    // Before its start the lane has others: such a wait is never a slice of the thread.
    for (const wait of waits) add(lane, wait.start < start ? WAIT : SEGMENT, wait.start, wait.end);
  }
  const turns = trace.turns.at;
  for (let row = 0; row < trace.turns.length; row++)
    add(lanes + turns.of[row]!, TURN, turns.start[row]!, turns.end[row]!);
  return slices;
}

/** Which slices must be async (1), since they overlap in part with one that is not. */
function overlapping({ at, length }: ReturnType<typeof slicesOf>): Uint8Array {
  const asyncs = new Uint8Array(length);
  const { thread, kind, start, end } = at;
  const order = Uint32Array.from({ length }, (_, place) => place);
  order.sort(
    (a, b) => thread[a]! - thread[b]! || start[a]! - start[b]! || end[b]! - end[a]! || kind[a]! - kind[b]! || a - b,
  );
  let open: number[] = [];
  let last = -1;
  for (const place of order) {
    if (kind[place] === WAIT) {
      asyncs[place] = 1;
      continue;
    }
    if (thread[place] !== last) open = [];
    last = thread[place]!;
    while (open.length > 0 && end[open.at(-1)!]! <= start[place]!) open.pop();
    const around = open.at(-1);
    if (around !== undefined && end[place]! > end[around]!) asyncs[place] = 1;
    else open.push(place);
  }
  return asyncs;
}

interface NestedSpans {
  /** By row: 1 where the span is a slice of its thread. */
  readonly isSlice: Uint8Array;
  readonly startNs: Float64Array;
  readonly endNs: Float64Array;
}

function nestedSpans(
  trace: Trace,
  { at, length }: ReturnType<typeof slicesOf>,
  asyncs: Uint8Array,
  rows: Uint32Array,
): NestedSpans {
  const spans = trace.spans.length;
  const nested = { isSlice: new Uint8Array(spans), startNs: new Float64Array(spans), endNs: new Float64Array(spans) };
  let i = 0;
  for (let place = 0; place < length; place++) {
    if (at.kind[place] !== SPAN) continue;
    const row = rows[i++]!;
    nested.isSlice[row] = 1 - asyncs[place]!;
    nested.startNs[row] = at.start[place]!;
    nested.endNs[row] = at.end[place]!;
  }
  return nested;
}

/** The flow into a span: it leaves just before the giver's end and arrives at the start. Only between slices of threads. */
function flowOf(trace: Trace, row: number, { isSlice, startNs, endNs }: NestedSpans) {
  const by = trace.knowsCauses ? trace.spans.at.by[row]! : -1;
  if (by < 0 || isSlice[row] === 0 || isSlice[by] === 0) return undefined;
  const toNs = startNs[row]!;
  const length = endNs[by]! - startNs[by]!;
  const fromNs = Math.min(endNs[by]! - Math.min(BEFORE_END, Math.ceil(length / 2)), toNs);
  return fromNs >= startNs[by]! ? { by, fromNs, toNs } : undefined;
}

/** How many tasks run, and how many handed over have not begun, at each change. */
function* counters({ spans, nowMs, totalMs }: Trace): Generator<Event> {
  const changes: [ns: number, running: number, waiting: number][] = [];
  const { submit, start, end } = spans.at;
  for (let row = 0; row < spans.length; row++) {
    if (!Number.isNaN(submit[row]!)) changes.push([nsOf(submit[row]!), 0, 1], [nsOf(start[row]!), 0, -1]);
    const until = [end[row]!, nowMs, totalMs].find((ms) => !Number.isNaN(ms)) ?? start[row]!;
    changes.push([nsOf(start[row]!), 1, 0], [nsOf(until), -1, 0]);
  }
  changes.sort((a, b) => a[0] - b[0]);
  let [running, waiting] = [0, 0];
  for (const [i, [ns, more, waits]] of changes.entries()) {
    running += more;
    waiting += waits;
    if (changes[i + 1]?.[0] === ns) continue;
    yield { ph: 'C', name: 'tasks', pid: PID, tid: 0, ts: ns / 1000, args: { running, waiting } };
  }
}

const nsOf = (ms: number): number => Math.round(ms * 1e6);
