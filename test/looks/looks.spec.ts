/** A picture of each state in each window, in `.cache/looks`. `STATES=Ray,Python WINDOWS=phone` takes those only whose names begin so. */
import { test } from '@playwright/test';
import { STATES } from '../e2e/states.ts';

const PLACE = `${import.meta.dirname}/../../.cache/looks`;

const WINDOWS = [
  ['wide', { width: 1440, height: 900 }, 'light'],
  ['wide dark', { width: 1440, height: 900 }, 'dark'],
  ['low', { width: 1280, height: 720 }, 'light'],
  ['low dark', { width: 1280, height: 720 }, 'dark'],
  ['tablet', { width: 768, height: 1024 }, 'light'],
  ['tablet dark', { width: 768, height: 1024 }, 'dark'],
  ['200 %', { width: 720, height: 450 }, 'light'],
  ['phone', { width: 375, height: 812 }, 'light'],
  ['phone dark', { width: 375, height: 812 }, 'dark'],
] as const;

/** Those whose names begin with one of the words; all where nothing is asked for. */
function asked<T extends readonly [name: string, ...unknown[]]>(all: readonly T[], words = ''): T[] {
  const begins = words.split(',').filter(Boolean);
  return all.filter(([name]) => begins.length === 0 || begins.some((begin) => name.startsWith(begin)));
}

for (const [window, viewport, colorScheme] of asked(WINDOWS, process.env.WINDOWS))
  test.describe(window, () => {
    test.use({ viewport, colorScheme, hasTouch: viewport.width < 720 });
    for (const [state, come] of asked(Object.entries(STATES), process.env.STATES))
      test(state, async ({ page }) => {
        await come(page);
        // Until what comes in idle time is there.
        await page.waitForTimeout(700);
        const name = `${state}-${window}`.replaceAll(/[^\w]+/g, '-');
        await page.screenshot({ path: `${PLACE}/${name}.png`, fullPage: viewport.width < 720 });
      });
  });
