/** The sweep as a person uses it: open, look, move what is on the page, run, set the pool size on the chart. */
import { expect, type Page } from '@playwright/test';
import { formatMs } from '../../src/scenario/duration.ts';
import { serious } from './axe.ts';
import { test } from './quiet.ts';

const button = (page: Page) => page.getByRole('button', { name: 'Sweep', exact: true });
const panel = (page: Page) => page.getByRole('region', { name: 'Sweep', exact: true });
const chart = (page: Page) => page.getByRole('slider', { name: 'Pool size on the chart' });
const size = (page: Page) => page.getByRole('spinbutton', { name: 'Pool size', exact: true });
const slider = (page: Page) => page.getByRole('slider', { name: 'Pool size', exact: true });
const lines = (page: Page) => panel(page).locator('.sweep-line');
const summary = (page: Page, engine: RegExp) =>
  page.getByRole('region', { name: 'Figures of the sweep' }).getByRole('row', { name: engine });
const all = (page: Page) => page.getByRole('table', { name: /^Predicted .* by pool size$/ });

async function open(page: Page): Promise<void> {
  await button(page).click();
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
}

test('opens over the timeline without moving anything, and its code comes only then', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/#v1=sleep+0..4&workers=3');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  expect(asked.filter((path) => /sweep/i.test(path))).toEqual([]);
  const places = () =>
    page.evaluate(() =>
      ['.pool', '.engines', '.toolbar', '.stage-timeline', '.tl', '.dock'].map((name) => {
        const { x, y, width, height } = document.querySelector(name)!.getBoundingClientRect();
        return [name, x, y, width, height];
      }),
    );
  const before = await places();
  await open(page);
  expect(asked.filter((path) => /sweep/i.test(path)).length).toBeGreaterThan(0);
  expect(await places()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(button(page)).toBeFocused();
});

test('a line for each of the engines chosen, engines that agree on one; their bound, knee and pool size', async ({
  page,
}) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await open(page);
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toHaveAttribute('data-engines', 'web-workers async-pool semaphore');
  await expect(panel(page).locator('.sweep-bound')).toHaveCount(1);
  await expect(panel(page).locator('.sweep-chart .sweep-knee')).toHaveAttribute('data-size', '4');
  await expect(panel(page).locator('.sweep-now')).toHaveAttribute('data-size', '3');
  // at 3, measured, bound, knee, at the knee
  await expect(summary(page, /Web Workers/).getByRole('cell')).toHaveText(['5.00 s', '–', '4.00 s', '4', '4.00 s']);
  await expect(all(page).getByRole('row')).toHaveCount(65);
  await expect(all(page).getByRole('row', { name: /^2 / }).getByRole('cell')).toHaveText([
    '6.00 s',
    '6.00 s',
    '6.00 s',
  ]);

  await page.getByRole('checkbox', { name: 'For loop', exact: true }).check();
  await expect(lines(page)).toHaveCount(2);
  await expect(summary(page, /For loop/).getByRole('cell')).toHaveText(['10.00 s', '–', '10.00 s', '–', '–']);
});

test('follows the slider, the text and the knobs', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await open(page);
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel(page).locator('.sweep-now')).toHaveAttribute('data-size', '4');
  await expect(
    summary(page, /Web Workers/)
      .getByRole('cell')
      .first(),
  ).toHaveText('4.00 s');
  const before = await lines(page).first().getAttribute('d');
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('8 x cpu 60ms, sleep 200ms, cpu 60ms');
  // The page's two engines compute these one after the other either way: they share a line, the workers have their own.
  await expect(lines(page)).toHaveCount(2);
  await expect(lines(page).last()).toHaveAttribute('data-engines', 'async-pool semaphore');
  expect(await lines(page).first().getAttribute('d')).not.toBe(before);
  await expect(panel(page).locator('.sweep-bound')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('400 x cpu 0.1ms');
  await page.getByRole('button', { name: /^Knobs/ }).click();
  await page.getByRole('radio', { name: 'chunk', exact: true }).check();
  await page.getByRole('spinbutton', { name: 'Chunk size' }).fill('100');
  await expect(
    summary(page, /Web Workers/)
      .getByRole('cell')
      .nth(3),
  ).toHaveText('2');
});

