/** What is on the page, sent: as a link, as a text for a chat, as a QR code, as a file. */
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Share' });
const link = (page: Page) => dialog(page).getByRole('textbox', { name: 'Link', exact: true });

async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`/${hash}`);
  await page.waitForFunction(() => 'overlap' in window);
}

async function share(page: Page): Promise<void> {
  await button(page, 'More tools').click();
  await button(page, 'Share link').click();
  await expect(dialog(page)).toBeVisible();
}

test('the dialog has link, text and QR code; the link can carry the view and opens it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '#v1=sleep+0..4&workers=3');
  await page.getByRole('tab', { name: 'Charts' }).click();
  await share(page);
  await expect(link(page)).toHaveValue(/#v1=sleep\+0\.\.4&workers=3$/);
  const card = dialog(page).getByRole('textbox', { name: 'Text for a chat' });
  await expect(card).toHaveValue(/^Overlap: 5 tasks .*pool 3\nWeb Workers +5\.00 s +predicted\n/);
  await expect(dialog(page).getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await dialog(page).getByRole('checkbox', { name: /view/ }).check();
  await expect(link(page)).toHaveValue(/&look=panel:charts$/);
  await dialog(page).getByRole('button', { name: 'Copy link' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await link(page).inputValue());
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  const other = await context.newPage();
  await other.goto(copied);
  await expect(other.getByRole('tab', { name: 'Charts' })).toHaveAttribute('aria-selected', 'true');
});

test('what was measured goes with the link, and is shown as the sender’s', async ({ page, context }) => {
  await open(page, '#v1=3+x+sleep+50ms&workers=3&engines=web-workers');
  await share(page);
  await expect(dialog(page).getByText('this scenario was not run to its end')).toBeVisible();
  await page.keyboard.press('Escape');
  await button(page, 'Run').click();
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length === 1);
  await expect(button(page, 'Run')).toBeEnabled();
  await share(page);
  await dialog(page)
    .getByRole('checkbox', { name: /what you measured/ })
    .check();
  const sent = await link(page).inputValue();
  expect(sent).toMatch(/&look=ran:web-workers=\d+(\.\d)?;on:\d+$/);
  const other = await context.newPage();
  await other.goto(sent);
  const notice = other.locator('.notice');
  await expect(notice).toHaveText(/^Measured where this link was made, on \d+ cores?: Web Workers [\d.]+ m?s\. Run/);
  expect(await serious(other)).toEqual([]);
  expect(await other.evaluate(() => Object.keys(window.overlap.traces).length)).toBe(0);
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toBeHidden();
});

test('past 2,000 characters it says that chats cut links, and the file opens the same', async ({ page }) => {
  await open(page, '');
  // Numbers that do not repeat pack badly.
  const text = Array.from({ length: 1500 }, (_, i) => `sleep ${(i * i * 7919) % 9973}ms`).join('\n');
  await page.evaluate((text) => window.overlap.load(text), text);
  await page.waitForFunction(() => location.hash.length > 2000);
  await share(page);
  await expect(dialog(page).getByText('Chats and issue trackers cut links at 2,000')).toBeVisible();
  expect(await serious(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  const address = /<a href="([^"]+)">/.exec(file)![1]!.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
  expect(address).toBe(await link(page).inputValue());
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForFunction(() => 'overlap' in window);
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(1500);
});

test('the link of a program and of a lesson opens them', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async () => {
    await button(page, 'Copy link').click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#');
    return await page.evaluate(() => navigator.clipboard.readText());
  };
  await open(page, '#learn=five-customers/why');
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(await copied()).toMatch(/#learn=five-customers\/why$/);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('tab', { name: 'Python' }).click();
  const code = page.getByRole('textbox', { name: /^Code/ });
  await code.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText("print('sent')");
  await page.waitForFunction(() => location.hash.startsWith('#python=1.'));
  const program = await copied();
  const other = await context.newPage();
  await other.goto(program);
  await expect(other.getByRole('textbox', { name: /^Code/ })).toContainText("print('sent')");
});
