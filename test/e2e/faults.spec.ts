/** What a browser, a network, a disk or a clock may do to the page: each time it says what is wrong, goes on where that is over, and loses nothing. */
import { expect, type Page, test } from '@playwright/test';
import { ISOLATION } from '../../src/offline/headers.ts';
import { serious } from './axe.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const tasks = (page: Page) => page.getByRole('textbox', { name: 'Tasks', exact: true });
const status = (page: Page) => page.locator('.status').first();
const measured = (page: Page) => page.evaluate(() => Object.keys(window.overlap.traces).length);

const SHORT = '#v1=3+x+sleep+50ms&workers=2';
/** With the look in its link, the page loads all that it has for later at once. */
const AT_ONCE = `${SHORT}&look=panel:figures`;
const RUNNING = '#v1=3+x+sleep+900ms&workers=3';

async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`/${hash}`);
  await page.waitForFunction(() => 'overlap' in window);
}

/** How the build ends names. */
const HASH = '[\\w-]{8}';

/** The files of such names do not come, until the function that it gives is called. */
async function withhold(page: Page, names: string, how: 'no network' | 'another version' = 'no network') {
  const pattern = new RegExp(`/assets/(${names})-${HASH}\\.\\w+$`);
  await page.route(pattern, (route) => (how === 'no network' ? route.abort() : route.fulfill({ status: 404 })));
  return () => page.unroute(pattern);
}

/** The page has what it needs to speak of itself: the file, and those that it imports, which come after it. */
async function hasBox(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/later-/.test(name)));
  await page.waitForLoadState('networkidle');
}

test.describe('a part of the page that does not come', () => {
  test('a panel says so in its place; Try again brings it, and what was measured is still there', async ({ page }) => {
    await open(page, SHORT);
    await button(page, 'Run').click();
    await expect.poll(() => measured(page)).toBe(3);
    const come = await withhold(page, 'Charts');
    await tab(page, 'Charts').click();
    const trouble = page.getByRole('alert').filter({ hasText: 'Charts cannot be shown' });
    await expect(trouble).toContainText('Your scenario is kept');
    expect(await serious(page)).toEqual([]);
    await come();
    await trouble.getByRole('button', { name: 'Try again' }).click();
    await expect(trouble).toBeHidden();
    await expect(page.locator('#dock-panel').getByText('at a time').first()).toBeVisible();
    // With its style sheet, which had not come either.
    await expect
      .poll(() => page.evaluate(() => Array.from(document.styleSheets, ({ href }) => String(href)).join()))
      .toMatch(/Charts-/);
    expect(await measured(page)).toBe(3);
  });

  test('without network a tool leaves the page whole, which says so; with network it comes by itself', async ({
    page,
    context,
  }) => {
    await open(page, AT_ONCE);
    await hasBox(page);
    await context.setOffline(true);
    await button(page, 'Help').click();
    const notice = page.locator('.notice');
    await expect(notice).toContainText('there is no network. Your scenario is kept');
    await expect(notice.getByRole('button', { name: 'Reload' })).toBeHidden();
    await expect(button(page, 'Run')).toBeVisible();
    expect(await serious(page)).toEqual([]);
    await context.setOffline(false);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(notice).toBeHidden();
  });

  test('a newer version on the server: it offers to reload, and the scenario is there after that', async ({ page }) => {
    await open(page, SHORT);
    await tasks(page).fill('7 x sleep 20ms');
    await withhold(page, 'Charts', 'another version');
    await tab(page, 'Charts').click();
    const trouble = page.getByRole('alert').filter({ hasText: 'a newer version is on the server' });
    await page.unrouteAll();
    await Promise.all([page.waitForEvent('load'), trouble.getByRole('button', { name: 'Reload the page' }).click()]);
    await expect(tasks(page)).toHaveValue('7 x sleep 20ms');
  });

  test('what runs does not come: Run says so, and the next Run runs', async ({ page }) => {
    await open(page, SHORT);
    const come = await withhold(page, 'run');
    await button(page, 'Run').click();
    const reason = page.getByRole('heading', { name: 'This could not be run' });
    await expect(reason).toBeVisible();
    await expect(page.getByText('A part of the page could not be loaded: there is no network')).toBeVisible();
    await come();
    await button(page, 'Run').click();
    await expect.poll(() => measured(page)).toBe(3);
  });

  test('a long scenario whose link cannot be packed is there after a reload', async ({ page }) => {
    await open(page, '');
    const come = await withhold(page, 'packing');
    const text = Array.from({ length: 400 }, (_, i) => `t${i}: sleep ${i + 1}ms`).join('\n');
    await tasks(page).fill(text);
    await page.waitForTimeout(600);
    await come();
    await page.reload();
    await expect(tasks(page)).toHaveValue(text);
  });
});

