import { describe, expect, test } from 'vitest';
import { sfc32 } from '../../../src/scenario/sfc32.ts';

const first = (count: number, ...of: Parameters<typeof sfc32>) => {
  const draw = sfc32(...of);
  return Array.from({ length: count }, draw);
};

/** The same numbers as from a second implementation, in Python. */
const GOLDEN = [
  [4216505632, 947923937, 2491578854, 3964400089],
  [1268519152, 4282244422, 3434405649, 326415325],
  [125529840, 1206561435, 3204336217, 2480501295],
];

describe('sfc32', () => {
  test('gives these numbers for ever', () => {
    expect(first(4, 0)).toEqual(GOLDEN[0]);
    expect(first(4, 7, 3, 1)).toEqual(GOLDEN[1]);
    expect(first(4, Number.MAX_SAFE_INTEGER, 999_999, 255)).toEqual(GOLDEN[2]);
  });

  test('has a stream of its own for each seed, index and stream', () => {
    const begins = [[1], [2], [2 ** 32 + 1], [1, 1], [1, 2], [1, 1, 1], [1, 1, 2]].map((of) =>
      first(2, ...(of as [number])).join(),
    );
    expect(new Set(begins).size).toBe(begins.length);
  });

  test('is even: each of 16 parts gets its share', () => {
    const counts = new Array<number>(16).fill(0);
    for (let index = 0; index < 16_000; index++) {
      const part = Math.floor(sfc32(0, index)() / 2 ** 28);
      counts[part] = (counts[part] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
