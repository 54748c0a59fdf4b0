/** One attempt in two runs, measured and predicted: how long each took from the run's begin, and what the difference is made of. */

import { DOINGS, endOf, Life } from '../life.ts';
import type { Trace } from '../trace.ts';
import type { Part } from './compare-runs.ts';

export interface AttemptComparison {
  /** From 0 to its end (ms). */
  readonly predictedMs: number;
  readonly measuredMs: number;
  /** What the difference is made of, largest first: the sum is `measuredMs - predictedMs`. */
  readonly parts: readonly { readonly part: Part; readonly ms: number }[];
}

/** Less than this (ms) is rounding. */
const NOTHING = 1e-6;

/** The attempt in these rows of two runs of one scenario. `caller` is the time before it was handed over. */
export function compareAttempts(
  measured: Trace,
  measuredRow: number,
  predicted: Trace,
  predictedRow: number,
): AttemptComparison {
  const sums = new Float64Array(DOINGS.length);
  const before = new Float64Array(DOINGS.length);
  const life = new Life();
  life.load(predicted, predictedRow);
  life.addTo(before);
  let caller = -life.submit;
  life.load(measured, measuredRow);
  life.addTo(sums);
  caller += life.submit;
  const parts: { part: Part; ms: number }[] = DOINGS.map((part, i) => ({ part, ms: sums[i]! - before[i]! }));
  parts.push({ part: 'caller', ms: caller });
  return {
    predictedMs: endOf(predicted, predictedRow),
    measuredMs: endOf(measured, measuredRow),
    parts: parts.filter(({ ms }) => Math.abs(ms) > NOTHING).sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms)),
  };
}

/** The row of an attempt at a task; -1 where it never began. */
export function rowOf({ spans }: Trace, task: number, attempt: number): number {
  for (let row = 0; row < spans.length; row++)
    if (spans.at.task[row] === task && spans.at.attempt[row] === attempt) return row;
  return -1;
}
