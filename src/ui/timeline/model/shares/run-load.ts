/**
 * How many tasks compute, sleep and wait at once over a whole run, and where some ended badly. The run is cut into a few
 * thousand equal stretches of time, however long it is. A growing run is taken in bit by bit, a large one in slices.
 */
import { outcomeNumber, type Trace } from '../../../../trace/trace.ts';
import type { Slices } from '../slices.ts';
import { addSpan } from './lane-shares.ts';
import { SHARES, type Share, Shares } from './shares.ts';

const BUCKETS = 4096;
/** Rows of a slice: 1 ms or two. */
const AT_A_TIME = 8192;
const OK = outcomeNumber('ok');
const RUNNING = outcomeNumber('running');

export class RunLoad {
  readonly #shares = new Shares();
  readonly #bad = new Uint8Array(BUCKETS);
  #bucketMs: number;
  #seen = 0;
  /** Rows whose spans had not ended when they were taken in. */
  #open: number[] = [];
  /** Sums up to each bucket, made when asked for. */
  #sums: { readonly cpu: Float64Array; readonly sleep: Float64Array; readonly wait: Float64Array } | undefined;
  /** The most at once, of the mean of a stretch. */
  peak = 0;
  /** Raised with every change. */
  revision = 0;

  /** `keeps`: whether a row counts. */
  constructor(
    readonly trace: Trace,
    readonly keeps?: (row: number) => boolean,
  ) {
    this.#shares.reset(BUCKETS);
    const ms = Number.isNaN(trace.totalMs) ? 1000 : trace.totalMs;
    this.#bucketMs = Math.max(ms, 1e-3) / (BUCKETS - 1);
  }

  /** Takes in at most this many rows more. Gives whether all are in. */
  refresh(most: number): boolean {
    const { length, at } = this.trace.spans;
    const open = this.#open;
    let changed = false;
    if (open.length > 0) {
      this.#open = [];
      for (const row of open) changed = this.#take(row, at.outcome[row]!) || changed;
    }
    const until = Math.min(length, this.#seen + most);
    for (; this.#seen < until; this.#seen++) changed = this.#take(this.#seen, at.outcome[this.#seen]!) || changed;
    if (changed) {
      this.#shares.settle();
      this.#sums = undefined;
      this.revision++;
      this.peak = 0;
      const { cpu, sleep } = this.#shares;
      for (let i = 0; i < BUCKETS; i++) this.peak = Math.max(this.peak, Math.ceil(cpu[i]! + sleep[i]! - 1e-3));
    }
    return this.whole;
  }

  /** Takes in all that there is, in slices. */
  *rest(): Slices<void> {
    while (!this.refresh(AT_A_TIME)) yield;
  }

  /** Whether all rows have been taken in. */
  get whole(): boolean {
    return this.#seen === this.trace.spans.length;
  }

  /** ms of computing, sleeping or waiting (all tasks together) before a time. */
  before(of: Share, ms: number): number {
    this.#sums ??= {
      cpu: summed(this.#shares.cpu),
      sleep: summed(this.#shares.sleep),
      wait: summed(this.#shares.wait),
    };
    const at = Math.min(BUCKETS, Math.max(0, ms / this.#bucketMs));
    const whole = Math.floor(at);
    const sums = this.#sums[of];
    const rest = whole < BUCKETS ? (sums[whole + 1]! - sums[whole]!) * (at - whole) : 0;
    return (sums[whole]! + rest) * this.#bucketMs;
  }

  /** How many are at it at a time, in the mean of its stretch. */
  at(of: Share, ms: number): number {
    const bucket = Math.floor(ms / this.#bucketMs);
    return bucket < 0 || bucket >= BUCKETS ? 0 : Math.round(this.#shares[of][bucket]!);
  }

  /** Whether a task ended badly in a stretch of time. */
  isBad(fromMs: number, toMs: number): boolean {
    const last = Math.min(BUCKETS - 1, Math.floor(toMs / this.#bucketMs));
    for (let i = Math.max(0, Math.floor(fromMs / this.#bucketMs)); i <= last; i++) if (this.#bad[i]! > 0) return true;
    return false;
  }

  #take(row: number, outcome: number): boolean {
    if (this.keeps && !this.keeps(row)) return false;
    const { end } = this.trace.spans.at;
    const endMs = end[row]!;
    if (outcome === RUNNING || Number.isNaN(endMs)) {
      this.#open.push(row);
      return false;
    }
    while (endMs >= this.#bucketMs * BUCKETS) this.#widen();
    addSpan(this.#shares, this.trace, row, 1 / this.#bucketMs, 0);
    if (outcome !== OK) this.#bad[Math.max(0, Math.floor(endMs / this.#bucketMs))] = 1;
    return true;
  }

  /** The run has outgrown the stretches: they become twice as long. */
  #widen(): void {
    this.#shares.settle();
    this.#bucketMs *= 2;
    for (const share of SHARES) {
      const column = this.#shares[share];
      for (let i = 0; i < BUCKETS / 2; i++) column[i] = (column[2 * i]! + column[2 * i + 1]!) / 2;
      column.fill(0, BUCKETS / 2, BUCKETS);
    }
    for (let i = 0; i < BUCKETS / 2; i++) this.#bad[i] = this.#bad[2 * i]! | this.#bad[2 * i + 1]!;
    this.#bad.fill(0, BUCKETS / 2);
  }
}

function summed(shares: Float32Array): Float64Array {
  const sums = new Float64Array(BUCKETS + 1);
  for (let i = 0; i < BUCKETS; i++) sums[i + 1] = sums[i]! + shares[i]!;
  return sums;
}
