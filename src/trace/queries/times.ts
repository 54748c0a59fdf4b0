/** Sets of times: their sum, quantiles and distribution. */
import { quantileSorted } from 'simple-statistics';

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
