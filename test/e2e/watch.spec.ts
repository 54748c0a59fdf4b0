import { expect, type Page, test } from '@playwright/test';

/** Opens tasks on these engines. */
async function open(page: Page, text: string, engines: string): Promise<void> {
  const hash = encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%0A', ';');
  await page.goto(`#v1=${hash}&workers=2&engines=${engines}`);
  await page.waitForFunction(() => 'overlap' in window);
}

test('Celery has a monitor, lanes by worker, and the log of its workers', async ({ page }) => {
  await open(page, 'hosts 2\n8 x sleep 300ms', 'celery');
  await expect(page.getByRole('button', { name: 'Worker 2, ' })).toBeVisible();
  await page.getByRole('tab', { name: 'Monitor' }).click();
  await expect(page.getByRole('table', { name: 'Machines' }).getByRole('row')).toHaveCount(3);
  await expect(page.locator('.monitor-says')).toContainText('done 8');
  await page.getByRole('tab', { name: 'Output' }).click();
  const log = page.getByRole('region', { name: 'Would be printed' });
  await expect(log).toContainText('Task tasks.run[0] received');
  await log.getByText('Task tasks.run[5] succeeded').click();
  await expect(log.locator('[data-lit]')).toHaveCount(2);
});

test("Spark's plan stands beside the lanes, and a stage leads to its time", async ({ page }) => {
  await open(page, 'map: 4 x sleep 300ms\nreduce after map: 2 x sleep 200ms', 'spark');
  const plan = page.getByRole('region', { name: "Spark's plan" });
  await expect(plan.getByRole('button')).toHaveCount(2);
  await expect(plan.getByRole('button', { name: 'Stage 1 reduce' })).toContainText('200 ms');
  await plan.getByRole('button', { name: 'Stage 1 reduce' }).click();
  await expect(page.getByRole('button', { name: 'Fit' })).toBeVisible();
  await page.getByRole('tab', { name: 'Monitor' }).click();
  await expect(page.getByRole('table', { name: 'Stages' }).getByRole('row')).toHaveCount(3);
});

test('other engines have no monitor', async ({ page }) => {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  await expect(page.getByRole('tab', { name: 'Figures' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Monitor' })).toHaveCount(0);
});
