/** A picture of each state in each window, in `.cache/looks`. `STATES=Ray,Python WINDOWS=phone` takes those only whose names begin so. */
import { test } from '@playwright/test';
import { FURTHER, LEARN, PYTHON, TASKS } from '../e2e/states.ts';
import { WINDOWS } from '../e2e/windows.ts';
import { asked, PLACE } from './asked.ts';

/** States of Tasks open a page each, as links do; in Learn and in Python one goes from one to the next, so that Python is loaded once. */
const WALKS = [
  ['Tasks', Object.entries(TASKS), true],
  ['Learn and Python', Object.entries({ ...LEARN, ...PYTHON, ...FURTHER }), false],
] as const;

for (const [window, viewport, colorScheme] of asked(WINDOWS, process.env.WINDOWS))
  test.describe(window, () => {
    test.use({ viewport, colorScheme, hasTouch: viewport.width < 720 });
    for (const [walk, states, isFresh] of WALKS)
      test(walk, async ({ page }) => {
        test.setTimeout(600_000);
        const failed: string[] = [];
        for (const [state, come] of asked(states, process.env.STATES)) {
          if (isFresh) await page.goto('about:blank');
          await come(page).catch((error: Error) => failed.push(`${state}: ${error.message}`));
          // Until what comes in idle time is there.
          await page.waitForTimeout(700);
          const name = `${state}-${window}`.replaceAll(/[^\w]+/g, '-');
          await page.screenshot({ path: `${PLACE}/${name}.png`, fullPage: viewport.width < 720 });
        }
        if (failed.length > 0) throw new Error(failed.join('\n\n'));
      });
  });
