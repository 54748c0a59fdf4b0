/** The units in which a duration of the notation can be given. Prints and links know milliseconds and seconds only. */

/** A unit's milliseconds as `factor` times ten to the power of `exponent`. */
const UNITS = {
  ms: { factor: 1, exponent: 0 },
  s: { factor: 1, exponent: 3 },
  min: { factor: 6, exponent: 4 },
  h: { factor: 36, exponent: 5 },
} as const;

export type TimeUnit = keyof typeof UNITS;

export const TIME_UNITS = Object.keys(UNITS) as readonly TimeUnit[];

export const isTimeUnit = (word: string): word is TimeUnit => Object.hasOwn(UNITS, word);

/**
 * Milliseconds, as exact as the number is: its decimal point is moved before anything is multiplied.
 * @param number as the notation writes it: `150`, `0.2`, `1e-7`
 */
export function inMilliseconds(number: string, unit: TimeUnit): number {
  const [digits, exponent = '0'] = number.toLowerCase().split('e');
  return Number(`${digits}e${Number(exponent) + UNITS[unit].exponent}`) * UNITS[unit].factor;
}
