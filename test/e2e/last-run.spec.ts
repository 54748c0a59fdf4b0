/** What becomes of a run when the scenario is changed: nothing of it stays drawn as if it were of the new one. */
import { expect, type Page, test } from '@playwright/test';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const lanes = (page: Page) => page.getByRole('application', { name: /^Timeline/ });
const status = (page: Page) => page.locator('.status');
const standing = (page: Page, engine: string) => page.locator(`[data-engine="${engine}"] .tl-progress-text`);

test.beforeEach(async ({ page }) => {
  await page.goto('#v1=sleep+0..400ms+step+100ms&workers=3&engines=web-workers,sequential');
  await expect(standing(page, 'web-workers')).toHaveText(/^predicted 500 ms/);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(status(page)).toHaveText(/^Finished/);
});

test('another example hides the run behind a chip; undone, the run is there again, whole', async ({ page }) => {
  await page.evaluate(() => (window as never as { overlap: { load(x: string): void } }).overlap.load('2 x sleep 1'));
  const chip = page.locator('.last-run');
  await expect(chip).toContainText('Last run: 5 tasks, pool 3');
  await expect(standing(page, 'web-workers')).toHaveText('predicted 1.00 s');
  await expect(status(page)).toHaveText(/^Takes/);
  await expect(page.getByText('5 of 5')).toHaveCount(0);
  await expect(region(page, 'Figures')).not.toContainText('last run');
  await chip.getByRole('button', { name: 'Show the last run' }).click();
  await expect(standing(page, 'web-workers')).toHaveText(/^predicted 1\.00 s; last run, pool 3: \d+ ms$/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(chip).toHaveCount(0);
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(standing(page, 'web-workers')).toHaveText(/^5 of 5 done/);
});

test('a moved knob turns those engines to prediction that look at it, and the reason answers the change', async ({
  page,
}) => {
  await lanes(page).focus();
  // Task 4 comes after task 1 on the second worker.
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  const why = region(page, 'Why');
  await expect(why.getByRole('heading')).toHaveText('Why was task 4 late?');
  await why.getByRole('button', { name: 'Try 4' }).click();
  await expect(why.getByRole('heading')).toHaveText('Task 4 no longer waits');
  await expect(why).toContainText(/By prediction it begins at once\.In the last run, pool 3, it waited \d+ ms/);
  await expect(status(page)).toHaveText('Web Workers changed: run to measure');
  await expect(standing(page, 'web-workers')).toHaveText(/^predicted 400 ms; last run, pool 3: \d+ ms$/);
  await expect(standing(page, 'sequential')).toHaveText(/^5 of 5 done in 1\./);
  await expect(region(page, 'Figures').getByRole('row', { name: /^Web Workers/ })).toContainText('last run, pool 3');
  await page.keyboard.press('Escape');
  await expect(why.getByRole('heading')).toHaveText(/^You changed 3 to 4 workers: \d+ → 400 ms$/);
  await expect(why).toContainText('because task 4 no longer waits for a worker.');
  await expect(why).toContainText('For loop does not look at it: its run still holds.');
  await page.getByRole('button', { name: 'Hide the last run' }).click();
  await expect(standing(page, 'web-workers')).toHaveText('predicted 400 ms');
});
