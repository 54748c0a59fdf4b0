/**
 * Figures and series of a stretch of time: what was done and waited for in it, how long attempts took, how many ran and
 * waited from moment to moment. Work and waits are clipped to the stretch; durations are whole attempts'.
 */
import { quantileSorted } from 'simple-statistics';
import { CPU, endOf, FIRST_WAIT, Life, makespanOf, partsIn, SLEEP } from '../life.ts';
import { outcomeNumber, type Trace } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';

/** Of a set of times (ms); NaN where there are none, `count` and `total` 0. */
export interface Summary {
  readonly count: number;
  readonly total: number;
  readonly min: number;
  readonly mean: number;
  /** Quantiles, linear between neighbours (type 7 of Hyndman and Fan, as numpy has it). */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface WindowFigures {
  readonly fromMs: number;
  readonly toMs: number;
  readonly lengthMs: number;
  /** Attempts that were on their lane at some time in it, and the tasks that they are of. */
  readonly attempts: number;
  readonly tasks: number;
  /** Attempts that only waited in it, for their begin. */
  readonly onlyWaited: number;
  /** Of the attempts in it: how many began in it, ended in it, and ended in it otherwise than well. */
  readonly began: number;
  readonly ended: number;
  readonly notOk: number;
  /** Done in it (ms): computing and sleeping, all attempts together. */
  readonly cpuMs: number;
  readonly sleepMs: number;
  /** Waited in it (ms), by cause; causes that nobody waited for are left out. */
  readonly waitsMs: Readonly<Partial<Record<CauseName, number>>>;
  /** From start to end, of the attempts that were on their lane in it and have ended. */
  readonly durations: Summary;
}

/** Sorts `times` in its place and sums it up. */
export function summaryOf(times: Float64Array): Summary {
  const count = times.length;
  const nothing = Number.NaN;
  if (count === 0)
    return { count, total: 0, min: nothing, mean: nothing, p50: nothing, p95: nothing, p99: nothing, max: nothing };
  times.sort();
  let total = 0;
  for (const ms of times) total += ms;
  // The library asks for an array and only reads it by place.
  const sorted = times as unknown as number[];
  return {
    count,
    total,
    min: times[0]!,
    mean: total / count,
    p50: quantileSorted(sorted, 0.5),
    p95: quantileSorted(sorted, 0.95),
    p99: quantileSorted(sorted, 0.99),
    max: times[count - 1]!,
  };
}

const OK = outcomeNumber('ok');

/** The figures of the stretch from `fromMs` to `toMs`. What only touches its edge is not in it, but for what takes no time. */
export function windowFigures(trace: Trace, fromMs: number, toMs: number): WindowFigures {
  const { spans } = trace;
  const { start, end, submit, task, outcome } = spans.at;
  const own = new Life();
  const sums = new Float64Array(partsIn(trace));
  const times = new Float64Array(spans.length);
  const touched = new Uint8Array(trace.scenario.tasks.length);
  let [attempts, tasks, onlyWaited, began, ended, notOk, timed] = [0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < spans.length; row++) {
    const begins = start[row]!;
    const ends = endOf(trace, row);
    const since = submit[row]! < begins ? submit[row]! : begins;
    if (since > toMs || ends < fromMs) continue;
    own.load(trace, row);
    for (let i = 0; i < own.count; i++) {
      const ms = Math.min(toMs, own.to[i]!) - Math.max(fromMs, own.from[i]!);
      if (ms > 0) sums[own.what[i]!]! += ms;
    }
    if (!isIn(begins, ends, fromMs, toMs)) {
      if (begins >= toMs && Math.min(begins, toMs) > Math.max(since, fromMs)) onlyWaited++;
      continue;
    }
    attempts++;
    if (touched[task[row]!] === 0) {
      touched[task[row]!] = 1;
      tasks++;
    }
    if (begins >= fromMs) began++;
    if (Number.isNaN(end[row]!)) continue;
    times[timed++] = ends - begins;
    if (ends > toMs) continue;
    ended++;
    if (outcome[row] !== OK) notOk++;
  }
  const waitsMs: Partial<Record<CauseName, number>> = {};
  for (const [i, cause] of trace.causes.entries())
    if (sums[FIRST_WAIT + i]! > 0) waitsMs[cause] = sums[FIRST_WAIT + i]!;
  return {
    fromMs,
    toMs,
    lengthMs: toMs - fromMs,
    attempts,
    tasks,
    onlyWaited,
    began,
    ended,
    notOk,
    cpuMs: sums[CPU]!,
    sleepMs: sums[SLEEP]!,
    waitsMs,
    durations: summaryOf(times.slice(0, timed)),
  };
}

/** Whether the stretch from `begins` to `ends` has a part in the window; one without length, if it lies in it. */
function isIn(begins: number, ends: number, fromMs: number, toMs: number): boolean {
  return ends > begins ? begins < toMs && ends > fromMs : begins >= fromMs && begins <= toMs;
}

/** What happened from moment to moment, in so many buckets of equal length. All arrays have one number a bucket. */
export interface Series {
  readonly fromMs: number;
  /** Length of a bucket (ms). */
  readonly bucketMs: number;
  readonly buckets: number;
  /** So many at a time, on average over the bucket: on their lane; computing; sleeping; waiting, on a lane or for one. */
  readonly running: Float64Array;
  readonly computing: Float64Array;
  readonly sleeping: Float64Array;
  readonly waiting: Float64Array;
  /** Waiting by cause, in the order of `trace.causes`. */
  readonly waitingFor: readonly Float64Array[];
  /** Attempts that were on their lane in the bucket, however shortly: nothing vanishes in an average. */
  readonly touched: Float64Array;
}

/** @param buckets how many, at least 1 */
export function seriesOf(trace: Trace, fromMs: number, toMs: number, buckets: number): Series {
  const grid = new Grid(fromMs, toMs, buckets);
  const on = grid.sum();
  const touched = grid.sum();
  const what = Array.from({ length: partsIn(trace) }, () => grid.sum());
  const own = new Life();
  const { spans } = trace;
  const { start, submit } = spans.at;
  for (let row = 0; row < spans.length; row++) {
    const begins = start[row]!;
    const ends = endOf(trace, row);
    if ((submit[row]! < begins ? submit[row]! : begins) > toMs || ends < fromMs) continue;
    on.add(begins, ends);
    if (isIn(begins, ends, fromMs, toMs)) touched.count(begins, ends);
    own.load(trace, row);
    for (let i = 0; i < own.count; i++) what[own.what[i]!]!.add(own.from[i]!, own.to[i]!);
  }
  for (const { cause, since } of trace.queued) what[FIRST_WAIT + trace.numberOf(cause)]!.add(since, makespanOf(trace));
  const waitingFor = what.slice(FIRST_WAIT).map((sum) => sum.average());
  const waiting = new Float64Array(buckets);
  for (const one of waitingFor) for (let i = 0; i < buckets; i++) waiting[i]! += one[i]!;
  return {
    fromMs,
    bucketMs: grid.width,
    buckets,
    running: on.average(),
    computing: what[CPU]!.average(),
    sleeping: what[SLEEP]!.average(),
    waiting,
    waitingFor,
    touched: touched.total(),
  };
}

/** The busy share of each lane in a window, 0 to 1: time with an attempt on it, counted once where several were. */
export function laneUtilisation(trace: Trace, fromMs: number, toMs: number): Float64Array {
  const { spans } = trace;
  const { lane, start } = spans.at;
  let lanes = 0;
  for (let row = 0; row < spans.length; row++) lanes = Math.max(lanes, lane[row]! + 1);
  const busy = new Float64Array(lanes);
  const until = new Float64Array(lanes).fill(fromMs);
  const length = toMs - fromMs;
  if (!(length > 0)) return busy;
  // Rows are in order of start, but for stamps of several clocks: what overlaps in a lane is counted once all the same.
  for (let row = 0; row < spans.length; row++) {
    const on = lane[row]!;
    const from = Math.max(until[on]!, start[row]!);
    const to = Math.min(toMs, endOf(trace, row));
    if (!(to > from)) continue;
    busy[on]! += to - from;
    until[on] = to;
  }
  for (let on = 0; on < lanes; on++) busy[on]! /= length;
  return busy;
}

/** How long tasks took, as those see it who wait for them. */
export interface Latencies {
  /** From submit to end. */
  readonly toEnd: Summary;
  /** From submit until the caller had the result. */
  readonly toYielded: Summary;
  /** The same, each attempt's, ascending (ms). */
  readonly endTimes: Float64Array;
  readonly yieldedTimes: Float64Array;
  /** Attempts that ended in the window and are not in it, since nobody knows when they were submitted. */
  readonly unknown: number;
}

/** Of the attempts that ended in the window. */
export function latencies(trace: Trace, fromMs: number, toMs: number): Latencies {
  const { spans } = trace;
  const { submit, end, yielded } = spans.at;
  const endTimes = new Float64Array(spans.length);
  const yieldedTimes = new Float64Array(spans.length);
  let [ends, yields, unknown] = [0, 0, 0];
  for (let row = 0; row < spans.length; row++) {
    if (!(end[row]! >= fromMs && end[row]! <= toMs)) continue;
    if (Number.isNaN(submit[row]!)) unknown++;
    else {
      endTimes[ends++] = end[row]! - submit[row]!;
      if (!Number.isNaN(yielded[row]!)) yieldedTimes[yields++] = yielded[row]! - submit[row]!;
    }
  }
  const [known, had] = [endTimes.slice(0, ends), yieldedTimes.slice(0, yields)];
  return { toEnd: summaryOf(known), toYielded: summaryOf(had), endTimes: known, yieldedTimes: had, unknown };
}

export interface Histogram {
  readonly fromMs: number;
  readonly bucketMs: number;
  readonly counts: Float64Array;
}

/** How many of these times, which ascend, fall into each of so many equal buckets from the first to the last. */
export function histogram(ascending: Float64Array, buckets: number): Histogram {
  const counts = new Float64Array(buckets);
  const [least, most] = [ascending[0] ?? 0, ascending.at(-1) ?? 0];
  const bucketMs = (most - least) / buckets;
  for (const ms of ascending) {
    const bucket = bucketMs > 0 ? Math.min(buckets - 1, Math.floor((ms - least) / bucketMs)) : 0;
    counts[bucket]!++;
  }
  return { fromMs: least, bucketMs, counts };
}

/** A window cut into equal buckets. */
class Grid {
  readonly width: number;