test.describe('workers', () => {
  test('one whose script does not come: Run says so, and the next Run runs', async ({ page }) => {
    await open(page, `${SHORT}&engines=web-workers`);
    const come = await withhold(page, 'worker');
    await button(page, 'Run').click();
    await expect(page.getByText('A worker could not start: its script could not be loaded')).toBeVisible();
    await come();
    await button(page, 'Run').click();
    await expect.poll(() => measured(page)).toBe(1);
  });

  test('one that never starts is not waited for after Cancel, and the next Run runs', async ({ page }) => {
    await open(page, `${SHORT}&engines=web-workers`);
    const script = new RegExp(`/assets/worker-${HASH}\\.js$`);
    const headers = { ...ISOLATION, 'content-type': 'text/javascript' };
    await page.route(script, (route) => route.fulfill({ headers, body: 'setInterval(() => {}, 1e6);' }));
    await button(page, 'Run').click();
    await expect(status(page)).toHaveText('Starting workers');
    await button(page, 'Cancel').click();
    await expect(status(page)).toHaveText(/^Cancelled/);
    await expect.poll(() => page.workers().length).toBe(0);
    await page.unroute(script);
    await button(page, 'Run').click();
    await expect.poll(() => measured(page)).toBe(1);
  });

  test('those that predict do not come: the page says so, and predicts once they do', async ({ page }) => {
    const come = await withhold(page, 'prediction-worker');
    await open(page, AT_ONCE);
    await hasBox(page);
    await tasks(page).fill('30000 x sleep 1ms');
    const notice = page.locator('.notice');
    await expect(notice).toContainText('A part of the page could not be loaded');
    await come();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expect(status(page)).toHaveText(/^Takes/, { timeout: 20_000 });
  });

  test('one whose clock stands elsewhere: its times are the page’s', async ({ page }) => {
    await page.route(new RegExp(`/assets/worker-${HASH}\\.js$`), async (route) => {
      const response = await route.fetch();
      const off = 'Object.defineProperty(performance,"timeOrigin",{value:performance.timeOrigin-36e5});';
      await route.fulfill({ response, body: off + (await response.text()) });
    });
    await open(page, `${SHORT}&engines=web-workers`);
    await button(page, 'Run').click();
    await expect.poll(() => measured(page)).toBe(1);
    const { totalMs, times } = await page.evaluate(() => {
      const { spans, totalMs } = window.overlap.traces['web-workers']!;
      return { totalMs: Number(totalMs), times: spans.flatMap(({ start, end }) => [Number(start), Number(end)]) };
    });
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...times)).toBeLessThanOrEqual(totalMs);
    expect(totalMs).toBeLessThan(30_000);
  });

  test('sixty-four on this computer all work, a sixty-fifth is refused, and the page goes on', async ({ page }) => {
    await open(page, '#v1=64+x+sleep+20ms;64+x+cpu+1ms&workers=64&engines=web-workers');
    await button(page, 'Run').click();
    await expect(status(page)).toHaveText(/^Finished/, { timeout: 40_000 });
    const lanes = await page.evaluate(
      () => new Set(window.overlap.traces['web-workers']!.spans.map(({ lane }) => lane)).size,
    );
    expect(lanes).toBe(64);
    await page.evaluate(() => window.overlap.load('pool 65\n65 x sleep 20ms'));
    await button(page, 'Run').click();
    await expect(page.getByText('would need 65 live workers; a page gets at most 64')).toBeVisible();
  });
});

test.describe('storage', () => {
  for (const how of ['full', 'forbidden'] as const)
    test(`${how}: all works, and what nothing can keep is asked about before it is lost`, async ({ page }) => {
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      await page.addInitScript((how) => {
        const fail = () => {
          throw new DOMException('no', how === 'full' ? 'QuotaExceededError' : 'SecurityError');
        };
        if (how === 'full') Storage.prototype.setItem = fail;
        else
          for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
            Object.defineProperty(window, name, { get: fail });
      }, how);
      await open(page, AT_ONCE);
      await hasBox(page);
      await button(page, 'Light or dark').click();
      await button(page, 'Run').click();
      await expect.poll(() => measured(page)).toBe(3);
      await tab(page, 'Learn').click();
      await expect(page.getByRole('heading').first()).toBeVisible();
      await tab(page, 'Tasks').click();
      // In the address: nobody has to ask.
      await tasks(page).fill('4 x sleep 20ms');
      await page.waitForFunction(() => location.hash.includes('4+x'));
      await page.reload();
      await expect(tasks(page)).toHaveValue('4 x sleep 20ms');
      await hasBox(page);
      // A text with a mistake is in no address.
      await tasks(page).fill('4 x slep 20ms');
      await page.waitForTimeout(500);
      const asked = page.waitForEvent('dialog');
      await page.close({ runBeforeUnload: true });
      const dialog = await asked;
      expect(dialog.type()).toBe('beforeunload');
      await dialog.dismiss();
      await expect(tasks(page)).toHaveValue('4 x slep 20ms');
      expect(errors).toEqual([]);
    });
});

