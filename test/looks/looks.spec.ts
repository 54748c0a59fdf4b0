/** A picture of each state in each window, in `.cache/looks`. `STATES=Ray,Python WINDOWS=phone` takes those only whose names begin so. */
import { test } from '@playwright/test';
import { STATES } from '../e2e/states.ts';
import { asked, PLACE, WINDOWS } from './windows.ts';

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
