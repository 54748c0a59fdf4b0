/** A few of what `npm run models` does at length: Python's models against CPython in the page. */
import { expect, test } from '@playwright/test';
import { differing, HELD, ran } from '../models/against-cpython.ts';

/** The same in each run: it takes as long as it takes, and finds what it found. */
const FIRST = 7000;

test('CPython does what the models of its tools predict: two random scenarios an engine', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  for (const engine of HELD) {
    for (const number of [FIRST, FIRST + 1]) {
      const found = await differing(engine, number, await ran(page, engine, number));
      expect.soft(found, `${engine.id}, scenario ${number}`).toEqual([]);
    }
  }
});
