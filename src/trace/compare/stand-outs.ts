/** What stands out in a run: at most five things worth a look, each with its place. Times are milliseconds. */
import { endOf, makespanOf } from '../ends.ts';
import { byEnd } from '../queries/by-end.ts';
import { causeOf } from '../queries/givers.ts';
import { idleOf, lanesOf } from '../queries/idle.ts';
import { summaryOf } from '../queries/times.ts';
import { laneUtilisation } from '../queries/window.ts';
import { rowOf } from '../rows-by-task.ts';
import { isDisturbed, outcomeNumber, type Trace, TURN_RESOURCES } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';
import { compareRuns } from './compare-runs.ts';

/** Where it is: an attempt, a stretch of a lane, or of time. */
export type Place =
  | { readonly at: 'attempt'; readonly row: number }
  | { readonly at: 'lane'; readonly lane: number; readonly fromMs: number; readonly toMs: number }
  | { readonly at: 'window'; readonly fromMs: number; readonly toMs: number };

export type StandOut =
  /** So many attempts ended so, the first of them in `row`. */
  | {
      readonly kind: 'not-ok';
      readonly outcome: 'failed' | 'killed' | 'cancelled';
      readonly count: number;
      readonly row: number;
      readonly place: Place;
    }
  /** Nothing else ran on the main thread (by its heartbeat), or on the event loop (by its turns): `task` held it, -1 if not known. */
  | {
      readonly kind: 'stall';
      readonly of: 'page' | 'loop';
      readonly ms: number;
      readonly fromMs: number;
      readonly task: number;
      readonly place: Place;
    }
  /** The longest wait. `by` is the row of the attempt that ended it, -1 if none did. */
  | {
      readonly kind: 'wait';
      readonly row: number;
      readonly cause: CauseName;
      readonly ms: number;
      readonly by: number;
      readonly place: Place;
    }
  /** Furthest from its prediction, which it ended so much later than. */
  | { readonly kind: 'off'; readonly row: number; readonly ms: number; readonly place: Place }
  /** It took far longer than half of all attempts. */
  | {
      readonly kind: 'straggler';
      readonly row: number;
      readonly ms: number;
      readonly medianMs: number;
      readonly place: Place;
    }
  /** At the end it ran alone for so long. */
  | {
      readonly kind: 'alone';
      readonly row: number;
      readonly fromMs: number;
      readonly ms: number;
      readonly place: Place;
    }
  /** The lane that was busy for the least share of the run, and the mean share of all. */
  | {
      readonly kind: 'least-used';
      readonly lane: number;
      readonly share: number;
      readonly meanShare: number;
      readonly place: Place;
    };

/** No more than these are told. */
const MOST_STAND_OUTS = 5;
/** A shorter stop of the main thread (ms) is some frames late. */
const STALL_FROM_MS = 100;
/** Waits and errors below this share of the run, or (ms) at all, stand out in nothing. */
const WORTH = 0.02;
const LEAST_MS = 1;
/** So many times the median is a straggler; medians of fewer attempts say nothing. */
const FAR = 1.5;
const ENOUGH = 4;
/** Alone for such a share of the run; a lane less used than such a share of the mean. */
const LONG_ALONE = 0.15;
const LITTLE_USED = 2 / 3;
/** More lanes than this are not compared: each is a task's. */
const MOST_LANES = 512;

const LOOP = TURN_RESOURCES.indexOf('loop');
const PROBLEMS = ['failed', 'killed', 'cancelled'] as const;

/** The run's own, most serious first. `predicted`: the prediction of a measured run, to tell what was furthest off. */
export function standOuts(trace: Trace, predicted?: Trace): StandOut[] {
  if (trace.spans.length === 0) return [];
  const found: StandOut[] = [...notOk(trace)];
  const all = [stall, longestWait, () => off(trace, predicted), straggler, alone, leastUsed];
  for (const look of all) {
    if (found.length >= MOST_STAND_OUTS) break;
    const one = look(trace);
    // The same attempt may be told of once for its length.
    if (!one || (one.kind === 'alone' && found.some((other) => other.kind === 'straggler' && other.row === one.row)))
      continue;
    found.push(one);
  }
  return found.slice(0, MOST_STAND_OUTS);
}

function notOk({ spans }: Trace): StandOut[] {
  return PROBLEMS.flatMap((outcome) => {
    const number = outcomeNumber(outcome);
    let [count, first] = [0, -1];
    for (let row = 0; row < spans.length; row++) {
      if (spans.at.outcome[row] !== number) continue;
      count++;
      if (first < 0 || spans.at.end[row]! < spans.at.end[first]!) first = row;
    }
    return first < 0 ? [] : [{ kind: 'not-ok', outcome, count, row: first, place: { at: 'attempt', row: first } }];
  });
}

