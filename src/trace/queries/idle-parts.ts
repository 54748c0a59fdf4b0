/** The empty stretches of lanes, and what each moment of them was for. */
import { causeRow, kindOfCause } from '../cause.ts';
import { endOf, makespanOf } from '../ends.ts';
import { inOrder } from '../order.ts';
import type { Trace } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';
import { type Crowd, CrowdMaker } from './crowd.ts';

/**
 * `start-up`: its worker was starting. `hand-over`: the next attempt was on its way (a message, the place passed on, the loop, the
 * GIL or a core to take it up). `queued`: attempts waited for a place, and yet it got none of them. `dependency`: all that had
 * been handed over waited for other tasks. `caller`: the caller had not handed over all tasks. `nothing`: nothing was queued.
 * `ended`: all attempts had ended; of a lane that is one task's, that task had.
 */
export const IDLE_CAUSES = ['start-up', 'hand-over', 'queued', 'dependency', 'caller', 'nothing', 'ended'] as const;
export type IdleCause = (typeof IDLE_CAUSES)[number];
const [START_UP, HAND_OVER, QUEUED, DEPENDENCY, CALLER, NOTHING, ENDED] = [0, 1, 2, 3, 4, 5, 6] as const;

// ——— Gaps ———

/**
 * Times that are sums differ in their last digits (ms): a lane that is empty for so long is not empty. Whatever is longer has a moment
 * between its ends, at which it can be asked for.
 */
const roundingAt = (ms: number): number => Math.max(1e-9, Math.abs(ms) * 4 * Number.EPSILON);

/** Used again from gap to gap. */
export interface Gap {
  lane: number;
  fromMs: number;
  toMs: number;
  before: number;
  after: number;
}

export interface Which {
  readonly lane?: number;
  readonly lanes?: number;
}

/** Visits the empty stretches, of all lanes or one, each lane's in order of time. */
export function eachGap(trace: Trace, visit: (gap: Gap) => void, which: Which = {}): void {
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

export function situationOf(trace: Trace): Situation {
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

/** What the attempt that comes next waited for before its start, latest first: cause, from, to. */
const next = { cause: [] as number[], from: [] as number[], to: [] as number[], startMs: 0 };
const seeNext = (cause: number, from: number, to: number): void => {
  if (to > next.startMs + 1e-9) return;
  next.cause.push(cause);
  next.from.push(from);
  next.to.push(to);
};

/** Visits why, from the gap's begin to its end without holes. `why` is the place in IDLE_CAUSES. */
export function eachPart(trace: Trace, gap: Gap, visit: (why: number, fromMs: number, toMs: number) => void): void {
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
