/** Sorting times by their bits, which of numbers >= 0 are in order where the numbers are: a quarter of what comparing costs. */

/** Values of a digit. A number has four, the lowest first, as memory has them wherever browsers run. */
const VALUES = 0x10000;
const DIGITS = 4;

/** The places of times (>= 0) in their order; equal ones as they stand. */
export function placesInOrder(times: Float64Array): Int32Array {
  const n = times.length;
  // Adding 0 makes a 0 of -0, whose bits are those of a large number.
  let keys = times.map((ms) => ms + 0);
  let places = new Int32Array(n);
  for (let at = 0; at < n; at++) places[at] = at;
  let [nextKeys, nextPlaces] = [new Float64Array(n), new Int32Array(n)];
  const ends = new Int32Array(VALUES);
  for (let digit = 0; digit < DIGITS; digit++) {
    const digits = new Uint16Array(keys.buffer);
    ends.fill(0);
    for (let at = digit; at < digits.length; at += DIGITS) ends[digits[at]!]!++;
    if (ends[digits[digit]!] === n) continue;
    for (let value = 1; value < VALUES; value++) ends[value]! += ends[value - 1]!;
    for (let at = n - 1; at >= 0; at--) {
      const to = --ends[digits[at * DIGITS + digit]!]!;
      nextKeys[to] = keys[at]!;
      nextPlaces[to] = places[at]!;
    }
    [keys, nextKeys] = [nextKeys, keys];
    [places, nextPlaces] = [nextPlaces, places];
  }
  return places;
}
