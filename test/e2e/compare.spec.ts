/** Runs kept, held against each other and laid over one another, as a person does it. */
import { expect, type Page } from '@playwright/test';
import { serious } from './axe.ts';
import { test } from './quiet.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const size = (page: Page) => page.getByRole('spinbutton', { name: 'Pool size', exact: true });
const compare = (page: Page) => page.getByRole('region', { name: 'Compare runs' });
const run = (page: Page, side: string) => page.getByRole('combobox', { name: `Run ${side}`, exact: true });
const chosen = (page: Page, side: string) => run(page, side).locator('option:checked').textContent();
const rows = (page: Page) => compare(page).locator('tbody tr[data-index]');
const header = (page: Page, name: string | RegExp) => page.locator('.tl-header', { hasText: name });

test.beforeEach(async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('3 x sleep 0.2\nsleep 0.6\nsleep 0.5');
});

async function runWith(page: Page, workers: string) {
  await size(page).fill(workers);
  await size(page).press('Enter');
  await button(page, 'Run').click();
  await expect(page.locator('.status')).toHaveText(/^Finished/, { timeout: 20_000 });
}

async function openPanel(page: Page) {
  const more = page.locator('details.more > summary');
  if (await more.isVisible()) await more.click();
  await page.getByRole('tab', { name: 'Compare', exact: true }).click();
  await expect(compare(page)).toBeVisible();
}

async function compareTwo(page: Page) {
  await runWith(page, '3');
  await runWith(page, '5');
  await openPanel(page);
  await expect.poll(() => chosen(page, 'A')).toMatch(/^Web Workers, .* 5 tasks, pool 3$/);
  expect(await chosen(page, 'B')).toMatch(/^Web Workers, .* 5 tasks, pool 5$/);
}

test('a run with three workers and one with five: what differs, in words', async ({ page }) => {
  await compareTwo(page);
  await expect(compare(page)).toContainText(/B took .* less than A: .* instead of .*\. Along the critical path: /);
  await expect(compare(page)).toContainText('From A to B: pool size 3 → 5.');
  await expect(compare(page)).toContainText(/\d of 5 attempts that are in both runs ended at another time\./);
  // Task 4 waited for a worker in A alone.
  const four = rows(page).filter({ has: page.getByRole('button', { name: '4', exact: true }) });
  await expect(four).toContainText(/\d ms earlier/);
  await expect(four).toContainText(/\d ms less waiting for a worker/);
  expect(await serious(page)).toEqual([]);
});

