/** Why was it late: a run, then a task selected by keyboard, and what is said of both. */
import { expect, type Page, test } from '@playwright/test';

const why = (page: Page) => page.getByRole('region', { name: 'Why' });
const lanes = (page: Page) => page.getByRole('application', { name: /^Timeline/ });

test('a finished run, then the task that was late: its life, who held what, predicted and measured, its path', async ({
  page,
}) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('pool 1\n2 x sleep 300ms');
  await expect(why(page)).toContainText('By prediction all three take 600 ms');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  // The path of the whole run, and its shares as a line.
  await expect(why(page).getByRole('heading')).toHaveText(/^Why .*s\?/);
  await expect(why(page)).toContainText('critical path');
  await expect(why(page)).toContainText('task 0 slept');
  await expect(why(page)).toContainText('task 1 slept');

  await lanes(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(why(page).getByRole('heading')).toHaveText('Why was task 1 late?');
  await expect(why(page)).toContainText(
    /It waited \d+ ms for a worker(?: and [\d.]+ ms for a message)?\. Task 0 held the one worker\./,
  );
  await expect(why(page)).toContainText('for a worker');
  await expect(why(page)).toContainText(/It ended at .*, as predicted|Predicted to end at 600 ms, ended at/);
  await expect(why(page)).toContainText('Critical path: task 0, its worker, task 1;');
  await expect(why(page)).toContainText('A second worker: 600 → 300 ms, by prediction.');

  await page.keyboard.press('Escape');
  await expect(why(page).getByRole('heading')).toHaveText(/^Why .*s\?/);
});
