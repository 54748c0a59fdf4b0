/** Flags on the axis of a lesson: the guess and what came out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placedFlags } from '../../../src/ui/learn/flags.ts';
import { xOf } from '../../../src/ui/timeline/model/time-scale.ts';

const flag = (ms: number, isGuess: boolean) => ({ ms, isGuess, says: isGuess ? 'your guess 1.2 s' : '1.1 s' });

test('whatever was guessed and came out: both flags can be read, in the order of their moments, over the axis', () => {
  const moment = fc.integer({ min: 0, max: 5000 });
  fc.assert(
    fc.property(moment, moment, fc.integer({ min: 250, max: 1400 }), (guess, came, width) => {
      const scale = { fromMs: 0, toMs: 5000, left: 66, width };
      const placed = placedFlags(scale, [flag(guess, true), flag(came, false)]);
      const [first, second] = placed;
      expect(first!.x).toBeLessThanOrEqual(second!.x);
      expect(first!.from).toBeGreaterThanOrEqual(66 - 1e-6);
      expect(first!.from + first!.width).toBeLessThan(second!.from);
      expect(second!.from + second!.width).toBeLessThanOrEqual(66 + width + 1e-6);
      for (const { ms, x } of placed) expect(x).toBe(xOf(scale, ms));
    }),
  );
});

test('flags that have room stand in the middle over their moments', () => {
  const scale = { fromMs: 0, toMs: 5000, left: 66, width: 1000 };
  for (const { x, from, width } of placedFlags(scale, [flag(2000, true), flag(4000, false)]))
    expect(from + width / 2).toBeCloseTo(x);
});
