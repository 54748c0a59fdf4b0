/**
 * Why a lane stood empty: each moment at which no attempt was on it, by what there was to do meanwhile. Times of lanes add
 * up: busy and idle, by cause, are lanes x makespan.
 */
import { upTo } from '../ascending.ts';
import { causeRow, kindOfCause } from '../cause.ts';
import { endOf, makespanOf } from '../life.ts';
import { inOrder } from '../order.ts';
import type { Trace } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';

/**
 * `start-up`: its worker was starting. `hand-over`: the next attempt was on its way (a message, the place passed on, the loop, the
 * GIL or a core to take it up). `queued`: attempts waited for a place, and yet it got none of them. `dependency`: all that had
 * been handed over waited for other tasks. `caller`: the caller had not handed over all tasks. `nothing`: nothing was queued.
 * `ended`: all attempts had ended; of a lane that is one task's, that task had.
 */
export const IDLE_CAUSES = ['start-up', 'hand-over', 'queued', 'dependency', 'caller', 'nothing', 'ended'] as const;
export type IdleCause = (typeof IDLE_CAUSES)[number];
const [START_UP, HAND_OVER, QUEUED, DEPENDENCY, CALLER, NOTHING, ENDED] = [0, 1, 2, 3, 4, 5, 6] as const;

export interface IdlePart {
  readonly why: IdleCause;
  readonly fromMs: number;
  readonly toMs: number;
}

/** An empty stretch of a lane. */
export interface Idle {
  readonly lane: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** What most of it was for. */
  readonly why: IdleCause;
  /** Why, moment by moment: they follow one another from `fromMs` to `toMs`. */
  readonly parts: readonly IdlePart[];
  /** The attempts on the lane before and after; -1 where there is none. */
  readonly before: number;
  readonly after: number;
  /** In the middle of the longest part: so many waited for a place, so many for other tasks. */
  readonly queued: number;
  readonly dependents: number;
  /** The tasks that those waited for and that had not ended, by their place in the list. */
  readonly waitingFor: readonly number[];
}

/** Where the time of all lanes went. */
export interface IdleSums {
  readonly lanes: number;
  readonly makespanMs: number;
  /** Lane time with an attempt on it (ms). */
  readonly busyMs: number;
  /** Lane time without, by cause (ms); causes that there were none of are left out. */
  readonly idleMs: Readonly<Partial<Record<IdleCause, number>>>;
}

/** Lanes that attempts were on: from 0 to the last. A pool may have had more: tell `lanes`. */
export function lanesOf(trace: Trace): number {
  return situationOf(trace).lanes;
}

/** The empty stretch of a lane at a moment; undefined where an attempt is on it, and outside the run. */
export function idleAt(trace: Trace, lane: number, ms: number): Idle | undefined {
  let found: Idle | undefined;
  eachGap(
    trace,
    (gap) => {
      if (gap.fromMs <= ms && ms < gap.toMs) found ??= told(trace, gap);
    },
    { lane },
  );
  return found;
}

/** All empty stretches of a lane in order of time. */
export function idleOf(trace: Trace, lane: number): Idle[] {
  const all: Idle[] = [];
  eachGap(trace, (gap) => all.push(told(trace, gap)), { lane });
  return all;
}

const sums = new WeakMap<Trace, IdleSums>();

/** @param lanes how many there were, if more than were used: those stood empty from 0 on */
export function idleByCause(trace: Trace, lanes = lanesOf(trace)): IdleSums {
  const known = sums.get(trace);
  if (known?.lanes === Math.max(lanes, lanesOf(trace))) return known;
  const found = sumsOf(trace, { lanes });
  if (!Number.isNaN(trace.totalMs)) sums.set(trace, found);
  return found;
}

/** The same of one lane. */
export function idleOfLane(trace: Trace, lane: number): IdleSums {
  return { ...sumsOf(trace, { lane }), lanes: 1 };
}

/** Empty time by cause in buckets of a time window: by cause (in the order of IDLE_CAUSES) the ms of each bucket. */
export function idleSeries(trace: Trace, fromMs: number, toMs: number, buckets: number): Float64Array[] {
  const series = IDLE_CAUSES.map(() => new Float64Array(buckets));
  const width = (toMs - fromMs) / buckets;
  if (!(width > 0)) return series;
  eachGap(trace, (gap) => {
    if (gap.toMs <= fromMs || gap.fromMs >= toMs) return;
    eachPart(trace, gap, (why, from, to) => {
      const first = Math.max(0, Math.floor((from - fromMs) / width));
      for (let i = first; i < buckets && fromMs + i * width < to; i++) {
        const ms = Math.min(to, fromMs + (i + 1) * width) - Math.max(from, fromMs + i * width);
        if (ms > 0) series[why]![i]! += ms;
      }
    });
  });
  return series;
}

