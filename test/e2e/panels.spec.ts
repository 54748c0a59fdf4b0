/** The dock's panels as a person uses them: tabs and height by keyboard, charts in step, tasks sorted, found and selected. */
import { expect, type Page } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';
import { serious } from './axe.ts';
import { test } from './quiet.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const table = (page: Page) => page.getByRole('grid', { name: /^Tasks, / });
const rows = (page: Page) => table(page).locator('tr[aria-rowindex]:not([aria-rowindex="1"])');
const cells = (page: Page, column: number) => rows(page).locator(`td:nth-child(${column})`).allTextContents();
const head = (page: Page, name: string) => table(page).getByRole('columnheader', { name, exact: true });
const find = (page: Page) => page.getByRole('textbox', { name: 'Find tasks' });
const handle = (page: Page) => page.getByRole('separator', { name: 'Height of the dock' });
const height = async (page: Page) => (await page.locator('.dock').boundingBox())!.height;

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.status')).toHaveText(/^Finished/);
}

const SHORT = '/#v1=sleep+50ms;sleep+100ms;sleep+150ms+fails&workers=2';

test('tabs are gone through by arrow keys, and the dock stays where it is', async ({ page }) => {
  await page.goto(SHORT);
  const before = await page.locator('.dock').boundingBox();
  await tab(page, 'Figures').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Charts')).toBeFocused();
  await expect(tab(page, 'Charts')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('figure')).toHaveCount(4);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(tab(page, 'Figures')).toBeFocused();
  await expect(page.getByRole('region', { name: 'Figures', exact: true })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab').last()).toBeFocused();
  expect(await page.locator('.dock').boundingBox()).toEqual(before);
});

test('the dock is made taller by keyboard and by dragging, at most 60 % of the stage, and stays so for the session', async ({
  page,
}) => {
  await page.goto(SHORT);
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  const usual = await height(page);
  await handle(page).focus();
  await page.keyboard.press('ArrowUp');
  expect(await height(page)).toBe(usual + 24);
  await page.keyboard.press('End');
  const stage = (await page.locator('.stage').boundingBox())!.height;
  expect(await height(page)).toBeGreaterThan(400);
  expect(await height(page)).toBeLessThanOrEqual(stage * 0.6 + 1);
  await page.keyboard.press('Home');
  expect(await height(page)).toBeLessThan(usual);
  const low = await height(page);
  const box = (await handle(page).boundingBox())!;
  await page.mouse.move(box.x + 50, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + 50, box.y - 96, { steps: 4 });
  await page.mouse.up();
  expect(await height(page)).toBe(low + 100);
  await page.reload();
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  expect(await height(page)).toBe(low + 100);
  await handle(page).dblclick();
  expect(await height(page)).toBe(usual);
});

test('d folds the dock to the line of its answer, and opens it; in a low window it lies over the lanes', async ({
  page,
}) => {
  await page.goto(SHORT);
  await run(page);
  await page.keyboard.press('d');
  const line = page.getByRole('button', { name: /^Why .*\?/ });
  await expect(line).toBeVisible();
  await expect(tab(page, 'Figures')).toBeHidden();
  await line.click();
  await expect(tab(page, 'Figures')).toBeVisible();
  await page.evaluate(() => sessionStorage.clear());
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press('d');
  const lanes = () => page.locator('.tl-lanes').boundingBox();
  const before = await lanes();
  await expect(line).toBeVisible();
  await line.click();
  await expect(page.getByRole('region', { name: 'Why' })).toBeVisible();
  expect(await lanes()).toEqual(before);
});

test.describe('tasks', () => {
  test('every attempt is in the table, predicted next to measured', async ({ page }) => {
    await page.goto(SHORT);
    await tab(page, 'Attempts').click();
    await expect(table(page)).toHaveAccessibleName('Tasks, 3 of 3 tasks, predicted');
    await expect(table(page)).toHaveAttribute('aria-rowcount', '4');
    await expect(rows(page).first()).toContainText(['0', '1', 'worker 1'].join(''));
    await run(page);
    await expect(table(page)).toHaveAccessibleName('Tasks, 3 of 3 tasks');
    await expect(head(page, 'predicted End, by prediction')).toHaveCount(1);
    await expect(rows(page).filter({ hasText: 'failed' })).toHaveCount(1);
  });

  test('is sorted by its heads, largest waits first', async ({ page }) => {
    await page.goto('/#v1=sleep+1..6&workers=2');
    await tab(page, 'Attempts').click();
    const wait = table(page).getByRole('columnheader', { name: 'Wait', exact: true });
    await expect(wait).toHaveAttribute('aria-sort', 'none');
    await wait.getByRole('button').click();
    await expect(wait).toHaveAttribute('aria-sort', 'descending');
    expect(await cells(page, 1)).toEqual(['5', '4', '3', '2', '0', '1']);
    await wait.getByRole('button').click();
    await expect(wait).toHaveAttribute('aria-sort', 'ascending');
    expect(await cells(page, 1)).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  test('finds, says how many of how many, and where a query is wrong', async ({ page }) => {
    await page.goto('/#v1=sleep+1..6;2+x+cpu+20ms+fails&workers=2');
    await tab(page, 'Attempts').click();
    await find(page).fill('failed');
    await expect(table(page)).toHaveAccessibleName('Tasks, 2 of 8 tasks, predicted');
    await expect(rows(page)).toHaveCount(2);
    await find(page).fill('top 3 by wait');
    await expect(rows(page)).toHaveCount(3);
    await find(page).fill('wait >');
    await expect(find(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('status').filter({ hasText: 'find:' })).toBeVisible();
    await expect(rows(page)).toHaveCount(8);
    await find(page).fill('');
    await page.getByRole('checkbox', { name: 'Wait by cause' }).check();
    await expect(head(page, 'worker')).toHaveCount(1);
  });

  test('selects by keyboard and by click, and shows what is selected elsewhere', async ({ page }) => {
    await page.goto('/#v1=sleep+0..4&workers=3');
    await tab(page, 'Attempts').click();
    await table(page).focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Why' })).toContainText(/task 4\b/i);
    await expect(rows(page).nth(4)).toHaveAttribute('aria-selected', 'true');
    await rows(page).nth(1).click();
    await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await expect(rows(page).nth(4)).toHaveAttribute('aria-selected', 'false');
    await page.keyboard.press('Escape');
    await expect(table(page).locator('[aria-selected="true"]')).toHaveCount(0);
  });

  test('selecting one brings its lane into sight, and leaves the page where it is', async ({ page }) => {
    await page.goto('/#v1=40+x+sleep+100ms&workers=40&engines=web-workers');
    await page.getByRole('button', { name: 'Show 40 lanes' }).click();
    await tab(page, 'Attempts').click();
    const lanes = page.locator('section.tl');
    expect(await lanes.evaluate((element) => element.scrollTop)).toBe(0);
    await table(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => lanes.evaluate((element) => element.scrollTop)).toBeGreaterThan(200);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('of all engines stand in one table, each row with its engine', async ({ page }) => {
    await page.goto(SHORT);
    await tab(page, 'Attempts').click();
    await page.getByRole('combobox', { name: 'Engine of the panel' }).selectOption('All engines');
    await expect(table(page)).toHaveAccessibleName('Tasks, 9 of 9 tasks, predicted');
    await expect(rows(page).filter({ hasText: 'Semaphore-limited scheduler' }).first()).toBeAttached();
  });

  test('100,000 of them scroll, and only those in sight are on the page', async ({ page }) => {
    await page.goto('/#v1=100000+x+sleep+5ms+%2B-50%25&workers=64');
    await tab(page, 'Attempts').click();
    await expect(table(page)).toHaveAccessibleName('Tasks, 100,000 of 100,000 tasks, predicted', { timeout: 30_000 });
    await expect(table(page)).toHaveAttribute('aria-rowcount', '100001');
    expect(await rows(page).count()).toBeLessThan(60);
    await table(page).focus();
    await page.keyboard.press('End');
    await expect(table(page).locator('tr[aria-rowindex="100001"]')).toBeInViewport();
    expect(await rows(page).count()).toBeLessThan(60);
    await page.keyboard.press('Home');
    await expect(table(page).locator('tr[aria-rowindex="2"]')).toBeInViewport();
    const scroller = page.locator('.task-table-scroller');
    await scroller.evaluate((box) => box.scrollTo(0, box.scrollHeight / 2));
    await expect(async () => {
      const seen = await rows(page).evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-rowindex'))));
      expect(Math.min(...seen)).toBeGreaterThan(48_000);
      expect(Math.max(...seen)).toBeLessThan(52_000);
    }).toPass();
    await table(page).getByRole('columnheader', { name: 'Duration', exact: true }).getByRole('button').click();
    await scroller.evaluate((box) => box.scrollTo(0, 0));
    await expect(table(page).locator('tr[aria-rowindex="2"]')).toContainText('7.5 ms');
  });

  test('are reached from the canvas, without seeing it', async ({ page }) => {
    await page.goto(SHORT);
    const link = page.getByRole('button', { name: 'Attempts as a table' });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(tab(page, 'Attempts')).toBeFocused();
    await expect(table(page)).toBeVisible();
  });
});

test('charts follow the window of time', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await tab(page, 'Charts').click();
  const flow = page.getByRole('figure').filter({ hasText: 'Tasks over time' });
  await expect(flow).toContainText('from 0 ms to 5.000 s');
  await expect(page.getByRole('figure').filter({ hasText: 'Waits, idle' })).toContainText('a worker 1.000 s');
  await page.getByRole('application', { name: /^Timeline/ }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('w');
  await expect(flow).not.toContainText('from 0 ms to 5.000 s');
  await expect(page.getByRole('figure').filter({ hasText: 'Waits, idle' })).toContainText('Tasks waited 0 ms');
  await expect(flow).toContainText('3 of 5');
  await page.keyboard.press('f');
  await expect(flow).toContainText('from 0 ms to 5.000 s');
});

test('a chart says what was at the moment pointed at, as long as it is', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await tab(page, 'Charts').click();
  const plot = page.locator('.chart-pointed');
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  await expect(page.locator('.chart-says').first()).toContainText(/3 sleep/);
  await expect(page.locator('.chart-cursor')).toHaveCount(1);
  await page.mouse.move(10, 10);
  await expect(page.locator('.chart-cursor')).toHaveCount(0);
});

test('charts are of the engine of the selected task, or of the one chosen since', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await tab(page, 'Charts').click();
  const picker = page.getByRole('combobox', { name: 'Engine of the panel' });
  await expect(picker).toHaveValue('web-workers');
  await picker.selectOption('semaphore');
  await expect(picker).toHaveValue('semaphore');
  await page.getByRole('application', { name: /^Timeline/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(picker).toHaveValue('web-workers');
});

test('what stands out is told when a run has ended, each a way to its place', async ({ page }) => {
  await page.goto('/#v1=sleep+20ms;sleep+100ms+fails;sleep+600ms;sleep+50ms&workers=2');
  const bar = page.getByRole('region', { name: 'What stands out' });
  const before = await bar.boundingBox();
  await expect(bar).toContainText('when a run has ended');
  await run(page);
  const lines = bar.getByRole('button');
  await expect(lines.first()).toBeVisible();
  expect(await lines.count()).toBeLessThanOrEqual(5);
  expect(await bar.boundingBox()).toEqual(before);
  await lines.filter({ hasText: 'failed' }).click();
  await expect(page.getByRole('region', { name: 'Why' })).toContainText(/task 1\b/i);
});

test('figures say why lanes stood idle', async ({ page }) => {
  await page.goto(SHORT);
  await run(page);
  const row = page.getByRole('row', { name: /^Web Workers/ });
  await row.getByRole('button', { name: /why idle/ }).click();
  await expect(page.locator('.figures-difference')).toContainText(/^2 lanes × .*, idle for .*:/);
  await row.getByRole('button', { name: /why idle/ }).click();
  await expect(page.locator('.figures-difference')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing serious in charts and tasks', async ({ page }) => {
      await page.goto(SHORT);
      await run(page);
      await tab(page, 'Charts').click();
      await expect(page.getByRole('figure')).toHaveCount(4);
      expect(await serious(page)).toEqual([]);
      await tab(page, 'Attempts').click();
      await rows(page).nth(1).click();
      expect(await serious(page)).toEqual([]);
    });
  });
}

test.describe('narrow', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });
  test('panels are behind More, and nothing scrolls sideways', async ({ page }) => {
    await page.goto(SHORT);
    await run(page);
    await page.getByText('More', { exact: true }).click();
    for (const name of ['Charts', 'Attempts']) {
      await tab(page, name).click();
      await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
      await expect(page.locator('#dock-panel section')).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
      expect(await serious(page)).toEqual([]);
    }
  });
});
