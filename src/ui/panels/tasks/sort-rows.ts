/** Sorts row numbers by a column of numbers: a million in well under a second, with no object a row. */

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;

/**
 * The same row numbers in order of their keys. Rows of equal keys stay in the order given; those without a key (NaN)
 * come last, whichever the direction.
 * @param rows row numbers, left as they are
 * @param keys by row number, left as they are
 */
export function sortRows(rows: Int32Array, keys: Float64Array, descending: boolean): Int32Array {
  const count = rows.length;
  // The bits of a double, read as a whole number, are in the order of the doubles once negative ones are turned round.
  const bits = new Uint32Array(count * 2);
  const view = new Float64Array(bits.buffer);
  for (let i = 0; i < count; i++) {
    const key = keys[rows[i]!]!;
    // Zero has two forms, which are one key.
    view[i] = key === 0 ? 0 : key;
    const low = 2 * i;
    if (Number.isNaN(key)) {
      bits[low] = bits[low + 1] = 0xffffffff;
      continue;
    }
    const negative = bits[low + 1]! >>> 31 === 1;
    if (negative !== descending) {
      bits[low] = ~bits[low]!;
      bits[low + 1] = ~bits[low + 1]!;
      if (!negative) bits[low + 1] = bits[low + 1]! & 0x7fffffff;
    } else if (!negative) bits[low + 1] = bits[low + 1]! | 0x80000000;
  }
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let next = new Uint32Array(count);
  const digits = new Uint16Array(bits.buffer);
  const places = new Uint32Array(DIGITS);
  for (let digit = 0; digit < 4; digit++) {
    places.fill(0);
    for (let i = 0; i < count; i++) places[digits[4 * i + digit]!]!++;
    // A digit that all share orders nothing.
    if (count > 0 && places[digits[digit]!] === count) continue;
    let sum = 0;
    for (let value = 0; value < DIGITS; value++) {
      const many = places[value]!;
      places[value] = sum;
      sum += many;
    }
    for (let i = 0; i < count; i++) next[places[digits[4 * order[i]! + digit]!]!++] = order[i]!;
    [order, next] = [next, order];
  }
  const sorted = new Int32Array(count);
  for (let i = 0; i < count; i++) sorted[i] = rows[order[i]!]!;
  return sorted;
}