function sumsOf(trace: Trace, which: Which): IdleSums {
  const byCause = new Float64Array(IDLE_CAUSES.length);
  const { lanes, makespanMs } = situationOf(trace);
  let idle = 0;
  const add = (why: number, from: number, to: number) => {
    byCause[why]! += to - from;
  };
  eachGap(
    trace,
    (gap) => {
      idle += gap.toMs - gap.fromMs;
      eachPart(trace, gap, add);
    },
    which,
  );
  const idleMs: Partial<Record<IdleCause, number>> = {};
  for (const [i, why] of IDLE_CAUSES.entries()) if (byCause[i]! > 0) idleMs[why] = byCause[i]!;
  const count = which.lane === undefined ? Math.max(lanes, which.lanes ?? 0) : 1;
  return { lanes: count, makespanMs, busyMs: count * makespanMs - idle, idleMs };
}

// ——— Gaps ———

/**
 * Times that are sums differ in their last digits (ms): a lane that is empty for so long is not empty. Whatever is longer has a moment
 * between its ends, at which it can be asked for.
 */
const roundingAt = (ms: number): number => Math.max(1e-9, Math.abs(ms) * 4 * Number.EPSILON);

/** Used again from gap to gap. */
interface Gap {
  lane: number;
  fromMs: number;
  toMs: number;
  before: number;
  after: number;
}

interface Which {
  readonly lane?: number;
  readonly lanes?: number;
}

/** Visits the empty stretches, of all lanes or one, each lane's in order of time. */
function eachGap(trace: Trace, visit: (gap: Gap) => void, which: Which = {}): void {
  const { order, lanes, makespanMs } = situationOf(trace);
  const { lane, start } = trace.spans.at;
  const count = Math.max(lanes, which.lanes ?? 0, (which.lane ?? -1) + 1);
  const busyTo = new Float64Array(count);
  const last = new Int32Array(count).fill(-1);
  const gap: Gap = { lane: 0, fromMs: 0, toMs: 0, before: -1, after: -1 };
  const tell = (on: number, toMs: number, after: number) => {
    if (!(toMs - busyTo[on]! > roundingAt(toMs))) return;
    gap.lane = on;
    gap.fromMs = busyTo[on]!;
    gap.toMs = toMs;
    gap.before = last[on]!;
    gap.after = after;
    visit(gap);
  };
  for (const row of order) {
    const on = lane[row]!;
    if (which.lane !== undefined && on !== which.lane) continue;
    tell(on, Math.min(start[row]!, makespanMs), row);
    const end = Math.min(endOf(trace, row), makespanMs);
    if (last[on]! >= 0 && end < busyTo[on]!) continue;
    busyTo[on] = Math.max(busyTo[on]!, end);
    last[on] = row;
  }
  for (let on = which.lane ?? 0; on <= (which.lane ?? count - 1); on++) tell(on, makespanMs, -1);
}

// ——— Why ———

/** What is known of a run at each moment. Counts are read off sorted starts and ends. */
interface Situation {
  readonly length: number;
  readonly nowMs: number;
  readonly makespanMs: number;
  readonly order: Uint32Array;
  readonly lanes: number;
  /** Each task has a lane of its own, numbered as the tasks are. */
  readonly laneIsTask: boolean;
  /** When the last attempt ended, and when the last task was first handed over (ms). */
  readonly lastEndMs: number;
  readonly lastSubmitMs: number;
  readonly queued: Crowd;
  readonly dependents: Crowd;
}

const situations = new WeakMap<Trace, Situation>();

function situationOf(trace: Trace): Situation {
  const { spans, totalMs, nowMs } = trace;
  const known = situations.get(trace);
  if (known?.length === spans.length && (!Number.isNaN(totalMs) || known.nowMs === nowMs)) return known;
  const found = lookAt(trace);
  situations.set(trace, found);
  return found;
}

