/** A few of what `npm run models` does at length: Python's models against CPython in the page. */
import { expect, test } from '@playwright/test';
import { differing, HELD, ran } from '../models/against-cpython.ts';
import { isOpen, randomScenario } from '../models/random-scenario.ts';

/** The same in each run, as long as not all is found out that the command finds. */
const FIRST = 7000;

test('CPython does what the models of its tools predict: two random scenarios an engine', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  for (const engine of HELD) {
    const settled = Array.from({ length: 50 }, (_, n) => FIRST + n).filter(
      (n) => !isOpen(engine, randomScenario(engine, n)),
    );
    for (const number of settled.slice(0, 2)) {
      const found = await differing(engine, number, await ran(page, engine, number));
      expect.soft(found, `${engine.id}, scenario ${number}`).toEqual([]);
    }
  }
});
