/** The page by keyboard alone. */
import { expect, type Page, test } from '@playwright/test';

const status = (page: Page) => page.locator('.status');
const size = (page: Page) => page.getByRole('spinbutton', { name: 'Pool size', exact: true });
const tasks = (page: Page) => page.getByRole('textbox', { name: 'Tasks', exact: true });

test.beforeEach(async ({ page }) => {
  await page.goto('/#v1=2+x+sleep+150ms&workers=2');
  await expect(status(page)).toHaveText(/^Takes/);
});

test('Ctrl and Enter run from within the editor', async ({ page }) => {
  await tasks(page).focus();
  await page.keyboard.press('Control+Enter');
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(tasks(page)).toHaveValue('2 x sleep 150ms');
});

test('r runs and Esc cancels outside text fields; in them letters are letters', async ({ page }) => {
  await tasks(page).fill('3 x sleep 20s');
  await page.keyboard.press('r');
  await expect(tasks(page)).toHaveValue('3 x sleep 20sr');
  await page.keyboard.press('Backspace');
  await page.getByRole('checkbox', { name: 'For loop', exact: true }).focus();
  await page.keyboard.press('r');
  await expect(status(page)).toHaveText(/^Running/);
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText(/^Cancelled/);
});

test('[ and ] change the pool size, Ctrl Z takes it back', async ({ page }) => {
  await page.keyboard.press(']');
  await expect(size(page)).toHaveValue('3');
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(size(page)).toHaveValue('1');
  await page.keyboard.press('Control+z');
  await expect(size(page)).toHaveValue('2');
  await page.keyboard.press('Control+Shift+z');
  await expect(size(page)).toHaveValue('1');
});

test('? lists the keys, where single ones can be switched off', async ({ page }) => {
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toContainText('Pool size down, up');
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press(']');
  await page.keyboard.press('?');
  await expect(size(page)).toHaveValue('2');
  await expect(help).toBeHidden();
  await page.getByRole('button', { name: 'Help' }).click();
  await help.getByRole('checkbox').check();
  await help.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press(']');
  await expect(size(page)).toHaveValue('3');
});

test('Tab leaves the editor, and the focus is always seen', async ({ page }) => {
  await tasks(page).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'How to write' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(size(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('slider', { name: 'Pool size' })).toBeFocused();
  expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
});

test('Run says in its description how long it takes and its key', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveAccessibleDescription(
    /^Takes 150 ms, all three at once\. Key: R/,
  );
});