test('both in the timeline: selected together, aligned at a task, shifted by keyboard and by dragging', async ({
  page,
}) => {
  await openPanel(page);
  for (const workers of ['3', '5']) {
    await size(page).fill(workers);
    await size(page).press('Enter');
    await expect(page.locator('.status')).toContainText(workers === '3' ? '800 ms' : '600 ms');
    await button(page, 'Keep prediction').click();
  }
  await button(page, 'Show in the timeline').click();
  await expect(header(page, /A: Web Workers/)).toBeVisible();
  await expect(header(page, /B: Web Workers/)).toBeVisible();
  await expect(header(page, /A: Web Workers/)).toBeInViewport();
  await rows(page).getByRole('button', { name: '4', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Why' })).toContainText('B: Web Workers');
  await expect(rows(page).getByRole('button', { name: '4', exact: true })).toHaveAttribute('aria-pressed', 'true');

  const offset = page.getByRole('spinbutton', { name: 'B later by (ms)' });
  await expect(offset).toHaveValue('0');
  await page.getByLabel('Aligned at').selectOption('start of task');
  await page.getByRole('textbox', { name: 'Task', exact: true }).fill('3');
  // It began at 0.2 s with three workers, at once with five.
  await expect(offset).toHaveValue('200');
  const grip = page.getByRole('slider', { name: /^Shift in time, B:/ });
  await expect(grip).toHaveAttribute('aria-valuetext', '200 ms later');
  await grip.press('Home');
  await expect(offset).toHaveValue('0');
  await expect(page.getByLabel('Aligned at')).toHaveValue('hand');
  await grip.press('ArrowRight');
  expect(Number(await offset.inputValue())).toBeGreaterThan(1);

  const box = (await grip.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 120, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  expect(Number(await offset.inputValue())).toBeLessThan(-20);
  await expect(grip).toHaveAttribute('aria-valuetext', /earlier/);
  expect(await serious(page)).toEqual([]);

  await button(page, 'Shown in the timeline').click();
  await expect(header(page, /[AB]: Web Workers/)).toHaveCount(0);
});

test('a section has figures, and closes', async ({ page }) => {
  await compareTwo(page);
  await button(page, 'Show in the timeline').click();
  await page.getByRole('tab', { name: 'Figures', exact: true }).click();
  const row = page.getByRole('region', { name: 'Figures' }).getByRole('row', { name: /^A: Web Workers/ });
  await expect(row).toContainText('800 ms');
  await header(page, /A: Web Workers/)
    .getByRole('button', { name: /^Close A: / })
    .click();
  await expect(header(page, /A: Web Workers/)).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await expect(header(page, /B: Web Workers/)).toHaveCount(1);
});

test('runs are kept by name, pinned and let go; a prediction can be kept too', async ({ page }) => {
  await runWith(page, '3');
  await openPanel(page);
  const kept = page.getByRole('region', { name: 'Kept runs' });
  const name = kept.getByRole('textbox');
  await expect(name).toHaveValue(/^\d\d:\d\d:\d\d 5 tasks, pool 3$/);
  await name.fill('three workers');
  await name.press('Enter');
  await expect(run(page, 'A').locator('option', { hasText: 'Web Workers, three workers' })).toHaveCount(1);
  await button(page, 'Pin three workers').click();
  await expect(button(page, 'Pin three workers')).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Keep prediction').click();
  await expect(kept.getByRole('textbox')).toHaveCount(2);
  await expect(kept.getByRole('textbox').first()).toHaveValue(/pool 3, predicted$/);
  await button(page, 'Forget three workers').click();
  await expect(kept.getByRole('textbox')).toHaveCount(1);
});

test('tasks that only one run has are listed', async ({ page }) => {
  await runWith(page, '3');
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('2 x sleep 0.2');
  await runWith(page, '3');
  await openPanel(page);
  await expect(compare(page)).toContainText('3 only in A.');
  await expect(rows(page).filter({ hasText: 'only in A' })).toHaveCount(3);
  await expect(compare(page)).toContainText('From A to B: 5 → 2 tasks.');
});

test('ten thousand tasks: only what is seen is rendered, the end can be reached', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('10000 x sleep 0.01');
  await openPanel(page);
  // They are predicted in a worker: what is kept before that has come is the prediction before.
  await expect(page.locator('.status')).toHaveText(/^Takes 33\.3/);
  await button(page, 'Keep prediction').click();
  await size(page).fill('4');
  await size(page).press('Enter');
  await expect(page.locator('.status')).toHaveText(/^Takes 25\.0/);
  await button(page, 'Keep prediction').click();
  await expect(compare(page)).toContainText(/of 10,000 attempts that are in both runs/, { timeout: 20_000 });
  expect(await rows(page).count()).toBeLessThan(60);
  await compare(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(rows(page).last()).toContainText('10 ms earlier');
});

test.describe('375 px', () => {
  test.use({ viewport: { width: 375, height: 812 } });
  test('the panel and the sections fit', async ({ page }) => {
    await compareTwo(page);
    await button(page, 'Show in the timeline').click();
    await expect(header(page, /A: Web Workers/)).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    const wide = await compare(page).evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(wide[0]).toBe(wide[1]);
    expect(await serious(page)).toEqual([]);
  });
});