function lookAt(trace: Trace): Situation {
  const { spans } = trace;
  const makespanMs = makespanOf(trace);
  let [lanes, lastEndMs, lastSubmitMs, laneIsTask] = [0, 0, 0, true];
  const queued = new CrowdMaker();
  const dependents = new CrowdMaker();
  const see = (cause: number, from: number, to: number) => {
    const until = Number.isNaN(to) ? makespanMs : to;
    const is = kindOfCause(cause);
    if (is === 'task') dependents.add(from, until);
    else if (is === 'place') queued.add(from, until);
  };
  for (let row = 0; row < spans.length; row++) {
    lanes = Math.max(lanes, spans.at.lane[row]! + 1);
    laneIsTask &&= spans.at.lane[row] === spans.at.task[row];
    lastEndMs = Math.max(lastEndMs, endOf(trace, row));
    const submit = Number.isNaN(spans.at.submit[row]!) ? spans.at.start[row]! : spans.at.submit[row]!;
    if (spans.at.attempt[row]! < 2) lastSubmitMs = Math.max(lastSubmitMs, submit);
    trace.eachWait(row, see);
  }
  for (const { cause, since, submit } of trace.queued) {
    lastSubmitMs = Math.max(lastSubmitMs, submit);
    see(trace.numberOf(cause), since, makespanMs);
  }
  return {
    length: spans.length,
    nowMs: trace.nowMs,
    makespanMs,
    order: inOrder(trace),
    lanes,
    laneIsTask,
    lastEndMs: Math.min(lastEndMs, makespanMs),
    lastSubmitMs,
    queued: queued.done(),
    dependents: dependents.done(),
  };
}

/** How many there are at each moment. */
class Crowd {
  /** Starts and ends, each in order of time. */
  readonly #from: Float64Array;
  readonly #to: Float64Array;
  /** When there is anybody: from and to, over and over. */
  readonly #any: Float64Array;