function stall(trace: Trace): StandOut | undefined {
  const { beats, turns, facts } = trace;
  let [fromMs, ms] = [0, 0];
  const page = beats.length > 1 && !facts.hidden;
  if (page) {
    const { at } = beats.at;
    for (let i = 1; i < beats.length; i++)
      if (at[i]! - at[i - 1]! > ms && at[i]! > 0)
        [fromMs, ms] = [Math.max(0, at[i - 1]!), at[i]! - Math.max(0, at[i - 1]!)];
  }
  // The task that held the loop for longest in that time.
  const to = page ? fromMs + ms : Number.POSITIVE_INFINITY;
  let [task, held, since] = [-1, 0, 0];
  for (let turn = 0; turn < turns.length; turn++) {
    if (turns.at.of[turn] !== LOOP) continue;
    const from = Math.max(turns.at.start[turn]!, page ? fromMs : 0);
    const own = Math.min(turns.at.end[turn]!, to) - from;
    if (own > held) [task, held, since] = [turns.at.task[turn]!, own, from];
  }
  if (!page) [fromMs, ms] = [since, held];
  if (ms < STALL_FROM_MS) return undefined;
  const place: Place = { at: 'window', fromMs, toMs: fromMs + ms };
  return { kind: 'stall', of: page ? 'page' : 'loop', fromMs, ms, task: held > ms / 2 ? task : -1, place };
}

function longestWait(trace: Trace): StandOut | undefined {
  let [longest, cause, row] = [0, -1, -1];
  let now = 0;
  const see = (what: number, _from: number, _to: number, ms: number): void => {
    if (ms > longest) [longest, cause, row] = [ms, what, now];
  };
  for (; now < trace.spans.length; now++) trace.eachWait(now, see);
  if (row < 0 || longest < Math.max(LEAST_MS, makespanOf(trace) * WORTH)) return undefined;
  const place: Place = { at: 'attempt', row };
  return { kind: 'wait', row, cause: trace.causes[cause]!, ms: longest, by: causeOf(trace, row), place };
}

function off(trace: Trace, predicted: Trace | undefined): StandOut | undefined {
  if (
    !predicted ||
    predicted.facts.cutOffMs !== undefined ||
    Number.isNaN(trace.totalMs) ||
    trace.facts.stoppedMs !== undefined ||
    isDisturbed(trace.facts)
  )
    return undefined;
  const { worst } = compareRuns(trace, predicted);
  if (!worst || Math.abs(worst.ms) < Math.max(LEAST_MS, trace.totalMs * WORTH)) return undefined;
  const row = rowOf(trace, worst.task, worst.attempt);
  return row < 0 ? undefined : { kind: 'off', row, ms: worst.ms, place: { at: 'attempt', row } };
}

function straggler(trace: Trace): StandOut | undefined {
  const { spans } = trace;
  if (spans.length < ENOUGH) return undefined;
  const times = new Float64Array(spans.length);
  let row = 0;
  for (let other = 0; other < spans.length; other++) {
    times[other] = endOf(trace, other) - spans.at.start[other]!;
    if (times[other]! > times[row]!) row = other;
  }
  const ms = times[row]!;
  const medianMs = summaryOf(times).p50;
  if (ms < medianMs * FAR || ms - medianMs < Math.max(LEAST_MS, makespanOf(trace) * WORTH)) return undefined;
  return { kind: 'straggler', row, ms, medianMs, place: { at: 'attempt', row } };
}

function alone(trace: Trace): StandOut | undefined {
  if (Number.isNaN(trace.totalMs) || lanesOf(trace) < 2) return undefined;
  const ends = byEnd(trace);
  if (ends.length < 2) return undefined;
  const { end, start } = trace.spans.at;
  const row = ends.at(-1)!;
  const fromMs = Math.max(start[row]!, end[ends.at(-2)!]!);
  const ms = end[row]! - fromMs;
  if (ms < Math.max(LEAST_MS, trace.totalMs * LONG_ALONE) || ms >= trace.totalMs) return undefined;
  return { kind: 'alone', row, fromMs, ms, place: { at: 'window', fromMs, toMs: end[row]! } };
}

function leastUsed(trace: Trace): StandOut | undefined {
  const lanes = lanesOf(trace);
  const toMs = makespanOf(trace);
  if (lanes < 2 || lanes > MOST_LANES || Number.isNaN(trace.totalMs) || lanesAreTasks(trace)) return undefined;
  const shares = laneUtilisation(trace, 0, toMs);
  const lane = shares.indexOf(Math.min(...shares));
  const meanShare = shares.reduce((sum, share) => sum + share, 0) / lanes;
  if (shares[lane]! >= meanShare * LITTLE_USED) return undefined;
  return {
    kind: 'least-used',
    lane,
    share: shares[lane]!,
    meanShare,
    place: { at: 'lane', lane, ...longestGap(trace, lane) },
  };
}

function lanesAreTasks({ spans }: Trace): boolean {
  for (let row = 0; row < spans.length; row++) if (spans.at.lane[row] !== spans.at.task[row]) return false;
  return true;
}

function longestGap(trace: Trace, lane: number): { fromMs: number; toMs: number } {
  let longest = { fromMs: 0, toMs: 0 };
  for (const { fromMs, toMs } of idleOf(trace, lane))
    if (toMs - fromMs > longest.toMs - longest.fromMs) longest = { fromMs, toMs };
  return longest;
}
