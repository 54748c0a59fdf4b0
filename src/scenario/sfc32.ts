/** A source of whole numbers from 0 to 2^32 - 1. */
export type Draw = () => number;

/**
 * Chris Doty-Humphrey's sfc32 ("small fast counting", from PractRand): 128 bits of state, integer operations only, so the
 * numbers are the same on every machine. One independent stream for each (seed, index, stream).
 *
 * The state begins as a = low 32 bits of the seed, b = its high bits with `stream` in the top byte, c = index, counter = 1;
 * fifteen numbers are thrown away to mix it. Never change this: links live for ever.
 *
 * @param seed whole number from 0 to 2^53 - 1
 * @param index of the task, 0 to 2^32 - 1
 * @param stream what the numbers are for, 0 to 255
 */
export function sfc32(seed: number, index = 0, stream = 0): Draw {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) ^ (stream << 24);
  let c = index | 0;
  let counter = 1;
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) draw();
  return draw;
}
