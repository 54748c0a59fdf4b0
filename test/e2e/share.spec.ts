/** Sending what is on the page: link, view, text, QR code, and the file for links that chats would cut. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { serious } from './axe.ts';
import { moreTools } from './more-tools.ts';
import { test } from './quiet.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Share' });

test('a link with the view opens the same view; text and QR code are there, and axe finds nothing', async ({
  page,
}) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await page.waitForFunction(() => 'overlap' in window);
  await page.getByRole('tablist', { name: 'Panels' }).getByRole('tab', { name: 'Charts' }).click();
  await moreTools(page, 'Share link');
  await dialog(page)
    .getByRole('checkbox', { name: /^with the view/ })
    .check();
  const link = dialog(page).getByRole('textbox', { name: 'Link' });
  await expect(link).toHaveValue(/#v1=sleep\+0\.\.4&workers=3&look=panel:charts$/);
  await expect(dialog(page).getByRole('textbox', { name: 'Text for a chat' })).toHaveValue(/^Overlap: 5 tasks/);
  await expect(dialog(page).getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  const address = await link.inputValue();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByRole('tablist', { name: 'Panels' }).getByRole('tab', { name: 'Charts' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('a link longer than chats take says so when it is copied, and is offered as a file that opens the same', async ({
  page,
}) => {
  await page.goto('/');
  const lines = Array.from({ length: 700 }, (_, i) => `t${(i * 7919) % 1000}x${i}: sleep ${(i * 31) % 97}ms`);
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill(lines.join('\n'));
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog(page).getByText(/send it as a file, which opens the same\.$/)).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const saved = readFileSync((await file.path())!, 'utf8');
  const address = /href="([^"]*)"/
    .exec(saved)![1]!
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForFunction(() => 'overlap' in window);
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(700);
});
