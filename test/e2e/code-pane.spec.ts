/** The code beside the tasks: it follows the scenario, each task stands at its line, lines and stretches light each other. */
import { expect, type Page } from '@playwright/test';
import { serious } from './axe.ts';
import { cutTexts } from './cut-texts.ts';
import { test } from './quiet.ts';

const CASE = '/#v1=sleep+400ms;sleep+600ms+fails;sleep+900ms&workers=2&engines=threading.Thread,async-pool';
const code = (page: Page) => page.locator('.code-text .cm-content');
const turn = (page: Page, name: 'Code' | 'Tasks') => page.getByRole('button', { name, exact: true });

/** What the lanes look like. */
const picture = async (page: Page) => (await page.locator('.tl-lanes').screenshot()).toString('base64');

test('it is loaded when it is opened, follows the pool size and the engine, and can be copied', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#v1=sleep+0..4&workers=3&engines=ThreadPoolExecutor.map,web-workers');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  await turn(page, 'Code').click();
  await expect(turn(page, 'Tasks')).toBeFocused();
  await expect(code(page)).toContainText('futures.ThreadPoolExecutor(max_workers=3)');
  await page.getByRole('slider', { name: 'Pool size' }).press('ArrowRight');
  await expect(code(page)).toContainText('max_workers=4');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Code copied')).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('max_workers=4');
  await page.getByRole('combobox', { name: 'Engine of the code' }).selectOption('Web Workers');
  await expect(code(page)).toContainText('new Worker(');
  await expect(page.locator('.code-language')).toHaveText('TypeScript');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('program.mts');
  expect(await serious(page)).toEqual([]);
  expect(await cutTexts(page)).toEqual([]);
  await turn(page, 'Tasks').click();
  await expect(page.getByRole('textbox', { name: 'Tasks', exact: true })).toHaveValue('sleep 0..4');
});

test('each task stands at its line at the moment of the pointer, and lines and stretches light each other', async ({
  page,
}) => {
  await page.goto(CASE);
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  await turn(page, 'Code').click();
  await expect(code(page)).toContainText('time.sleep(SECONDS[i])');
  const canvas = (await page.locator('.tl-lanes').boundingBox())!;
  // Over the first lane, in the middle of its sleep.
  await page.mouse.move(canvas.x + 104 + 60, canvas.y + 28 + 36 + 14);
  await expect(page.locator('.code-now')).toHaveText(/^At \d+ ms: tasks 0, 1 and 2 sleep \(line \d+\), the caller/);
  await expect(page.locator('.py-mark')).toHaveText(['0', '1', '2', 'caller']);
  await expect(page.locator('.py-lit')).toContainText('time.sleep(');
  // The other way round.
  await page.getByText('import threading').hover();
  await expect(page.locator('.py-mark')).toHaveCount(0);
  const whole = await picture(page);
  await page.getByText('raise ValueError(i)').hover();
  await expect.poll(() => picture(page)).not.toBe(whole);
  await page.getByText('import threading').hover();
  await expect.poll(() => picture(page)).toBe(whole);
});

test('by keys: a line is heard, and what is selected has its line', async ({ page }) => {
  await page.goto(CASE);
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  await turn(page, 'Code').click();
  await expect(code(page)).toBeVisible();
  const rows = await page.locator('.code-text .cm-line').allTextContents();
  await code(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 0; line < rows.findIndex((row) => row.includes('time.sleep(')); line++)
    await page.keyboard.press('ArrowDown');
  await expect(page.getByText(/^Line \d+: tasks sleep here, 3 stretches\.$/)).toBeAttached();
  await page.keyboard.type('x');
  await expect(code(page)).not.toContainText('xtime');
  // The Tab key leaves it.
  await page.keyboard.press('Tab');
  await expect(code(page)).not.toBeFocused();
  await expect(page.locator('body')).not.toBeFocused();
  await page.getByRole('application', { name: /^Timeline/ }).focus();
  for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect(page.locator('.py-pinned')).toContainText('time.sleep(');
});

test('without an engine that has a program, it says so', async ({ page }) => {
  await page.goto('/#v1=sleep+1+retry+1&engines=multiprocessing.Pool.map');
  await turn(page, 'Code').click();
  await expect(page.getByText('There is no such program: multiprocessing.Pool.map needs no “retry”.')).toBeVisible();
});
