/** A few of what `npm run models` does at length: Python's models against CPython in the page, and runs of a program against each other. */
import { expect, test } from '@playwright/test';
import { differing, HELD, ran } from '../models/against-cpython.ts';
import { programs, runs } from '../models/replay.ts';

const FIRST = Math.abs(Number(process.env.PROPERTY_SEED)) % 1_000_000;

test('CPython does what the models of its tools predict: two random scenarios an engine', async ({ page }) => {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  for (const engine of HELD)
    for (const number of [FIRST, FIRST + 1]) {
      const found = await differing(engine, number, await ran(page, engine, number));
      expect.soft(found, `${engine.id}, scenario ${number}`).toEqual([]);
    }
});

test('four programs leave the same trace after a reload', async ({ page }) => {
  const asked = programs(4, FIRST);
  expect(await runs(page, asked)).toEqual(await runs(page, asked));
});
