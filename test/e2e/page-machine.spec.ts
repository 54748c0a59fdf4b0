/** The machine that predictions assume, prediction against measurement, seeds, and what hangs: as a person meets them. */
import { expect, type Page } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';
import { test } from './quiet.ts';
import { withoutIsolation } from './without-isolation.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const machine = (page: Page) => page.getByRole('region', { name: 'Machine', exact: true });
const status = (page: Page) => page.locator('.status');
const figures = (page: Page) => page.getByRole('region', { name: 'Figures' });
const why = (page: Page) => page.getByRole('region', { name: 'Why' });
const cost = (page: Page, name: string) => machine(page).getByRole('spinbutton', { name, exact: true });

async function open(page: Page, hash: string): Promise<void> {
  await page.goto(hash === '' ? '/' : `/${hash}`);
}

async function unfold(page: Page): Promise<void> {
  await machine(page)
    .getByRole('button', { name: /^Machine/ })
    .click();
  await expect(cost(page, 'Cores')).toBeVisible();
}

const THREADS = '#v1=6+x+cpu+60ms,+sleep+40ms,+cpu+60ms&workers=3&engines=web-workers,ThreadPoolExecutor.as_completed';
const KILLED =
  '#v1=4+x+sleep+200ms;kill+worker+of+~231+at+120ms&workers=2&engines=ProcessPoolExecutor.as_completed,multiprocessing.Pool.imap';

test('Calibrate finds what this browser costs, and predictions assume it', async ({ page }) => {
  await open(page, '');
  await expect(machine(page)).toContainText('ideal machine');
  await unfold(page);
  await button(page, 'Calibrate').click();
  await expect(button(page, 'Run')).toBeDisabled();
  await expect(
    machine(page).getByText(
      /^Found: message \d+ µs, worker start \d+ ms, [\d,]+ rounds per ms(, \d+ % of that while \d+ cores are busy)?\.$/,
    ),
  ).toBeVisible({ timeout: 20_000 });
  await expect(machine(page)).toContainText('this browser');
  const here = await page.evaluate(() => window.overlap.predict({ engine: 'web-workers', machine: 'here' }));
  expect(here.machine.messageRoundTripMs).toBeGreaterThan(0.005);
  expect(here.machine.messageRoundTripMs).toBeLessThan(20);
  expect(here.machine.workerStartMs).toBeGreaterThan(0.5);
  expect(here.machine.workerStartMs).toBeLessThan(2000);
  expect(here.totalMs).toBeGreaterThan(5000);
  await expect(button(page, 'Run')).toBeEnabled();
  // It is of this computer, so no link carries it.
  await page.waitForTimeout(500);
  expect(new URL(page.url()).hash).not.toContain('machine');
});

test('a line that overlap-calibrate.py printed becomes the machine, and a wrong one is refused', async ({ page }) => {
  await open(page, '');
  await unfold(page);
  await machine(page).getByText('Measure your own computer or cluster').click();
  const link = machine(page).getByRole('link', { name: 'overlap-calibrate.py' });
  const script = await page.request.get(new URL((await link.getAttribute('href'))!, page.url()).href);
  expect(await script.text()).toContain('def main():');
  const line = machine(page).getByRole('textbox', { name: 'Line that the script printed' });
  await expect(button(page, 'Use it')).toBeDisabled();
  await line.fill('{"cores": 0}');
  await button(page, 'Use it').click();
  await expect(machine(page).getByText('machine.cores: expected a whole number of 1 or more, found 0.')).toBeVisible();
  await line.fill('{"cores": 3, "publishMs": 0.5, "threadStartMs": 0.06}');
  await button(page, 'Use it').click();
  await expect(machine(page)).toContainText('machine set by hand, 3 cores');
  await expect(machine(page).getByText('Taken: 3 members.')).toBeVisible();
  await expect(machine(page)).toContainText('publishMs 0.5');
  await expect(cost(page, 'Thread start')).toHaveValue('0.06');
});

test('a run that computes at another speed than Calibrate found says so, and offers to calibrate again', async ({
  page,
  context,
}) => {
  await open(page, '#v1=6+x+cpu+60ms&engines=asyncio.gather');
  await unfold(page);
  await button(page, 'Calibrate').click();
  await expect(machine(page).getByText(/^Found: /)).toBeVisible({ timeout: 20_000 });
  // The page's own thread gets a third of the time from now on, so what computes on it is slow.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 3 });
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText(/^Finished/, { timeout: 30_000 });
  const drift = machine(page).getByText(/^The last run computed \d+ % slower than Calibrate found/);
  await expect(drift).toBeVisible();
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await button(page, 'Calibrate again').click();
  await expect(drift).toBeHidden();
  await expect(machine(page).getByText(/^Found: /)).toBeVisible({ timeout: 20_000 });
});

