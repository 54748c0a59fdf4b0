/**
 * Two runs of one scenario held against each other, measured and predicted: how far apart they ended, which attempt was
 * furthest off, and what the difference is made of. Times are milliseconds; a difference is `measured - predicted`.
 */
import type { Part } from '../life.ts';
import { criticalPath } from '../queries/critical-path.ts';
import { rowOf } from '../rows-by-task.ts';
import type { Trace } from '../trace.ts';

/** An attempt that both runs know, and how much later it ended. */
export interface Off {
  readonly task: number;
  readonly attempt: number;
  readonly ms: number;
}

export interface Comparison {
  readonly predictedMs: number;
  readonly measuredMs: number;
  /** The attempt whose end is furthest from its prediction, by task and attempt; undefined where none is in both. */
  readonly worst: Off | undefined;
  /** Attempts that only one of the two runs has. */
  readonly unmatched: number;
  /** What the difference of the makespans is made of, largest first; the sum is that difference. */
  readonly parts: readonly { readonly part: Part; readonly ms: number }[];
}

/** Less than this (ms) is rounding. */
const NOTHING = 1e-6;

/** Compares two finished runs of one scenario. */
export function compareRuns(measured: Trace, predicted: Trace): Comparison {
  const [did, was] = [criticalParts(measured), criticalParts(predicted)];
  const parts = [...new Set([...did.keys(), ...was.keys()])]
    .map((part) => ({ part, ms: (did.get(part) ?? 0) - (was.get(part) ?? 0) }))
    .filter(({ ms }) => Math.abs(ms) > NOTHING)
    .sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms));
  return { predictedMs: predicted.totalMs, measuredMs: measured.totalMs, parts, ...furthestOff(measured, predicted) };
}

function furthestOff(measured: Trace, predicted: Trace): Pick<Comparison, 'worst' | 'unmatched'> {
  let worst: Off | undefined;
  let matched = 0;
  const { task, attempt, end } = measured.spans.at;
  for (let row = 0; row < measured.spans.length; row++) {
    const other = rowOf(predicted, task[row]!, attempt[row]!);
    if (other < 0) continue;
    matched++;
    const ms = end[row]! - predicted.spans.at.end[other]!;
    if (!Number.isNaN(ms) && (!worst || Math.abs(ms) > Math.abs(worst.ms)))
      worst = { task: task[row]!, attempt: attempt[row]!, ms };
  }
  return { worst, unmatched: measured.spans.length + predicted.spans.length - 2 * matched };
}

/**
 * What the makespan of a finished run is made of, along its critical path: the sum is `totalMs`. Time in which
 * nothing was under way counts as `rest`.
 */
export function criticalParts(trace: Trace): Map<Part, number> {
  const parts = new Map<Part, number>();
  for (const [kind, ms] of criticalPath(trace).shares) {
    const part = kind === 'idle' ? 'rest' : kind;
    parts.set(part, (parts.get(part) ?? 0) + ms);
  }
  return parts;
}