  constructor(
    readonly fromMs: number,
    readonly toMs: number,
    readonly buckets: number,
  ) {
    this.width = (toMs - fromMs) / buckets;
  }

  sum(): BucketSum {
    return new BucketSum(this);
  }

  /** The bucket of a moment. */
  of(ms: number): number {
    const bucket = this.width > 0 ? Math.floor((ms - this.fromMs) / this.width) : 0;
    return Math.min(this.buckets - 1, Math.max(0, bucket));
  }
}

/** A sum a bucket of stretches of time; each stretch costs the same, however long it is. */
class BucketSum {
  /** ms in buckets that a stretch fills in part. */
  readonly #part: Float64Array;
  /** How many stretches begin to fill buckets here, less those that no longer do. */
  readonly #steps: Float64Array;

  constructor(readonly grid: Grid) {
    this.#part = new Float64Array(grid.buckets);
    this.#steps = new Float64Array(grid.buckets + 1);
  }

  add(from: number, to: number): void {
    const { grid } = this;
    const [a, b] = [Math.max(from, grid.fromMs), Math.min(to, grid.toMs)];
    if (!(b > a)) return;
    const [first, last] = [grid.of(a), grid.of(b)];
    if (first === last) {
      this.#part[first]! += b - a;
      return;
    }
    this.#part[first]! += grid.fromMs + (first + 1) * grid.width - a;
    this.#part[last]! += b - (grid.fromMs + last * grid.width);
    this.#steps[first + 1]! += 1;
    this.#steps[last]! -= 1;
  }

  /** One in each bucket that the stretch touches; who ends where a bucket begins is not in it. */
  count(from: number, to: number): void {
    const { grid } = this;
    const first = grid.of(from);
    let last = grid.of(to);
    if (last > first && to <= grid.fromMs + last * grid.width) last--;
    this.#steps[first]! += 1;
    this.#steps[last + 1]! -= 1;
  }

  /** How many at a time, on average. */
  average(): Float64Array {
    const sums = this.#part.map((ms) => (this.grid.width > 0 ? ms / this.grid.width : 0));
    let full = 0;
    for (let i = 0; i < sums.length; i++) {
      full += this.#steps[i]!;
      sums[i]! += full;
    }
    return sums;
  }

  total(): Float64Array {
    let full = 0;
    return this.#part.map((_, i) => (full += this.#steps[i]!));
  }
}
