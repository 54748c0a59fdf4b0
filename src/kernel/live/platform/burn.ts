/**
 * Computing: a number of rounds of one integer loop, the same code on the page and in workers. It is work, not time: it
 * never looks at the clock, so that on a shared core it takes longer, as real work does.
 */

/** Where the result goes, so that no compiler can leave the loop out. */
let sink = 1;

/** Burns so many rounds, at most 2 ** 30. */
function rounds(count: number): void {
  let x = sink | 1;
  for (let i = 0; i < count; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  sink = x;
}

/** Rounds between two looks: about so many milliseconds. */
const SLICE_MS = 0.2;

/**
 * Burns `ms` of work at a rate of `roundsPerMs`. `look` is called between slices of at most 0.2 ms; nothing else is
 * observed meanwhile.
 */
export function burn(ms: number, roundsPerMs: number, look?: () => void): void {
  const slice = Math.max(1, Math.round(roundsPerMs * SLICE_MS));
  let left = Math.round(ms * roundsPerMs);
  while (left > slice) {
    rounds(slice);
    left -= slice;
    if (look) look();
  }
  rounds(left);
}
