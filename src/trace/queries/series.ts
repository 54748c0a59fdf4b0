/** What was done and waited for from moment to moment of a window. */
import { endOf, makespanOf } from '../ends.ts';
import { CPU, FIRST_WAIT, Life, partsIn, SLEEP } from '../life.ts';
import type { Trace } from '../trace.ts';
import { Grid } from './buckets.ts';
import { isIn } from './window.ts';

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
