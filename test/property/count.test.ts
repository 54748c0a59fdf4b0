import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCount } from '../../src/scenario/count.ts';

const english = new Intl.NumberFormat('en-US');

test('counts are written as English writes numbers', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (count) => {
      expect(formatCount(count)).toBe(english.format(count));
      // An eighth has three digits, so that nothing is rounded.
      expect(formatCount(count / 8)).toBe(english.format(count / 8));
    }),
    { numRuns: 2_000 },
  );
  const some = [0, 7, 999, 1000, -1000, 1234.5, 0.25];
  expect(some.map(formatCount)).toEqual(['0', '7', '999', '1,000', '-1,000', '1,234.5', '0.25']);
});
