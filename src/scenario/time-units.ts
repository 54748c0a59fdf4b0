/** The units of time: of durations in the notation, and of those that a search compares with. Prints and links know milliseconds and seconds only. */

/** A unit's milliseconds as `factor` times ten to the power of `exponent`. */
const UNITS = {
  us: { factor: 1, exponent: -3 },
  µs: { factor: 1, exponent: -3 },
  ms: { factor: 1, exponent: 0 },
  s: { factor: 1, exponent: 3 },
  min: { factor: 6, exponent: 4 },
  h: { factor: 36, exponent: 5 },
} as const;

export type TimeUnit = keyof typeof UNITS;

export const isTimeUnit = (word: string): word is TimeUnit => Object.hasOwn(UNITS, word);

/** Those of the notation; a search knows microseconds, too. */
export const NOTATION_UNITS: readonly string[] = ['ms', 's', 'min', 'h'] satisfies TimeUnit[];

export const isNotationUnit = (word: string): word is TimeUnit => NOTATION_UNITS.includes(word);

/**
 * Milliseconds, as exact as the number is: its decimal point is moved before anything is multiplied.
 * @param number as the notation writes it: `150`, `0.2`, `1e-7`
 */
export function inMilliseconds(number: string, unit: TimeUnit): number {
  const [digits, exponent = '0'] = number.toLowerCase().split('e');
  return Number(`${digits}e${Number(exponent) + UNITS[unit].exponent}`) * UNITS[unit].factor;
}
