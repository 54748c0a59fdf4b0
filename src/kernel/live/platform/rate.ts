/** How fast the burn loop runs in this thread. */
import { burn } from './burn.ts';

/** A rate near the real one, so that slices of a measurement have a length that makes sense. */
const GUESS = 500_000;
const SLICES = 9;
/** Of the guess's milliseconds; long enough to be exact to a thousandth, short enough for nine of them. */
const SLICE_MS = 8;

/** Lets the compiler see the loop often enough to have finished with it. */
export function warmBurn(): void {
  for (let i = 0; i < 60; i++) burn(0.2, GUESS);
}

/** Rounds per millisecond in this thread: the median of nine slices, warm. */
export function measureRate(): number {
  warmBurn();
  const rates: number[] = [];
  for (let i = 0; i < SLICES; i++) {
    const from = performance.now();
    burn(SLICE_MS, GUESS);
    rates.push((SLICE_MS * GUESS) / (performance.now() - from));
  }
  rates.sort((a, b) => a - b);
  return rates[SLICES >> 1]!;
}
