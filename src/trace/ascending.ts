/** Numbers in order, searched by halving. */

/** How many of these, which ascend, are at most `value`: the place of the first that is more. */
export function upTo(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
