/** The page as a person uses it: write, look, drag, run, cancel, take back, send. */
import { expect, type Page } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';
import { test } from './quiet.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

const tasks = (page: Page) => page.getByRole('textbox', { name: 'Tasks', exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const size = (page: Page) => page.getByRole('spinbutton', { name: 'Pool size', exact: true });
const slider = (page: Page) => page.getByRole('slider', { name: 'Pool size', exact: true });
const status = (page: Page) => page.locator('.status');
const figures = (page: Page) => page.getByRole('region', { name: 'Figures' });
const why = (page: Page) => page.getByRole('region', { name: 'Why' });

test.beforeEach(async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
});

test('opens with the article’s case on a loop and on what is compared with it', async ({ page }) => {
  await page.goto('about:blank');
  await page.goto('/');
  await expect(tasks(page)).toHaveValue('sleep 0..4');
  await expect(size(page)).toHaveValue('3');
  await expect(status(page)).toHaveText('Takes 10.0 s, all four at once');
  const chips = page.getByRole('region', { name: 'Engines' }).getByRole('listitem');
  await expect(chips).toHaveText([
    /^For loop 10\.0/,
    /^Web Workers 5\.0/,
    /^Main-thread async pool 5\.0/,
    /^Semaphore-limited 5\.0/,
  ]);
});

test('a link without engines shows the three that it always showed, their prediction drawn and told', async ({
  page,
}) => {
  await expect(tasks(page)).toHaveValue('sleep 0..4');
  await expect(size(page)).toHaveValue('3');
  await expect(status(page)).toHaveText('Takes 5.0 s, all three at once');
  await expect(why(page)).toContainText(
    'By prediction all three take 5.00 s: tasks 0, 1 and 2 start at once, 3 takes the place of 0, and 4 waits 1.00 s until 1 is done.',
  );
  await expect(figures(page).getByRole('row', { name: /Web Workers/ })).toContainText('5.000 s');
  await expect(figures(page).getByRole('row', { name: /^For loop/ })).toContainText('10.00 s');
  await expect(button(page, 'Cancel')).toBeDisabled();
});

test('what is typed is predicted at once', async ({ page }) => {
  await tasks(page).fill('4 x sleep 600ms');
  await expect(page.getByText('4 tasks · sleep 2.40 s · no cpu')).toBeVisible();
  await expect(status(page)).toHaveText('Takes 1.2 s, all three at once');
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(4);
});

test('a mistake is shown at its place, and the pictures keep the last good text', async ({ page }) => {
  await tasks(page).fill('sleep 0..4\n8 x cpu 150 m');
  await expect(page.getByText('Line 2, column 9.')).toBeVisible();
  expect((await page.locator('.editor-wrong').allTextContents()).join('')).toBe('150 m');
  await expect(status(page)).toHaveText('Showing the last good text');
  await expect(button(page, 'Run')).toBeDisabled();
  await expect(tasks(page)).toHaveAttribute('aria-invalid', 'true');
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(5);
  await tasks(page).fill('sleep 0..4\n8 x cpu 150 ms');
  await expect(page.locator('.editor-wrong')).toHaveCount(0);
  await expect(button(page, 'Run')).toBeEnabled();
});

test('a pool of nobody is refused in words, and the size stays', async ({ page }) => {
  await size(page).fill('0');
  await expect(page.getByText('A pool has 1 to 1000 workers.')).toBeVisible();
  await expect(size(page)).toHaveAttribute('aria-invalid', 'true');
  expect(await page.evaluate(() => window.overlap.scenario.workers)).toBe(3);
  await size(page).blur();
  await expect(size(page)).toHaveValue('3');
  await expect(page.getByText('A pool has 1 to 1000 workers.')).toBeHidden();
});

test('the slider moves the prediction, the number field and the text’s own line', async ({ page }) => {
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(size(page)).toHaveValue('5');
  await expect(status(page)).toHaveText('Takes 4.0 s, all three at once');
  await size(page).fill('1');
  await expect(status(page)).toHaveText('Takes 10.0 s, all three at once');
  await tasks(page).fill('pool 2  # so many\nsleep 0..4');
  await expect(size(page)).toHaveValue('2');
  await slider(page).press('ArrowRight');
  await expect(tasks(page)).toHaveValue('pool 3  # so many\nsleep 0..4');
});

test('a pool larger than the slider’s end widens it', async ({ page }) => {
  await expect(slider(page)).toHaveAttribute('max', '16');
  await size(page).fill('40');
  await expect(slider(page)).toHaveAttribute('max', '64');
  await expect(slider(page)).toHaveValue('40');
});

test('Run measures all engines at once; the figures, the output and the reason follow', async ({ page }) => {
  await tasks(page).fill('sleep 100ms\nsleep 200ms\nsleep 300ms fails');
  await size(page).fill('2');
  await button(page, 'Run').click();
  await expect(button(page, 'Run')).toBeDisabled();
  await expect(status(page)).toHaveText(/^Finished in /);
  const traces = await page.evaluate(() => window.overlap.traces);
  expect(Object.keys(traces).sort()).toEqual(['async-pool', 'semaphore', 'web-workers']);
  for (const trace of Object.values(traces)) {
    expect(trace.source).toBe('measured');
    expect(trace.spans.map(({ outcome }) => outcome).sort()).toEqual(['failed', 'ok', 'ok']);
  }
  await expect(figures(page).getByRole('row', { name: /Web Workers/ })).toContainText('×');
  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.locator('.output')).toContainText(/\d\d:\d\d:\d\d\.\d{3}: 0/);
  await expect(page.locator('.output')).toContainText('TimeoutError');
  await expect(why(page).getByRole('heading')).toHaveText(/^Why .* s\?|^Why .* ms\?/);
});

