/**
 * One clock for the page and its workers: milliseconds since the epoch, `performance.timeOrigin + performance.now()`.
 * Runs count from their t0 on it; a thread adds its `base` to `performance.now()`, so a stamp costs one reading.
 */

/** Now, on the common clock. */
export const commonNow = (): number => performance.timeOrigin + performance.now();

/** What this thread adds to `performance.now()` to get milliseconds from `t0`. `offsetMs` is how far its clock is behind. */
export const baseFrom = (t0: number, offsetMs = 0): number => performance.timeOrigin - t0 + offsetMs;

/** How a worker's clock stands to the page's. */
export interface Offset {
  /** To be added to the worker's stamps; 0 unless it exceeds what the handshake itself leaves open. */
  readonly offsetMs: number;
  /** What was measured: the worker's clock is behind by so much, plus or minus `uncertaintyMs`. */
  readonly measuredMs: number;
  readonly uncertaintyMs: number;
}

/** Round trips of a handshake; the shortest one counts. */
const ROUND_TRIPS = 12;

/**
 * Compares a worker's clock with the page's: the worker's reading lies somewhere between the page's before and after. The
 * middle of the shortest of several round trips is wrong by at most half of that trip (here 0.03 to 0.1 ms). In
 * Chromium the workers of a page take `timeOrigin` from the same clock, so what is measured lies within that uncertainty
 * and nothing is corrected; elsewhere the stamps are shifted.
 */
export async function compareClocks(ask: () => Promise<number>): Promise<Offset> {
  let [measuredMs, uncertaintyMs] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < ROUND_TRIPS; i++) {
    const before = commonNow();
    const there = await ask();
    const after = commonNow();
    if ((after - before) / 2 >= uncertaintyMs) continue;
    uncertaintyMs = (after - before) / 2;
    measuredMs = (before + after) / 2 - there;
  }
  return { offsetMs: Math.abs(measuredMs) > uncertaintyMs ? measuredMs : 0, measuredMs, uncertaintyMs };
}
