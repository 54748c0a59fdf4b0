import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

/**
 * What the page may load of script before the first run, gzipped (bytes).
 */
const BUDGET = 170_000;
/** How many files the built page may be (`scripts/page-files.mjs`). */
const FILES = 150;

test('at most 170 KB of gzipped script are loaded before the first run', async ({ page }) => {
  const sizes = new Map<string, number>();
  page.on('response', async (response) => {
    if (!/\.m?js($|\?)/.test(response.url())) return;
    sizes.set(response.url(), gzipSync(await response.body()).length);
  });
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000);
  const sum = [...sizes.values()].reduce((all, size) => all + size, 0);
  console.log(`script before the first run: ${(sum / 1000).toFixed(1)} KB gzipped, in ${sizes.size} files`);
  expect(sizes.size).toBeGreaterThan(0);
  expect(sum).toBeLessThanOrEqual(BUDGET);
});

test('the built page is few files: each costs the install of the service worker some milliseconds', () => {
  const files = readdirSync('dist', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  console.log(`files of the built page: ${files.length}`);
  expect(files.length).toBeLessThanOrEqual(FILES);
});

test('before its script is there the page has a name and, on a phone, words; then it has all of that itself', async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 812 });
  let come = () => {};
  const held = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(/\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('', { waitUntil: 'commit' });
  const words = page.locator('.first-words');
  await expect(words).toBeVisible();
  await expect(page.locator('.topbar')).toContainText('Overlap');
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(words).toBeHidden();
  come();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await expect(words).toHaveCount(0);
});
