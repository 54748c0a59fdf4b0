/** The built page on a host of files, below a sub-path, without any header: isolated by its service worker, and there without network. */
import { expect, type Page, test } from '@playwright/test';
import { HEADERS } from '../../src/offline/headers.ts';
import { type FileHost, fileHost } from './file-host.ts';

// Traces are taken by steps that count as the user's own.
test.use({ serviceWorkers: 'allow', trace: 'off' });
test.setTimeout(180_000);

let host: FileHost;
test.beforeEach(async () => {
  host = await fileHost('/some/where/');
});
test.afterEach(() => host.stop().catch(() => {}));

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const kept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.ready.then(({ active }) => active?.state === 'activated'));

/** How often the page has been loaded in this tab. */
async function countLoads(page: Page): Promise<() => number> {
  let loads = 0;
  page.on('load', () => loads++);
  return () => loads;
}

test('loaded once, then without a server: tasks run, a program runs, the link is there, and all is isolated', async ({
  page,
}) => {
  const loads = await countLoads(page);
  await page.goto(`${host.url}#python`);
  await expect(page.locator('.py-status')).toHaveText(/^Ran 5\.00 s/, { timeout: 60_000 });
  await kept(page);
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('overlap-python')).keys()).length), {
      timeout: 30_000,
    })
    .toBe(3);
  expect(loads()).toBe(1);
  await host.stop();

  await page.goto('about:blank');
  await page.goto(`${host.url}#v1=3+x+sleep+50ms&workers=2&engines=web-workers,threading.Thread`);
  await page.waitForFunction(() => 'overlap' in window);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await button(page, 'Run').click();
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length === 2);
  for (const tab of ['Charts', 'Tasks', 'Range', 'Notes']) {
    const panel = page.getByRole('tablist', { name: 'Panels' }).getByRole('tab', { name: tab });
    if (await panel.count()) await panel.click();
  }
  await expect(page.getByText('cannot be shown')).toHaveCount(0);
  await button(page, 'More tools').click();
  await button(page, 'Share link').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Text for a chat' })).toHaveValue(/measured/);
  await dialog.getByRole('checkbox', { name: /what you measured/ }).check();
  await expect(dialog.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(/&look=ran:web-workers=/);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Python' }).click();
  // Where its last run took long, which it does on a busy computer, a program waits for Run.
  await expect(page.locator('.py-status')).toHaveText(/^(Ran 5\.00 s.*)?$/, { timeout: 60_000 });
  await button(page, 'Run').click();
  await expect(page.locator('.py-status')).toHaveText(/^Ran 5\.00 s/, { timeout: 60_000 });
});

test('the install of the service worker waits while something is measured, and goes on after it', async ({ page }) => {
  await page.goto('/');
  const found = await page.evaluate(async () => {
    const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
    const files = async () => {
      const lists = (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length);
      return (await Promise.all(lists)).reduce((sum, count) => sum + count, 0);
    };
    while ((await files()) < 5) await pause(5);
    const scenario = { workers: 1, tasks: [{ id: 'a', segments: [{ kind: 'sleep' as const, ms: 2500 }] }] };
    const run = window.overlap.run({ engine: 'web-workers', scenario });
    let over = false;
    void run.then(() => (over = true));
    await pause(200);
    const early = await files();
    await pause(500);
    const late = await files();
    const installing = (await navigator.serviceWorker.getRegistration())!.installing !== null;
    return { early, late, over, installing };
  });
  expect(found.over).toBe(false);
  expect(found.installing).toBe(true);
  // One was on its way.
  expect(found.late - found.early).toBeLessThanOrEqual(1);
  await kept(page);
});

test('a run that is under way when the page would keep itself goes on undisturbed', async ({ page }) => {
  await page.goto('/');
  await page.waitForFunction(() => 'overlap' in window);
  const registeredAtEnd = await page.evaluate(async () => {
    const scenario = { workers: 1, tasks: [{ id: 'a', segments: [{ kind: 'sleep' as const, ms: 7000 }] }] };
    await window.overlap.run({ engine: 'web-workers', scenario });
    return (await navigator.serviceWorker.getRegistration()) !== undefined;
  });
  expect(registeredAtEnd).toBe(false);
  await kept(page);
});

test('what the service worker serves has the headers that the host does not set', async ({ page }) => {
  await page.goto(host.url);
  await kept(page);
  await page.reload();
  const served = await page.evaluate(async () => {
    const files = ['./', ...Array.from(document.scripts, ({ src }) => src)];
    const responses = await Promise.all(files.map((file) => fetch(file)));
    return responses.map(({ headers }) => Object.fromEntries(headers));
  });
  for (const headers of served)
    for (const [name, value] of Object.entries(HEADERS)) expect(headers[name.toLowerCase()]).toBe(value);
});

test('the page can be installed', async ({ page }) => {
  await page.goto(host.url);
  await kept(page);
  const cdp = await page.context().newCDPSession(page);
  const { url, errors } = await cdp.send('Page.getAppManifest');
  expect([url, errors]).toEqual([`${host.url}manifest.webmanifest`, []]);
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  // The tests' windows are private ones, in which nothing can be installed.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test('on the first visit the page reloads once where nobody has touched it, and never again', async ({ page }) => {
  const loads = await countLoads(page);
  await page.goto(host.url);
  await expect.poll(loads, { timeout: 30_000 }).toBe(2);
  await page.waitForFunction(() => crossOriginIsolated);
  await page.waitForTimeout(1500);
  expect(loads()).toBe(2);
});

test('it does not reload under somebody’s hands', async ({ page }) => {
  const loads = await countLoads(page);
  await page.goto(`${host.url}#v1=9+x+sleep+300ms`);
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).click();
  await button(page, 'Run').click();
  await kept(page);
  await page.waitForTimeout(2000);
  expect(loads()).toBe(1);
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length > 0);
});

test('within another page there is no service worker, and nothing reloads', async ({ page }) => {
  const loads = await countLoads(page);
  await page.goto(`${host.url}?embed#v1=sleep+0..4&workers=3`);
  await expect(button(page, 'Run')).toBeVisible();
  await page.waitForTimeout(2000);
  expect(loads()).toBe(1);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test('a new version is told of, not in mid-run, and comes when it is wanted; the scenario stays', async ({ page }) => {
  await page.goto(host.url);
  await kept(page);
  await page.reload();
  await page.waitForFunction(() => 'overlap' in window && navigator.serviceWorker.controller !== null);
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('3 x sleep 900ms');
  await button(page, 'Run').click();
  host.change('service-worker.js', (text) => `${text}\n// another version`);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready).update());
  const notice = page.getByText('A new version of Overlap is there.');
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
  const runs = await button(page, 'Cancel').isEnabled();
  if (runs) await expect(notice).toBeHidden();
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length === 3, undefined, { timeout: 20_000 });
  await expect(notice).toBeVisible();
  await Promise.all([page.waitForEvent('load'), button(page, 'Reload').click()]);
  await page.waitForFunction(() => 'overlap' in window);
  await expect(page.getByRole('textbox', { name: 'Tasks', exact: true })).toHaveValue('3 x sleep 900ms');
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
});
