/** Work that may take long, as a generator: it yields wherever it may be interrupted, every few milliseconds. */
export type Slices<T> = Generator<undefined, T, undefined>;

/** How many rows a slice takes in: about 1 ms while the code has not been compiled. */
export const SLICE = 2048;

/** Does all of the work at once. */
export function whole<T>(slices: Slices<T>): T {
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}