test('of many moves in a row the last is shown', async ({ page }) => {
  await page.goto('/#v1=300+x+cpu+2ms,+sleep+5ms&workers=4');
  await open(page);
  const tasks = page.getByRole('textbox', { name: 'Tasks', exact: true });
  for (const count of [310, 320, 330, 340, 350]) await tasks.fill(`${count} x sleep 10ms`);
  await expect(all(page).getByRole('row', { name: /^1 / }).getByRole('cell').first()).toHaveText('3.50 s');
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
});

test('shows what was measured as points where it ran, of these tasks only', async ({ page }) => {
  await page.goto('/#v1=4+x+sleep+60ms&workers=2');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  const run = async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.locator('.status')).toHaveText(/^Finished/);
  };
  await run();
  await open(page);
  const points = panel(page).locator('.sweep-chart .sweep-point');
  await expect(points).toHaveCount(3);
  await expect(points.first()).toHaveAttribute('data-size', '2');
  const measuredMs = await page.evaluate(() => window.overlap.traces['web-workers']!.totalMs!);
  expect(measuredMs).toBeGreaterThanOrEqual(119);
  await expect(
    summary(page, /Web Workers/)
      .getByRole('cell')
      .nth(1),
  ).toHaveText(formatMs(measuredMs));
  await size(page).fill('4');
  // What runs is to be seen: Run closes the sweep.
  await run();
  await expect(panel(page)).toHaveCount(0);
  await open(page);
  await expect(points).toHaveCount(6);
  await expect(points.last()).toHaveAttribute('data-size', '4');
  const tasks = page.getByRole('textbox', { name: 'Tasks', exact: true });
  await tasks.fill('5 x sleep 60ms');
  await expect(points).toHaveCount(0);
  await tasks.fill('4 x sleep 60ms');
  await expect(points).toHaveCount(6);
});

test('a click and the keyboard on the chart set the pool size', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await open(page);
  await chart(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(size(page)).toHaveValue('4');
  await page.keyboard.press('PageUp');
  await expect(size(page)).toHaveValue('8');
  await page.keyboard.press('Home');
  await expect(size(page)).toHaveValue('1');
  await expect(chart(page)).toHaveAttribute('aria-valuetext', /^1: takes .*10\.00 s/);
  const knee = (await panel(page).locator('.sweep-chart .sweep-knee').boundingBox())!;
  await page.mouse.click(knee.x + knee.width / 2, knee.y + 40);
  await expect(size(page)).toHaveValue('4');
});

test('shows throughput and utilisation, and sizes evenly apart', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await open(page);
  await panel(page).getByRole('radio', { name: 'Throughput' }).check();
  await expect(
    summary(page, /Web Workers/)
      .getByRole('cell')
      .first(),
  ).toHaveText('1.00/s');
  await panel(page).getByRole('radio', { name: 'Busy' }).check();
  await expect(
    summary(page, /Web Workers/)
      .getByRole('cell')
      .first(),
  ).toHaveText('67 %');
  await expect(panel(page).locator('.sweep-bound')).toHaveCount(0);
  const tick = panel(page).locator('.sweep-tick', { hasText: /^32$/ });
  const at = async () => (await tick.boundingBox())!.x;
  const log = await at();
  await panel(page).getByRole('radio', { name: 'linear' }).check();
  await expect.poll(at).toBeLessThan(log - 100);
});

test('says of an engine why it cannot take the tasks', async ({ page }) => {
  await page.goto('/#v1=a:+sleep+50ms;b+after+a:+sleep+50ms&workers=2&engines=web-workers,multiprocessing.Pool.map');
  await open(page);
  await expect(lines(page)).toHaveCount(1);
  await expect(summary(page, /Pool\.map/)).toContainText('takes the whole list in one call');
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 800, 375])
    test(`${colorScheme}, ${width} px: nothing serious for axe, nothing sideways`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 812 });
      await page.goto('/#v1=6+x+cpu+10ms,+sleep+40ms&workers=2');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.locator('.status')).toHaveText(/^Finished/);
      if (width === 375) await page.getByText('More', { exact: true }).click();
      await open(page);
      await expect(panel(page)).toBeInViewport();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await serious(page)).toEqual([]);
      if (width === 375)
        for (const name of ['Sweep', 'Close sweep']) {
          const box = await page.getByRole('button', { name, exact: true }).boundingBox();
          expect(box?.height).toBeGreaterThanOrEqual(44);
          expect(box?.width).toBeGreaterThanOrEqual(44);
        }
    });
