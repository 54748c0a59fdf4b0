/** The page in light and dark, wide and narrow, with forced colours, with and without isolation: nothing serious for axe. */
import { expect, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';
import { withoutIsolation } from './without-isolation.ts';

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.status')).toHaveText(/^Finished/);
}

/** Short, and with a failure, so that every kind of text is there. */
const SHORT = '/#v1=sleep+50ms;sleep+100ms;sleep+150ms+fails&workers=2';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing serious, before and after a run', async ({ page }) => {
      await page.goto(SHORT);
      await expect(page.locator('.status')).toHaveText(/^Takes/);
      expect(await serious(page)).toEqual([]);
      await run(page);
      expect(await serious(page)).toEqual([]);
    });
    test('nor where the text is wrong or the link broken', async ({ page }) => {
      await page.goto('/#v1=sleep+0..4;8+x+cpu+150+m');
      await expect(page.getByText('Line 2, column 9.')).toBeVisible();
      expect(await serious(page)).toEqual([]);
    });
  });
}

test('the toggle changes between light and dark, and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  expect(await background()).toBe('rgb(16, 18, 20)');
  await page.reload();
  expect(await background()).toBe('rgb(16, 18, 20)');
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });

  test('everything is there, in one column that does not scroll sideways', async ({ page }) => {
    await page.goto(SHORT);
    for (const name of ['Run', 'Cancel', 'Reset', 'Copy link'])
      await expect(page.getByRole('button', { name, exact: true })).toHaveCount(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    await page.getByText('More', { exact: true }).click();
    await expect(page.getByRole('checkbox', { name: 'Web Workers', exact: true })).toBeChecked();
    await run(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    expect(await serious(page)).toEqual([]);
  });

  test('targets at the bottom are 44 px high', async ({ page }) => {
    await page.goto(SHORT);
    for (const name of ['Run', 'Cancel', 'Copy link']) {
      const box = await page.getByRole('button', { name, exact: true }).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect(box?.width).toBeGreaterThanOrEqual(44);
    }
  });
});

test.describe('medium', () => {
  test.use({ viewport: { width: 800, height: 700 } });
  test('nothing is cut off and axe finds nothing serious', async ({ page }) => {
    await page.goto(SHORT);
    await run(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(800);
    expect(await serious(page)).toEqual([]);
  });
});

test('without isolation the page opens, runs, and says why shared memory is off', async ({ page }) => {
  await withoutIsolation(page);
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(error.message));
  await page.goto(SHORT);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.getByRole('button', { name: /^Knobs/ }).click();
  await expect(page.getByRole('radio', { name: 'shared memory' })).toBeDisabled();
  await expect(page.getByText('Shared memory needs a cross-origin isolated page')).toBeVisible();
  await run(page);
  expect(noise).toEqual([]);
});

test('nothing on the page moves when a run begins and ends', async ({ page }) => {
  await page.goto(SHORT);
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  const places = () =>
    page.evaluate(() =>
      ['.run', '.cancel', '.tasks-says', '.pool', '.engines', '.dock', '.stage-timeline', '.figures table'].map(
        (name) => {
          const { x, y, width, height } = document.querySelector(name)!.getBoundingClientRect();
          return [name, x, y, width, height];
        },
      ),
    );
  const before = await places();
  // Of a run that something disturbs there is more to say than of others.
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.evaluate(() => {
    for (const until = performance.now() + 250; performance.now() < until; );
  });
  await expect(page.locator('.status')).toHaveText(/^Finished/);
  expect(await places()).toEqual(before);
});

for (const [width, height] of [
  [1280, 720],
  [720, 450],
] as const)
  test(`at ${width} x ${height} a long reason leaves the panels in sight`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto(
      '/#v1=sleep+50ms;sleep+100ms;sleep+150ms+fails&workers=2&engines=web-workers,async-pool,semaphore,ThreadPoolExecutor.map',
    );
    await run(page);
    await page.locator('.dock-line button').click();
    await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText(/[0-9] m?s/);
    await page.getByRole('tab', { name: 'Charts', exact: true }).click();
    await expect(page.locator('#dock-panel .recharts-surface').first()).toBeVisible();
  });
