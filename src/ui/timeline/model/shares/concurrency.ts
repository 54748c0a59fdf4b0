/**
 * How many tasks compute and sleep at once, over any stretch of time, without a walk over the spans. The time that all
 * stretches together last before t is the sum of (t - start) over those that have begun, minus the sum of (t - end) over
 * those that have ended.
 */
import type { Trace } from '../../../../trace/trace.ts';
import { CPU, Pieces, SHARED, SLEEP } from '../pieces.ts';
import { SLICE, type Slices } from '../slices.ts';

/** Stretches of one kind, as sorted starts and ends with their running sums. */
export class Stretches {
  #starts: Float64Array<ArrayBuffer>;
  #ends: Float64Array<ArrayBuffer>;
  #startSums: Float64Array;
  #endSums: Float64Array;

  constructor(starts: readonly number[], ends: readonly number[]) {
    this.#starts = Float64Array.from(starts).sort();
    this.#ends = Float64Array.from(ends).sort();
    this.#startSums = runningSums(this.#starts);
    this.#endSums = runningSums(this.#ends);
  }

  /** ms of all stretches together before `ms`. */
  before(ms: number): number {
    const begun = countBelow(this.#starts, ms);
    const ended = countBelow(this.#ends, ms);
    return ms * (begun - ended) - (this.#startSums[begun]! - this.#endSums[ended]!);
  }

  /** How many are under way at `ms`. */
  at(ms: number): number {
    return countBelow(this.#starts, ms) - countBelow(this.#ends, ms);
  }

  /** The most under way together with those of `other`. */
  peakWith(other: Stretches): number {
    let most = 0;
    let [own, ownEnd, others, othersEnd] = [0, 0, 0, 0];
    // The number can only rise where a stretch starts: from start to start, count what has begun and what has ended by then.
    while (own < this.#starts.length || others < other.#starts.length) {
      const next = Math.min(
        this.#starts[own] ?? Number.POSITIVE_INFINITY,
        other.#starts[others] ?? Number.POSITIVE_INFINITY,
      );
      const ms = next + 1e-9;
      while (this.#starts[own]! <= ms) own++;
      while (other.#starts[others]! <= ms) others++;
      while (this.#ends[ownEnd]! < ms) ownEnd++;
      while (other.#ends[othersEnd]! < ms) othersEnd++;
      most = Math.max(most, own - ownEnd + others - othersEnd);
    }
    return most;
  }
}

export interface Concurrency {
  readonly cpu: Stretches;
  readonly sleep: Stretches;
  /** The most at once. */
  readonly peak: number;
}

/** `keeps`: whether a row counts. */
export function* concurrencySlices(trace: Trace, keeps?: (row: number) => boolean): Slices<Concurrency> {
  const pieces = new Pieces();
  const [cpuStarts, cpuEnds, sleepStarts, sleepEnds]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let row = 0; row < trace.spans.length; row++) {
    if (row % SLICE === SLICE - 1) yield;
    if (keeps && !keeps(row)) continue;
    pieces.load(trace, row);
    for (let i = 0; i < pieces.count; i++) {
      const kind = pieces.kind[i]!;
      if (kind === CPU || kind === SHARED) {
        cpuStarts.push(pieces.from[i]!);
        cpuEnds.push(pieces.to[i]!);
      } else if (kind === SLEEP) {
        sleepStarts.push(pieces.from[i]!);
        sleepEnds.push(pieces.to[i]!);
      }
    }
  }
  yield;
  const cpu = new Stretches(cpuStarts, cpuEnds);
  yield;
  const sleep = new Stretches(sleepStarts, sleepEnds);
  yield;
  return { cpu, sleep, peak: cpu.peakWith(sleep) };
}

function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}

function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
