import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

/**
 * What the page may load of script before the first run, gzipped (bytes).
 */
const BUDGET = 170_000;

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
