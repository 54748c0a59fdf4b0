/** Work that may take long, in slices of a few milliseconds: a generator that yields wherever it may be left for a while. */
export type Slices<T> = Generator<undefined, T, undefined>;

/** Rows that a slice takes in: 1 ms or so, while code is cold. */
export const SLICE = 2048;

/** All of it, at once. */
export function whole<T>(slices: Slices<T>): T {
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}
