import { type Draw, sfc32 } from './sfc32.ts';

/**
 * What the notation leaves to chance. Each task has two streams of its own, seeded by the scenario's seed and the task's index,
 * so that neither disturbs the other, and no task another:
 *
 * - stream 1, jitter: the k-th number belongs to the k-th segment, whether that one has jitter or not;
 * - stream 2, failures: the k-th number belongs to attempt k.
 */
const JITTER = 1;
const FAILURES = 2;

/** The jitter stream of a task: one number a segment, in order. */
export function jitterOf(seed: number, index: number): Draw {
  return sfc32(seed, index, JITTER);
}

/**
 * A duration drawn uniformly from `ms` ± `percent` %, rounded to 1 µs.
 * @param drawn a number of the jitter stream
 */
export function jittered(ms: number, percent: number, drawn: number): number {
  const us = ms * 1000;
  return Math.round(us + ((us * percent) / 100) * (drawn / 2 ** 31 - 1)) / 1000;
}

/**
 * The attempts (from 1) out of `attempts` that fail, each with a chance of `percent` %: `true` if all do, undefined if none.
 */
export function drawFailures(
  seed: number,
  index: number,
  percent: number,
  attempts: number,
): true | number[] | undefined {
  const draw = sfc32(seed, index, FAILURES);
  const failing: number[] = [];
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (draw() * 100 < percent * 2 ** 32) failing.push(attempt);
  }
  if (failing.length === 0) return undefined;
  return failing.length === attempts ? true : failing;
}
