/** When nothing of the page's own would slow what is to be measured. Loaded with the first measurement. */

/** A timer that fires so late (ms) had to wait for the page's thread. */
const LATE_MS = 8;
const LOOK_MS = 25;
/** So many looks one after another find the page's thread free: then it rests. */
const CALM_LOOKS = 6;

/** Resolves once the page's thread has had nothing to do for a while, or after `mostMs`. */
export async function pageAtRest(mostMs = 2_000): Promise<void> {
  const until = performance.now() + mostMs;
  for (let calm = 0; calm < CALM_LOOKS && performance.now() < until; ) {
    const due = performance.now() + LOOK_MS;
    await pause(LOOK_MS);
    calm = performance.now() - due < LATE_MS ? calm + 1 : 0;
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
