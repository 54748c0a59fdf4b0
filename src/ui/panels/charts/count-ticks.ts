/** Ticks of an axis that counts, and the room that their labels need. */

/** Room for the longest of these labels left of the plot (px). */
export const gutterOf = (labels: readonly string[]): number =>
  Math.ceil(12 + 6.2 * Math.max(...labels.map((label) => label.length)));

/** Round values from 0 to `most`, three at the most; whole ones. */
export function countTicks(most: number): number[] {
  const top = Math.max(1, Math.ceil(most - 1e-9));
  if (top <= 2) return Array.from({ length: top + 1 }, (_, i) => i);
  const power = 10 ** Math.floor(Math.log10(top / 2));
  const step = [1, 2, 2.5, 5, 10]
    .map((figure) => figure * power)
    .find((one) => Number.isInteger(one) && one * 2 >= top * 0.999)!;
  return step < top ? [0, step, step * 2] : [0, step];
}

/** `500`, `20k`, `1.5M`: a count where there is little room. */
export function shortCount(count: number): string {
  if (count >= 1e6) return `${Number((count / 1e6).toPrecision(3))}M`;
  return count >= 10_000 ? `${Number((count / 1000).toPrecision(3))}k` : String(count);
}
