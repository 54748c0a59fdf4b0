/**
 * How fast the burn loop runs while 1, 2, ... cores compute. All counts are measured in turns, several times round, so that a
 * computer whose speed drifts meanwhile slows all of them alike.
 */
import { commonNow } from '../platform/clock.ts';

/** One that can compute: a worker. */
export interface Burner {
  /** Computes from `fromMs` on the common clock for `forMs`; gives rounds of the burn loop a millisecond. */
  measureRate(fromMs: number, forMs: number): Promise<number>;
}

export interface SpeedCurve {
  /** Rounds of the burn loop a millisecond, while one core computes. */
  readonly roundsPerMs: number;
  /** The speed of each of 1, 2, ... busy cores as a share of `roundsPerMs`: `Machine.speedByBusyCores`. */
  readonly speedByBusyCores: readonly number[];
}

/** What one measurement of one count found: rounds a millisecond, the mean of all who computed. */
export interface RateSample {
  readonly busyCores: number;
  readonly roundsPerMs: number;
}

/** One measurement takes so long (ms): a scheduler's turns and a frame or two are in it. */
const WINDOW_MS = 36;
/** All begin at a moment so far ahead (ms): the messages that tell them take less. */
const LEAD_MS = 3;
const LEAST_ROUNDS = 3;
const MOST_ROUNDS = 9;

/** The counts that are measured: 1, 2, 4, ... and all. Between two of them the curve is a straight line. */
export function countsOf(cores: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < cores; count *= 2) counts.push(count);
  return [...counts, Math.max(1, cores)];
}

/**
 * Measures with one burner a core, which all are idle and warm. All measurements together take no longer than `budgetMs`, but for
 * the least number of times round.
 */
export async function measureSpeedCurve(burners: readonly Burner[], budgetMs: number): Promise<SpeedCurve> {
  const counts = countsOf(burners.length);
  const possible = Math.floor(budgetMs / (counts.length * (WINDOW_MS + LEAD_MS)));
  const rounds = Math.min(MOST_ROUNDS, Math.max(LEAST_ROUNDS, possible));
  const samples: RateSample[] = [];
  for (let round = 0; round < rounds; round++)
    for (const busyCores of counts) {
      const fromMs = commonNow() + LEAD_MS;
      const rates = await Promise.all(
        burners.slice(0, busyCores).map((burner) => burner.measureRate(fromMs, WINDOW_MS)),
      );
      samples.push({ busyCores, roundsPerMs: rates.reduce((sum, rate) => sum + rate, 0) / busyCores });
    }
  return speedCurve(samples, burners.length);
}

/**
 * The share of samples that are slower than what counts. While a core is free, what disturbs a task goes on there after a moment; a window
 * as short as these ends before that. So the slow windows say nothing of runs: on two cores the median lay 1 to 16 % below what runs of
 * one worker then did, the upper quartile 0 to 5 %. With all cores busy a run suffers each interruption, and the median counts.
 */
const [WITH_A_FREE_CORE, ALL_BUSY] = [0.75, 0.5];

/**
 * The curve that samples show, for 1, 2, ... `cores`: a straight line between the counts that were measured, and never above 1.
 */
export function speedCurve(samples: readonly RateSample[], cores: number): SpeedCurve {
  const rateOf = (count: number) =>
    quantile(
      samples.flatMap(({ busyCores, roundsPerMs }) => (busyCores === count ? [roundsPerMs] : [])),
      count < cores ? WITH_A_FREE_CORE : ALL_BUSY,
    );
  const counts = [...new Set(samples.map(({ busyCores }) => busyCores))].sort((a, b) => a - b);
  const points = counts.map((count) => ({ count, rate: rateOf(count) }));
  const roundsPerMs = points[0]!.rate;
  const speedByBusyCores = Array.from({ length: cores }, (_, i) => {
    const to = points.find(({ count }) => count >= i + 1) ?? points.at(-1)!;
    const from = points.findLast(({ count }) => count <= i + 1) ?? to;
    const way = to.count === from.count ? 0 : (i + 1 - from.count) / (to.count - from.count);
    // More digits than a repetition would confirm say nothing.
    return (
      Math.round(Math.min(1, Math.max(0.001, (from.rate + way * (to.rate - from.rate)) / roundsPerMs)) * 1000) / 1000
    );
  });
  return { roundsPerMs, speedByBusyCores };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (at - Math.floor(at)) * (above - below);
}
