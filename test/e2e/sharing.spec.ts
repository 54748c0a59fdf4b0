/** The bench "Sharing state": real workers on one counter, in each of the ways to share it. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';
import { moreTools } from './more-tools.ts';
import { withoutIsolation } from './without-isolation.ts';

/** A scenario without `cpu`, so that nothing else computes. */
const PAGE = '/#v1=2+x+sleep+50ms&workers=2';

const bench = (page: Page) => page.getByRole('dialog', { name: 'Sharing state' });
const status = (page: Page) => bench(page).getByRole('status');
const field = (page: Page, name: string) => bench(page).getByRole('spinbutton', { name });
const way = (page: Page, name: string) => bench(page).locator(`[data-way=${name}]`);
const verdict = (page: Page, name: string) => way(page, name).locator('.sharing-verdict');

async function open(page: Page): Promise<void> {
  await page.goto(PAGE);
  await moreTools(page, 'Sharing state');
  await expect(status(page)).toHaveText('Ready');
}

async function count(page: Page, sizes: Record<string, number> = {}): Promise<void> {
  for (const [name, size] of Object.entries(sizes)) await field(page, name).fill(String(size));
  await bench(page).getByRole('button', { name: 'Count' }).click();
  await expect(status(page)).toHaveText('Finished', { timeout: 40_000 });
}

/** Expected, seen, lost. */
async function figures(row: Locator): Promise<number[]> {
  const texts = await row.locator('tr').first().locator('td').allInnerTexts();
  return texts.slice(0, 3).map((text) => Number(text.replaceAll(',', '')));
}

/** Workers of the bench that are alive. */
const alive = (page: Page) => page.workers().filter((worker) => /(counting|server)-worker/.test(worker.url())).length;

for (const workers of [2, 5])
  test(`${workers} workers: the caller sees nothing of a global variable, everything of what is shared rightly`, async ({
    page,
  }) => {
    await open(page);
    await count(page, { Workers: workers, 'Calls each': 200 });
    const all = workers * 100_000;
    expect(await figures(way(page, 'global'))).toEqual([all, 0, all]);
    await expect(verdict(page, 'global')).toHaveText('The caller sees 0; each worker’s own counter says 100,000.');
    const [expected, seen, lost] = await figures(way(page, 'unlocked'));
    expect(expected).toBe(all);
    expect(seen).toBeLessThanOrEqual(all);
    expect(lost).toBe(all - seen!);
    // It is counted until one is lost; only a single core keeps workers from ever overlapping.
    if ((await page.evaluate(() => navigator.hardwareConcurrency)) > 1) expect(lost).toBeGreaterThan(0);
    await expect(verdict(page, 'unlocked')).toHaveText(lost === 0 ? /did not overlap/ : /updates are lost/);
    for (const right of ['gil', 'atomics', 'lock']) expect(await figures(way(page, right))).toEqual([all, all, 0]);
    expect(await figures(way(page, 'server'))).toEqual([workers * 200, workers * 200, 0]);
    await expect(verdict(page, 'server')).toHaveText(/a call takes [\d.,]+ µs/);
    await expect.poll(() => alive(page)).toBe(0);
  });

test('what is lost without a lock is lost step by step, not all at once by a compiler', async ({ page }) => {
  await open(page);
  test.skip((await page.evaluate(() => navigator.hardwareConcurrency)) < 2, 'needs two cores');
  const steps = 1_000_000;
  await expect(async () => {
    await count(page, { 'Steps each': steps, 'Calls each': 1 });
    const [, , lost] = await figures(way(page, 'unlocked'));
    expect(lost).toBeGreaterThan(0);
    // Counted in a register and written once, a worker's steps would be lost all or none.
    expect(lost! % steps).not.toBe(0);
  }).toPass({ timeout: 45_000 });
});

test('Cancel ends the count, Esc closes the bench, and no worker is left by either', async ({ page }) => {
  await open(page);
  await field(page, 'Workers').fill('8');
  await field(page, 'Calls each').fill('20000');
  const start = async () => {
    await bench(page).getByRole('button', { name: 'Count' }).click();
    await expect(status(page)).toHaveText('Counting: Server process');
    await expect.poll(() => alive(page)).toBe(9);
  };
  await start();
  await bench(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page)).toHaveText('Cancelled');
  await expect.poll(() => alive(page)).toBe(0);
  // What was measured stays.
  expect((await figures(way(page, 'atomics')))[1]).toBe(800_000);
  await start();
  await page.keyboard.press('Escape');
  await expect(bench(page)).toBeHidden();
  await expect.poll(() => alive(page)).toBe(0);
});

test('by keyboard alone', async ({ page }) => {
  await page.goto(PAGE);
  await page.getByRole('button', { name: 'More tools' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sharing state' }).focus();
  await page.keyboard.press('Enter');
  await expect(bench(page)).toBeVisible();
  await field(page, 'Steps each').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1000');
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText('Finished');
  expect(await figures(way(page, 'lock'))).toEqual([2000, 2000, 0]);
  await page.keyboard.press('Escape');
  await expect(bench(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'More tools' })).toBeFocused();
});

test('no script of the bench is loaded before it is opened', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(PAGE);
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((url) => /Bench|counting-worker|server-worker/.test(url))).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing serious, before and after a count', async ({ page }) => {
      await open(page);
      expect(await serious(page)).toEqual([]);
      await count(page, { 'Calls each': 10 });
      expect(await serious(page)).toEqual([]);
    });
  });

test.describe('narrow', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });
  test('everything is there and nothing scrolls sideways', async ({ page }) => {
    await page.goto(PAGE);
    await moreTools(page, 'Sharing state');
    await count(page, { Workers: 8, 'Steps each': 200_000, 'Calls each': 10 });
    expect(await bench(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
    expect((await bench(page).getByRole('button', { name: 'Count' }).boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await serious(page)).toEqual([]);
  });
});

test('the top bar has room for its button from 720 px on', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 800 });
  await page.goto(PAGE);
  await expect(page.getByRole('button', { name: 'Help' })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
});

test('without isolation shared memory says why not, and the other ways count', async ({ page }) => {
  await withoutIsolation(page);
  await open(page);
  for (const name of ['gil', 'unlocked', 'atomics', 'lock'])
    await expect(verdict(page, name)).toContainText('not cross-origin isolated');
  await count(page, { 'Calls each': 100 });
  expect(await figures(way(page, 'global'))).toEqual([200_000, 0, 200_000]);
  expect(await figures(way(page, 'server'))).toEqual([200, 200, 0]);
  await expect(verdict(page, 'lock')).toContainText('not cross-origin isolated');
});
