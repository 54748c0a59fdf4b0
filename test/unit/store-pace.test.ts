import { describe, expect, test } from 'vitest';
import { paced, restAfter } from '../../src/store/pace.ts';

describe('the pace at which a run under way is shown', () => {
  test('is every frame where frames cost little, and never slower than ten a second', () => {
    expect(restAfter(0)).toBe(0);
    expect(restAfter(4)).toBe(0);
    expect(restAfter(500)).toBe(100);
    for (let costMs = 5; costMs < 100; costMs++) {
      expect(restAfter(costMs)).toBeGreaterThanOrEqual(restAfter(costMs - 1));
      expect(restAfter(costMs)).toBeLessThanOrEqual(100);
    }
  });

  test('leaves most of the time to the run where frames cost much', () => {
    for (let costMs = 5; costMs <= 16; costMs++)
      expect(costMs / (costMs + restAfter(costMs))).toBeLessThanOrEqual(1 / 7 + 1e-9);
  });

  test('goes on until it is ended', async () => {
    let shown = 0;
    const end = paced(() => shown++);
    await expect.poll(() => shown).toBeGreaterThan(5);
    end();
    const then = shown;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(shown).toBe(then);
  });
});