test('a machine set by hand changes the prediction and travels in the link', async ({ page, context }) => {
  await open(page, '#v1=8+x+cpu+150ms&workers=8');
  const row = figures(page).getByRole('row', { name: /Web Workers/ });
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  await expect(row).toContainText(`${cores === 2 ? '600 ms' : ''}`);
  await unfold(page);
  await cost(page, 'Cores').fill('4');
  await expect(row).toContainText('300 ms');
  await cost(page, 'Speed').fill('2');
  await expect(row).toContainText('150 ms');
  await expect(machine(page)).toContainText('machine set by hand, 4 cores');
  await cost(page, 'Cores').fill('0');
  await expect(row).toContainText('150 ms');
  await expect.poll(() => new URL(page.url()).hash).toContain('machine=');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(machine(other)).toContainText('machine set by hand, 4 cores');
  await page.getByRole('combobox', { name: 'Predictions assume' }).selectOption({ label: 'CPython 3.11 on Linux' });
  await expect(row).toContainText('600 ms');
  await expect(machine(page)).toContainText('Linux with CPython 3.11, 2 cores');
});

test('‘here’ is measured at the first use, and shows nothing on the page', async ({ page }) => {
  await open(page, '');
  const trace = await page.evaluate(() =>
    window.overlap.predict({ engine: 'multiprocessing.Pool.imap', machine: 'here', scenario: '2 x sleep 20ms' }),
  );
  expect(trace.machine).toMatchObject({ messageRoundTripMs: expect.any(Number), workerStartMs: expect.any(Number) });
  await expect(machine(page)).toContainText('ideal machine');
  const beside = await page.evaluate(async () => {
    const run = window.overlap.run({ engine: 'async-pool', scenario: '2 x sleep 200ms' });
    const refused = await window.overlap.run({ engine: 'async-pool' }).catch((error: Error) => error.name);
    await run;
    return refused;
  });
  expect(beside).toBe('RefusedError');
});

test('threads that compute have a band over a hundred seeds beside the prediction', async ({ page }) => {
  await open(page, THREADS);
  const row = figures(page).getByRole('row', { name: /ThreadPoolExecutor/ });
  await expect(row.locator('.figures-band')).toHaveText(/^[\d.]+( m?s)? to [\d.]+ m?s$/, { timeout: 20_000 });
  await expect(
    figures(page)
      .getByRole('row', { name: /Web Workers/ })
      .locator('.figures-band'),
  ).toHaveText('–');
  const before = await row.locator('.figures-band').textContent();
  await page.getByRole('slider', { name: 'Pool size' }).press('ArrowLeft');
  await expect(row.locator('.figures-band')).toHaveText('…');
  await expect(row.locator('.figures-band')).toHaveText(/to/, { timeout: 20_000 });
  expect(await row.locator('.figures-band').textContent()).not.toBe(before);
  await page.getByRole('checkbox', { name: 'ThreadPoolExecutor', exact: true }).uncheck();
  await expect(page.locator('.figures-band')).toHaveCount(0);
});

test('after a run each error tells where it comes from, and nothing else moves', async ({ page }) => {
  await open(page, '#v1=2+x+sleep+100ms&workers=2&engines=web-workers,multiprocessing.Pool.imap');
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText(/^Finished/);
  const top = await why(page).boundingBox();
  const more = figures(page).getByRole('button', { name: /where it comes from, Web Workers/ });
  await more.click();
  await expect(figures(page)).toContainText(/Predicted 100 ms, took \d+ ms.*Furthest off: task \d/);
  expect(await why(page).boundingBox()).toEqual(top);
  await more.press('Enter');
  await expect(figures(page)).not.toContainText('Furthest off');
});

test('a pool that hangs is predicted to, does, is explained, and ends by Cancel', async ({ page }) => {
  await open(page, KILLED);
  const row = figures(page).getByRole('row', { name: /multiprocessing\.Pool\.imap/ });
  await expect(row).toContainText('hangs');
  await expect(page.getByRole('listitem').filter({ hasText: /^multiprocessing\.Pool\.imap hangs$/ })).toBeVisible();
  await expect(status(page)).toHaveText('multiprocessing.Pool.imap hangs, by prediction');
  await expect(why(page)).toContainText('The worker of task 1 died while it ran.');
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText('multiprocessing.Pool.imap hangs: task 1’s result never comes');
  await expect(why(page)).toContainText('Press Cancel to end the run.');
  await expect(button(page, 'Cancel')).toBeEnabled();
  await button(page, 'Cancel').click();
  await expect(status(page)).toHaveText(/^Cancelled at /);
  const trace = await page.evaluate(() => window.overlap.traces['multiprocessing.Pool.imap']);
  expect(trace?.facts).toMatchObject({ hung: true, stoppedMs: expect.any(Number) });
  await page.getByRole('tab', { name: 'Output' }).click();
  await page.getByRole('combobox', { name: 'Engine of the panel' }).selectOption('ProcessPoolExecutor.as_completed');
  await expect(page.locator('.output')).toContainText('concurrent.futures.process.BrokenProcessPool: A process');
});

test('without isolation the engines with a GIL are predicted only, and the page says how to change that', async ({
  page,
}) => {
  await withoutIsolation(page);
  await open(page, '#v1=2+x+sleep+50ms&workers=2&engines=ThreadPoolExecutor.as_completed');
  await expect(page.getByText(/ThreadPoolExecutor is predicted only.*Cross-Origin-Opener-Policy/)).toBeVisible();
  await expect(button(page, 'Run')).toBeDisabled();
  await expect(status(page)).toHaveText('Predicted only');
  const live = await page.evaluate(() => window.overlap.engines.find(({ id }) => id === 'threading.Thread')?.live);
  expect(live).toContain('cross-origin isolated');
});