test('Cancel ends a run within a moment, and what ran stays', async ({ page }) => {
  await tasks(page).fill('sleep 100ms\n3 x sleep 20s');
  await button(page, 'Run').click();
  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.locator('.output')).toContainText(': 0');
  await button(page, 'Cancel').click();
  await expect(status(page)).toHaveText(/^Cancelled at /);
  await expect(why(page)).toContainText('Task 0 finished and keeps its result.');
  const trace = await page.evaluate(() => window.overlap.traces['web-workers']);
  expect(trace?.facts.stoppedMs).toBeGreaterThan(0);
  expect(trace?.spans.map(({ outcome }) => outcome)).toContain('cancelled');
  await expect(button(page, 'Run')).toBeEnabled();
});

test('before a run that stops the page for over 2 s it asks', async ({ page }) => {
  await tasks(page).fill('6 x cpu 400ms');
  await button(page, 'Run').click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('2.4 s');
  await question.getByRole('button', { name: 'Not now' }).click();
  await expect(question).toBeHidden();
  expect(await page.evaluate(() => Object.keys(window.overlap.traces))).toEqual([]);
});

test('a run that computes goes engine by engine', async ({ page }) => {
  await tasks(page).fill('2 x cpu 40ms');
  await expect(status(page)).toHaveText(/one after another$/);
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText('Finished, one after another');
});

test('Reset goes back to what the page opened with, and undo brings it back', async ({ page }) => {
  await tasks(page).fill('2 x sleep 1');
  await button(page, 'Reset').click();
  await expect(tasks(page)).toHaveValue('sleep 0..4');
  await button(page, 'Undo').click();
  await expect(tasks(page)).toHaveValue('2 x sleep 1');
  await button(page, 'Redo').click();
  await expect(tasks(page)).toHaveValue('sleep 0..4');
});

test('the address opens the same scenario, engines included', async ({ page, context }) => {
  await tasks(page).fill('pool 2\n3 x sleep 20ms  # short');
  await page.getByRole('checkbox', { name: 'For loop', exact: true }).check();
  await expect.poll(() => new URL(page.url()).hash).toContain('sequential');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(tasks(other)).toHaveValue('pool 2\n3 x sleep 20ms  # short');
  await expect(other.getByRole('checkbox', { name: 'For loop', exact: true })).toBeChecked();
});

