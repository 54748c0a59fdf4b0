/** How fast the burn loop runs in this thread. */
import { burn } from './burn.ts';
import { commonNow } from './clock.ts';

/** A rate near the real one, so that slices of a measurement have a length that makes sense. */
const GUESS = 500_000;
/** Between two looks at the clock, in the guess's milliseconds: short beside any measurement, long beside a look. */
const SLICE_MS = 1;

/** Lets the compiler see the loop often enough to have finished with it. */
export function warmBurn(): void {
  for (let i = 0; i < 60; i++) burn(0.2, GUESS);
}

/**
 * Rounds per millisecond in this thread, which computes from `fromMs` on (on the common clock) for `forMs`. The mean, since a run
 * suffers each interruption, too. The loop should be warm.
 */
export function measureRate(fromMs: number, forMs: number): number {
  let begin = commonNow();
  while (begin < fromMs) begin = commonNow();
  let [now, slices] = [begin, 0];
  for (; now - begin < forMs; now = commonNow()) {
    burn(SLICE_MS, GUESS);
    slices++;
  }
  return (slices * SLICE_MS * GUESS) / (now - begin);
}
