/**
 * Why a lane stood empty. Each moment at which no attempt was on the lane is counted by what there was to do at that moment. Times of lanes add up: busy
 * and idle, by cause, are lanes x makespan.
 */
import { causeRow, kindOfCause } from '../cause.ts';
import type { Trace } from '../trace.ts';
import { eachGap, eachPart, type Gap, IDLE_CAUSES, type IdleCause, situationOf, type Which } from './idle-parts.ts';

export { IDLE_CAUSES, type IdleCause } from './idle-parts.ts';

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