test('Copy link copies what opens the same scenario', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await tasks(page).fill('7 x sleep 70ms');
  await button(page, 'Copy link').click();
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeAttached();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  await expect(tasks(other)).toHaveValue('7 x sleep 70ms');
});

test('a long scenario has a packed link, which is opened by the time the document is loaded', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = Array.from({ length: 80 }, (_, i) => `sleep ${100 + ((i * 37) % 101)}ms`).join('\n');
  await tasks(page).fill(text);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#v1=\./);
  await button(page, 'Copy link').click();
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeAttached();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());
  const other = await context.newPage();
  await other.addInitScript(() => {
    addEventListener('load', () => Object.assign(window, { tasksAtLoad: window.overlap.scenario.tasks.length }));
  });
  await other.goto(link);
  expect(await other.evaluate(() => Reflect.get(window, 'tasksAtLoad'))).toBe(80);
  await expect(tasks(other)).toHaveValue(text);
  // In a page that is open, too.
  await page.goto('/#v1=sleep+9');
  await page.goto(link);
  await expect(tasks(page)).toHaveValue(text);
});

test('a draft survives a reload, a wrong one too; an address opened anew begins anew', async ({ page }) => {
  await tasks(page).fill('3 x sleep 2\n8 x cpu 150 m');
  await expect(page.getByText('Line 2')).toBeVisible();
  await page.reload();
  await expect(tasks(page)).toHaveValue('3 x sleep 2\n8 x cpu 150 m');
  await page.goto('about:blank');
  await page.goto('/');
  await expect(tasks(page)).toHaveValue('sleep 0..4');
});

test('a broken link opens the article’s case and says what is wrong', async ({ page }) => {
  await page.goto('about:blank');
  await page.goto('/#v1=%E0%A4%A');
  await expect(why(page)).toContainText('This link cannot be opened');
  await expect(tasks(page)).toHaveValue('sleep 0..4');
  await page.goto('about:blank');
  await page.goto('/#v9=whatever');
  await expect(why(page)).toContainText('newer version');
});

test('measurements of another scenario stay, and are compared with nothing', async ({ page }) => {
  await tasks(page).fill('2 x sleep 100ms');
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText(/^Finished/);
  const row = figures(page).getByRole('row', { name: /Web Workers/ });
  await expect(row.locator('.figures-speedUp')).toHaveText(/^[\d.]+×$/);
  await slider(page).press('ArrowRight');
  await expect(status(page)).toHaveText(/run to measure$/);
  await expect(row.locator('.figures-speedUp')).toHaveText(/^[\d.]+× predicted$/);
  expect(await page.evaluate(() => Object.keys(window.overlap.traces).length)).toBe(3);
  await button(page, 'Undo').click();
  await expect(row.locator('.figures-speedUp')).toHaveText(/^[\d.]+×$/);
});

test('an example brings its tasks and knobs', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Example' }).selectOption({ label: 'Eight that compute' });
  await expect(tasks(page)).toHaveValue('8 x cpu 150ms');
  await expect(size(page)).toHaveValue('2');
  const knobs = page.getByRole('button', { name: /^Knobs Dispatch: / });
  await expect(knobs).toHaveAttribute('aria-expanded', 'false');
  await knobs.click();
  await page.getByRole('radio', { name: 'shared memory' }).check();
  await knobs.click();
  await expect(page.getByRole('radio', { name: 'shared memory' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Knobs Dispatch: shared memory' })).toBeVisible();
});

test('two hundred thousand tasks are predicted without stopping the page', async ({ page }) => {
  await tasks(page).fill('200000 x sleep 1ms');
  await expect(status(page)).toHaveText(/^Takes .* s, all three at once$/, { timeout: 30_000 });
});
