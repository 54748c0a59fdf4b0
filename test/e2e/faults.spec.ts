/** What goes wrong outside the page's own doing: what the user sees then, and that nothing is lost. */
import { expect, type Page, test } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tasks = (page: Page) => page.getByRole('textbox', { name: 'Tasks', exact: true });
const panel = (page: Page, name: string) => page.getByRole('tablist', { name: 'Panels' }).getByRole('tab', { name });

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a part of the page that does not come says so and keeps the scenario; once there is network again, it is there', async ({
  page,
}) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await tasks(page).fill('7 x sleep 10ms');
  await page.route('**/assets/Charts-*.js', (route) => route.abort());
  await panel(page, 'Charts').click();
  const trouble = page.getByRole('alert').filter({ hasText: 'cannot be shown: it could not be loaded' });
  await expect(trouble).toBeVisible();
  await expect(button(page, 'Run')).toBeEnabled();
  await page.unroute('**/assets/Charts-*.js');
  await Promise.all([page.waitForEvent('load'), trouble.getByRole('button', { name: 'Reload the page' }).click()]);
  await expect(tasks(page)).toHaveValue('7 x sleep 10ms');
  await panel(page, 'Charts').click();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
});

test('a mistake in one panel leaves the rest; what happened can be copied, and goes nowhere by itself', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const body = 'export default () => { throw new Error("the chart has no axis") };';
  await page.route('**/assets/Charts-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.goto('/#v1=sleep+0..4&workers=3');
  await panel(page, 'Charts').click();
  const trouble = page.getByRole('alert').filter({ hasText: 'Charts cannot be shown.' });
  await expect(trouble).toContainText('Error: the chart has no axis');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await trouble.getByRole('button', { name: 'Copy report' }).click();
  await expect(trouble.getByRole('button', { name: 'Report copied' })).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^Overlap: Error: the chart has no axis\nWhere: Charts\nPage: http.*\nBrowser: .*\nWhen: /);
  expect(asked).toEqual([]);
  await panel(page, 'Figures').click();
  await tasks(page).fill('3 x sleep 20ms');
  await button(page, 'Run').click();
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length === 3);
});

test('an error that nobody expected is said once, with a report', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  // The part that hears of errors comes after the page.
  await page.waitForEvent('response', (response) => /later-/.test(response.url()));
  await page.waitForTimeout(300);
  await page.evaluate(() => void setTimeout(() => Promise.reject(new TypeError('nothing there'))));
  const notice = page.locator('.notice');
  await expect(notice).toContainText('Something went wrong: TypeError: nothing there');
  await page.evaluate(() => void setTimeout(() => Promise.reject(new TypeError('nor there'))));
  await page.waitForTimeout(200);
  await expect(notice).toHaveCount(1);
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toHaveCount(0);
});

test('without any storage the page works, and the address keeps the scenario', async ({ page }) => {
  await page.addInitScript(() => {
    const forbidden = {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, forbidden);
  });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto('/');
  await tasks(page).fill('3 x sleep 30ms');
  await button(page, 'Run').click();
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length > 0);
  await expect.poll(() => page.url()).toContain('#v1=3+x+sleep+30ms');
  await page.reload();
  await expect(tasks(page)).toHaveValue('3 x sleep 30ms');
  expect(errors).toEqual([]);
});

test('workers that cannot start are said, the other engines run, and the next Run tries again', async ({ page }) => {
  await page.goto('/#v1=3+x+sleep+30ms&workers=2&engines=web-workers');
  await page.waitForFunction(() => 'overlap' in window);
  await page.route('**/assets/worker-*.js', (route) => route.abort());
  const refused = await page.evaluate(() =>
    window.overlap.run({ engine: 'web-workers', scenario: '3 x sleep 30ms' }).then(
      () => 'it ran',
      ({ message }: Error) => message,
    ),
  );
  expect(refused).toMatch(/worker/i);
  await button(page, 'Run').click();
  await expect(page.locator('.status')).toHaveText('Could not be run');
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(3);
  const other = await page.evaluate(() => window.overlap.run({ engine: 'async-pool', scenario: '2 x sleep 10ms' }));
  expect(other).toHaveProperty('spans.length', 2);
  await page.unroute('**/assets/worker-*.js');
  await button(page, 'Run').click();
  await page.waitForFunction(() => 'web-workers' in window.overlap.traces);
});

test('a run in a tab that was in the background is marked', async ({ page }) => {
  await page.goto('/#v1=3+x+sleep+400ms&workers=1&engines=async-pool');
  await button(page, 'Run').click();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page.locator('.status')).toHaveText(/^Finished.*, page hidden$/, { timeout: 15_000 });
});