test.describe('what a browser lacks', () => {
  test('shared memory, though the page is isolated: engines that need it are predicted, others run', async ({
    page,
  }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedArrayBuffer'));
    await open(page, `${SHORT}&engines=web-workers,threading.Thread`);
    await button(page, 'Run').click();
    await expect.poll(() => measured(page)).toBe(1);
    expect(await page.evaluate(() => window.overlap.engines.find(({ id }) => id === 'threading.Thread')?.live)).toMatch(
      /isolated/,
    );
  });

  for (const lacks of ['promise integration', 'WebAssembly'] as const)
    test(`${lacks}: Python says so, the program is kept, tasks run`, async ({ page }) => {
      await page.addInitScript((lacks) => {
        if (lacks === 'WebAssembly') Reflect.deleteProperty(globalThis, 'WebAssembly');
        else Reflect.deleteProperty(WebAssembly, 'Suspending');
      }, lacks);
      await open(page, '#python');
      await expect(page.getByRole('heading', { name: 'Python does not run here' })).toBeVisible();
      await expect(page.getByText('no WebAssembly promise integration')).toBeVisible();
      await expect(button(page, 'Run')).toBeDisabled();
      await tab(page, 'Tasks').click();
      await tasks(page).fill('2 x sleep 20ms');
      await button(page, 'Run').click();
      await expect.poll(() => measured(page)).toBeGreaterThan(0);
    });

  test('Python’s files do not come: it says so, and Run asks for them again', async ({ page }) => {
    test.setTimeout(90_000);
    const files = /python_stdlib.*\.zip$/;
    // Requests of workers are seen by the context.
    await page.context().route(files, (route) => route.abort());
    await open(page, '#python');
    await expect(page.getByRole('heading', { name: 'Python could not be loaded' })).toBeVisible({ timeout: 30_000 });
    await page.context().unroute(files);
    await button(page, 'Run').click();
    await expect(page.locator('.py-status')).toHaveText(/^Ran/, { timeout: 60_000 });
  });
});

test.describe('time', () => {
  test('a tab that goes to the background marks its run', async ({ page }) => {
    await open(page, `${RUNNING}&engines=web-workers`);
    await button(page, 'Run').click();
    await expect(status(page)).toHaveText(/^Running/);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect(status(page)).toHaveText(/page hidden$/);
    expect(await page.evaluate(() => window.overlap.traces['web-workers']!.facts?.hidden)).toBe(true);
  });

  test('a clock that is set, or a computer that sleeps, in mid-run marks the run, whose times stay right', async ({
    page,
  }) => {
    await open(page, `${RUNNING}&engines=web-workers`);
    await button(page, 'Run').click();
    await expect(status(page)).toHaveText(/^Running/);
    await page.evaluate(() => {
      const real = Date.now;
      Date.now = () => real() + 3_600_000;
    });
    await expect(status(page)).toHaveText(/clock jumped$/);
    const { facts, totalMs } = await page.evaluate(() => window.overlap.traces['web-workers']!);
    expect(Number(facts?.clockJumpedMs) / 3_600_000).toBeCloseTo(1, 2);
    expect(Number(totalMs)).toBeLessThan(30_000);
  });
});

test('a hundred thousand lines are pasted: they are tasks, the page answers, and they are there after a reload', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '');
  const lines = 100_000;
  await page.evaluate((lines) => navigator.clipboard.writeText('sleep 1ms\n'.repeat(lines).trimEnd()), lines);
  await tasks(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.locator('#tasks-says')).toContainText('100,000 tasks', { timeout: 30_000 });
  await expect.poll(() => page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(lines);
  await button(page, 'Light or dark').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.waitForTimeout(1000);
  await page.reload();
  await page.waitForFunction(() => 'overlap' in window);
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(lines);
});

test('a mistake of the page itself takes one panel, whose report can be copied; nothing leaves the page by itself', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.route(/\/assets\/Charts-[^/]+\.js$/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'export default () => { throw new Error("no such luck"); }',
    }),
  );
  await open(page, SHORT);
  await tab(page, 'Charts').click();
  const trouble = page.getByRole('alert').filter({ hasText: 'Charts cannot be shown.' });
  await expect(trouble).toContainText('Error: no such luck');
  expect(await serious(page)).toEqual([]);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await trouble.getByRole('button', { name: 'Copy report' }).click();
  await expect(trouble.getByRole('button', { name: 'Report copied' })).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^Overlap: Error: no such luck\nWhere: Charts\nPage: .*\nBrowser: .*\nWhen: /);
  expect(asked).toEqual([]);
  await tab(page, 'Figures').click();
  await button(page, 'Run').click();
  await expect.poll(() => measured(page)).toBe(3);
});
