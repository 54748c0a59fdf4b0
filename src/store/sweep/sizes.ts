/** The pool sizes of the sweep, and the order in which they are predicted. */

export const MOST_SWEPT = 64;

/** 1 to 64. */
export const SIZES: readonly number[] = Array.from({ length: MOST_SWEPT }, (_, i) => i + 1);

const COARSE = SIZES.filter((size) => Number.isInteger(Math.log2(size)));
const BETWEEN = SIZES.filter((size) => Number.isInteger(Math.log2(size / 3)));

/** First what gives the curve its shape, then what lies between, then all others. Each size is in one pass. */
export const PASSES: readonly (readonly number[])[] = [
  COARSE,
  BETWEEN,
  SIZES.filter((size) => !COARSE.includes(size) && !BETWEEN.includes(size)),
];
