/** The stops of the pool-size slider, and the sizes that the columns over it stand for. */

const MAXIMA = [16, 64, 256, 1000] as const;
const COLUMNS = 16;

/** How far the slider reaches when the pool has so many places: 16, and more only where it must. */
export function sliderMax(workers: number): number {
  return MAXIMA.find((max) => workers <= max) ?? MAXIMA.at(-1)!;
}

/** The pool sizes of the columns: one a stop up to 16, evenly spread beyond. */
export function columnSizes(max: number): number[] {
  return Array.from({ length: COLUMNS }, (_, i) => Math.round(1 + (i * (max - 1)) / (COLUMNS - 1)));
}
