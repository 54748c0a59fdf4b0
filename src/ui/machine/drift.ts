/** Whether this browser computes as fast as when Calibrate measured it, told by the last run. */
import { quantile } from 'simple-statistics';
import type { Registry } from '../../store/traces/registry.ts';
import { computingSpeeds } from '../../trace/compare/computing-speed.ts';
import { isDisturbed } from '../../trace/trace.ts';

/** Less than this share is what one run differs from the next. */
const DRIFTED = 0.1;
/** Fewer attempts than this tell nothing: one of them may have been interrupted. */
const LEAST_ATTEMPTS = 2;

/**
 * How fast the tasks of the last run computed, as a share of their predictions for the machine that Calibrate found; undefined where
 * that is as good as 1, or where the run tells nothing.
 */
export function driftOf(registry: Registry, roundsPerMs: number | undefined): number | undefined {
  const speeds = Object.keys(registry.measured()).flatMap((engine) => {
    const { measured, predicted } = registry.of(engine);
    if (!measured || !predicted || Number.isNaN(measured.totalMs)) return [];
    const { facts } = measured;
    // A run under another rate says nothing of this one, nor does one that was stopped or disturbed.
    if (facts.roundsPerMs !== roundsPerMs || isDisturbed(facts) || facts.stoppedMs !== undefined) return [];
    return computingSpeeds(measured, predicted);
  });
  if (speeds.length < LEAST_ATTEMPTS) return undefined;
  const speed = quantile(speeds, 0.5);
  return Math.abs(speed - 1) > DRIFTED ? speed : undefined;
}

/** "The last run computed 14 % slower than Calibrate found, so predictions are off." */
export function driftWords(speed: number): string {
  const share = Math.round(Math.abs(speed - 1) * 100);
  return `The last run computed ${share} % ${speed < 1 ? 'slower' : 'faster'} than Calibrate found, so predictions are off.`;
}
