/** The three ways into the page: tabs, keys, addresses, and where each leads. */
import { expect, type Page } from '@playwright/test';
import { serious } from './axe.ts';
import { test } from './quiet.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tasks = (page: Page) => page.getByRole('textbox', { name: 'Tasks', exact: true });

test('the page opens in Tasks; tabs and keys lead to the others, and Back leads back', async ({ page }) => {
  await page.goto('/');
  await expect(tab(page, 'Tasks')).toHaveAttribute('aria-selected', 'true');
  await tasks(page).fill('2 x sleep 70ms');
  await tab(page, 'Learn').click();
  await expect(page.getByRole('heading', { name: 'Learn by guessing' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#learn');
  await page.keyboard.press('3');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await expect(tab(page, 'Python')).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(tab(page, 'Learn')).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(tasks(page)).toHaveValue('2 x sleep 70ms');
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await expect(tasks(page)).toHaveValue('2 x sleep 70ms');
});

test('tabs are gone through by arrow keys', async ({ page }) => {
  await page.goto('/');
  await tab(page, 'Tasks').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'Learn')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'Python')).toBeFocused();
  await expect(tab(page, 'Python')).toHaveAttribute('aria-selected', 'true');
});

test('Learn leads on: a lesson’s case opens in Tasks, and undo brings back what was there', async ({ page }) => {
  await page.goto('/#learn=gil-turns');
  await button(page, 'Explore freely').click();
  await expect(tasks(page)).toHaveValue('2 x cpu 40ms');
  await expect(button(page, 'Run')).toBeEnabled();
  await button(page, 'Undo').click();
  await expect(tasks(page)).toHaveValue('sleep 0..4');
});

for (const hash of ['#learn', '#python'])
  test(`${hash} opens its own page, survives a reload, and axe finds nothing serious`, async ({ page }) => {
    await page.goto(`/${hash}`);
    await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy', 'true');
    expect(await serious(page)).toEqual([]);
    await page.reload();
    await expect(tab(page, 'Tasks')).toHaveAttribute('aria-selected', 'false');
    await tab(page, 'Tasks').click();
    await expect(tasks(page)).toHaveValue('sleep 0..4');
  });

test('overlap.load shows its scenario in Tasks', async ({ page }) => {
  await page.goto('/#learn');
  await page.evaluate(() => window.overlap.load('2 x sleep 30ms'));
  await expect(tasks(page)).toHaveValue('2 x sleep 30ms');
});

test('the first stop of the keyboard skips to the timeline, and Run is among the first five', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the timeline' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Run')).toBeFocused();
  await skip.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('application', { name: /^Timeline/ })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
});
