import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { paced, restAfter } from '../../src/store/timing/pace.ts';

describe('the pace at which a run under way is shown', () => {
  test('is every frame where tasks only sleep and frames cost little', () => {
    expect(restAfter(0, false)).toBe(0);
    expect(restAfter(4, false)).toBe(0);
    expect(restAfter(5, false)).toBeGreaterThan(0);
  });

  test.each([true, false])(
    'is slower the more frames cost, and never slower than five a second (computes: %s)',
    (computes) => {
      for (let costMs = 1; costMs < 100; costMs++) {
        expect(restAfter(costMs, computes)).toBeGreaterThanOrEqual(restAfter(costMs - 1, computes));
        expect(restAfter(costMs, computes)).toBeLessThanOrEqual(200);
      }
    },
  );

  test('leaves nearly all of the time to a run that computes, most of it to one that sleeps', () => {
    for (let costMs = 1; costMs <= 8; costMs++)
      expect(costMs / (costMs + restAfter(costMs, true))).toBeLessThanOrEqual(0.04 + 1e-9);
    for (let costMs = 5; costMs <= 32; costMs++)
      expect(costMs / (costMs + restAfter(costMs, false))).toBeLessThanOrEqual(1 / 7 + 1e-9);
  });

  describe('by the clock', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('begins at once where tasks only sleep, and late where they compute', () => {
      let [sleeping, computing] = [0, 0];
      const ends = [paced(() => sleeping++, false), paced(() => computing++, true)];
      expect([sleeping, computing]).toEqual([1, 0]);
      vi.advanceTimersByTime(500);
      expect(computing).toBeGreaterThan(0);
      for (const end of ends) end();
    });

    test.each([true, false])('goes on until it is ended (computes: %s)', (computes) => {
      let shown = 0;
      const end = paced(() => shown++, computes);
      vi.advanceTimersByTime(2000);
      expect(shown).toBeGreaterThanOrEqual(8);
      end();
      const then = shown;
      vi.advanceTimersByTime(1000);
      expect(shown).toBe(then);
    });
  });
});
