/** One attempt in two runs, measured and predicted: how long each took from the run's begin, and what the difference is made of. */
import { endOf } from '../ends.ts';
import { Life, type Part, partName, partsIn } from '../life.ts';
import type { Trace } from '../trace.ts';

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
  const parts = new Map<Part, number>();
  const life = new Life();
  const add = (trace: Trace, row: number, sign: number) => {
    const sums = new Float64Array(partsIn(trace));
    life.load(trace, row);
    life.addTo(sums);
    for (const [number, ms] of sums.entries()) {
      const part = partName(trace, number);
      parts.set(part, (parts.get(part) ?? 0) + sign * ms);
    }
    parts.set('caller', (parts.get('caller') ?? 0) + sign * life.submit);
  };
  add(measured, measuredRow, 1);
  add(predicted, predictedRow, -1);
  return {
    predictedMs: endOf(predicted, predictedRow),
    measuredMs: endOf(measured, measuredRow),
    parts: Array.from(parts, ([part, ms]) => ({ part, ms }))
      .filter(({ ms }) => Math.abs(ms) > NOTHING)
      .sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms)),
  };
}
