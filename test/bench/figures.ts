/** What benches measure: one figure a line in a file, which `scripts/bench.mjs` gathers into the one table. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** `BENCH_QUICK=1`: everything runs to its end, no figure means anything. */
const QUICK = process.env.BENCH_QUICK === '1';

/** How often, or how many: in a full run, and in a quick one. */
export const amount = (full: number, quick: number): number => (QUICK ? quick : full);

/** How many rounds; `BENCH_ROUNDS` is for a shorter look at the real sizes. */
export const rounds = (full: number): number => Number(process.env.BENCH_ROUNDS ?? amount(full, 1));

/** Where the lines go. Playwright empties the folder when a run begins. */
const FILE = process.env.BENCH_FILE ?? 'test-results/bench.jsonl';

/** One row of the table. */
export interface Figure {
  /** The section: `dispatch`, `limiters`, ... */
  readonly bench: string;
  /** What was measured: `us a task, 5,000 empty, pool of 2`. */
  readonly figure: string;
  /** On whom: `comlink by hand`. */
  readonly row: string;
  readonly unit: string;
  /** Every measurement; the table shows median and quartiles. None: it could not be measured, `note` says why. */
  readonly values: readonly number[];
  /** The row of the same bench and figure that this one's median is divided by. */
  readonly against?: string;
  /** A mark on that ratio, or on the median where there is nothing to compare with. */
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly note?: string;
}

/** Keeps a figure for the table. */
export function keep(figure: Figure): void {
  mkdirSync(dirname(FILE), { recursive: true });
  // JSON has no NaN: what is none is left out.
  const values = figure.values.filter(Number.isFinite);
  appendFileSync(FILE, `${JSON.stringify({ ...figure, values })}\n`);
}

/** The value below which a share of them lie, interpolated; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === undefined || high === undefined ? Number.NaN : low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