  constructor(from: Float64Array, to: Float64Array) {
    this.#from = from.sort();
    this.#to = to.sort();
    const any: number[] = [];
    let [began, ended] = [0, 0];
    // One begins at the moment at which another ends: there is somebody all the time.
    for (const at of this.#to) {
      if (began === ended) any.push(this.#from[began]!);
      while (began < this.#from.length && this.#from[began]! <= at) began++;
      ended++;
      if (began === ended) any.push(at);
    }
    this.#any = Float64Array.from(any);
  }

  /** How many there are at this moment; who begins then counts, who ends then does not. */
  at(ms: number): number {
    return upTo(this.#from, ms) - upTo(this.#to, ms);
  }

  /** Whether there is anybody, and until when that stays so (Infinity: for ever). */
  anyAt(ms: number): boolean {
    return upTo(this.#any, ms) % 2 === 1;
  }
  changesAfter(ms: number): number {
    return this.#any[upTo(this.#any, ms)] ?? Number.POSITIVE_INFINITY;
  }
}

class CrowdMaker {
  #count = 0;
  #from = new Float64Array(64);
  #to = new Float64Array(64);

  add(from: number, to: number): void {
    if (!(to > from)) return;
    if (this.#count === this.#from.length) {
      this.#from = twice(this.#from);
      this.#to = twice(this.#to);
    }
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
  }

  done(): Crowd {
    return new Crowd(this.#from.slice(0, this.#count), this.#to.slice(0, this.#count));
  }
}

function twice(array: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(array.length * 2);
  more.set(array);
  return more;
}

/** What the attempt that comes next waited for before its start, latest first: cause, from, to. */
const next = { cause: [] as number[], from: [] as number[], to: [] as number[], startMs: 0 };
const seeNext = (cause: number, from: number, to: number): void => {
  if (to > next.startMs + 1e-9) return;
  next.cause.push(cause);
  next.from.push(from);
  next.to.push(to);
};

/** Visits why, from the gap's begin to its end without holes. `why` is the place in IDLE_CAUSES. */
function eachPart(trace: Trace, gap: Gap, visit: (why: number, fromMs: number, toMs: number) => void): void {
  const { queued, dependents, lastSubmitMs, lastEndMs, laneIsTask } = situationOf(trace);
  next.cause.length = 0;
  next.from.length = 0;
  next.to.length = 0;
  if (gap.after >= 0) {
    next.startMs = trace.spans.at.start[gap.after]!;
    trace.eachWait(gap.after, seeNext);
  }
  let at = gap.fromMs;
  let why = -1;
  let since = at;
  while (at < gap.toMs) {
    let until = gap.toMs;
    let now = -1;
    const own = ownWait(at);
    if (own >= 0) {
      now = whyOwn(trace.causes[next.cause[own]!]!, next.from[own]! <= gap.fromMs, laneIsTask);
      if (now >= 0) until = Math.min(until, next.to[own]!);
    }
    if (now < 0) {
      // Its own waits may begin meanwhile.
      until = Math.min(until, nextOwn(at), own >= 0 ? next.to[own]! : until);
      if (laneIsTask && gap.after < 0 && gap.before >= 0) now = ENDED;
      else if (queued.anyAt(at)) now = QUEUED;
      else if (dependents.anyAt(at)) now = DEPENDENCY;
      else if (at < lastSubmitMs) now = CALLER;
      else now = at >= lastEndMs ? ENDED : NOTHING;
      if (now === CALLER) until = Math.min(until, lastSubmitMs);
      if (now === NOTHING) until = Math.min(until, lastEndMs);
      if (now !== ENDED) until = Math.min(until, queued.changesAfter(at), dependents.changesAfter(at));
    }
    if (now !== why) {
      if (why >= 0) visit(why, since, at);
      why = now;
      since = at;
    }
    at = until > at ? until : gap.toMs;
  }
  if (why >= 0) visit(why, since, gap.toMs);
}

/** Which of its waits the next attempt is in at this moment; -1 if none. */
function ownWait(ms: number): number {
  for (let i = 0; i < next.cause.length; i++) if (next.from[i]! <= ms && ms < next.to[i]!) return i;
  return -1;
}

function nextOwn(ms: number): number {
  let soonest = Number.POSITIVE_INFINITY;
  for (const from of next.from) if (from > ms && from < soonest) soonest = from;
  return soonest;
}

/** What the wait of the next attempt says about the empty lane; -1: nothing. */
function whyOwn(cause: CauseName, queuedAllTheTime: boolean, laneIsTask: boolean): number {
  const { is, startsPlace } = causeRow(cause);
  if (startsPlace) return START_UP;
  if (is === 'task') return laneIsTask ? DEPENDENCY : -1;
  if (is !== 'place') return HAND_OVER;
  if (laneIsTask) return QUEUED;
  // It was there when the lane got free, and is the next on it: the place was being passed on.
  return queuedAllTheTime ? HAND_OVER : -1;
}

function told(trace: Trace, gap: Gap): Idle {
  const parts: IdlePart[] = [];
  const byCause = new Float64Array(IDLE_CAUSES.length);
  let longest = { ms: -1, at: gap.fromMs };
  eachPart(trace, gap, (why, fromMs, toMs) => {
    parts.push({ why: IDLE_CAUSES[why]!, fromMs, toMs });
    byCause[why]! += toMs - fromMs;
    if (toMs - fromMs > longest.ms) longest = { ms: toMs - fromMs, at: (fromMs + toMs) / 2 };
  });
  const { queued, dependents } = situationOf(trace);
  const { lane, fromMs, toMs, before, after } = gap;
  return {
    lane,
    fromMs,
    toMs,
    before,
    after,
    why: IDLE_CAUSES[byCause.indexOf(Math.max(...byCause))]!,
    parts,
    queued: queued.at(longest.at),
    dependents: dependents.at(longest.at),
    waitingFor: dependents.at(longest.at) > 0 ? unfinished(trace, longest.at) : [],
  };
}

/** The tasks that others waited for at a moment, and that had not ended well by then. */
function unfinished(trace: Trace, ms: number): number[] {
  const { spans, scenario } = trace;
  const { task, end, outcome } = spans.at;
  const done = new Uint8Array(scenario.tasks.length);
  for (let row = 0; row < spans.length; row++) if (outcome[row] === 0 && end[row]! <= ms) done[task[row]!] = 1;
  const place = new Map(scenario.tasks.map(({ id }, i) => [id, i]));
  const found = new Set<number>();
  const look = (number: number) => {
    for (const id of scenario.tasks[number]!.after ?? []) {
      const other = place.get(id);
      if (other !== undefined && done[other] === 0) found.add(other);
    }
  };
  for (let row = 0; row < spans.length; row++)
    trace.eachWait(row, (cause, from, to) => {
      if (kindOfCause(cause) === 'task' && from <= ms && ms < to) look(task[row]!);
    });
  for (const { task: number, cause, since } of trace.queued)
    if (causeRow(cause).is === 'task' && since <= ms) look(number);
  return [...found].sort((a, b) => a - b);
}
