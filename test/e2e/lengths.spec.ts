/** The sweep over task lengths as a person uses it: the preset opens it, Measure fills it, Stop ends it. Never a claim on a figure. */
import { expect, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Sweep', exact: true });
const status = (page: Page) => panel(page).getByRole('status');
const table = (page: Page) => page.getByRole('table', { name: 'Share of the ideal by task length and dispatch' });

async function open(page: Page, notation: string): Promise<void> {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await page.waitForFunction(() => 'overlap' in window);
  await page.evaluate((text) => window.overlap.load(text), notation);
  await page.getByRole('button', { name: 'Sweep', exact: true }).click();
}

test('short tasks open it, Measure fills every cell, and the page can run again', async ({ page }) => {
  test.setTimeout(300_000);
  await open(page, '2000 x cpu 0.1ms\npool 2');
  await expect(panel(page).getByRole('radio', { name: 'task length' })).toBeChecked();
  await expect(table(page).getByRole('cell').first()).toHaveText('–');
  await panel(page).getByRole('button', { name: 'Measure lengths', exact: true }).click();
  await expect(status(page)).toHaveText(/^Measuring with 2 workers: \d+ of 81 batches\.$/);
  await expect(page.getByRole('button', { name: 'Measure lengths again' })).toBeVisible({ timeout: 270_000 });
  await expect(status(page)).toHaveText(/^80 % of the ideal on 2 workers on \d+ cores?: by message .+, by chunk .+\.$/);
  await expect(table(page).getByRole('cell')).toHaveCount(27);
  for (const text of await table(page).getByRole('cell').allTextContents()) expect(text).toMatch(/^\d+ %$/);
  await expect(panel(page).locator('.sweep-line')).toHaveCount(3);
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
});

test('Stop ends it, and so does closing; what was measured stays', async ({ page }) => {
  await open(page, '2000 x cpu 0.1ms\npool 2');
  await panel(page).getByRole('button', { name: 'Measure lengths', exact: true }).click();
  await expect(status(page)).toHaveText(/[1-9]\d* of 81/);
  await panel(page).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(status(page)).toHaveText(/^Stopped after [1-9]\d* of 81 batches\.$/);
  await panel(page).getByRole('button', { name: 'Measure lengths again' }).click();
  await expect(status(page)).toHaveText(/^Measuring/);
  await panel(page).getByRole('button', { name: 'Close sweep' }).click();
  // Nothing of it is left: the page's own run begins at once.
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.status')).not.toHaveText(/runs something/);
});

test('other tasks open the sweep over pool sizes, and one changes between the two', async ({ page }) => {
  await open(page, 'sleep 0..4');
  const over = (name: string) => panel(page).getByRole('radio', { name });
  await expect(over('pool size')).toBeChecked();
  await expect(page.getByRole('slider', { name: 'Pool size on the chart' })).toBeVisible();
  await over('task length').check();
  await expect(page.getByRole('slider', { name: 'Pool size on the chart' })).toHaveCount(0);
  await expect(status(page)).toHaveText('Measures real workers, in about fifteen seconds.');
  await over('pool size').check();
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  await expect(panel(page).locator('.sweep-line').first()).toBeVisible();
});
