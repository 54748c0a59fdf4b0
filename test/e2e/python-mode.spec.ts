/** The Python mode with the page's own Python: what a user does with a program. Loading Python takes some seconds, so a test does several things. */
import { expect, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';

test.setTimeout(120_000);

const status = (page: Page) => page.locator('.py-status');
const printed = (page: Page) => page.getByRole('log', { name: 'Printed' });
const why = (page: Page) => page.getByRole('region', { name: 'Why' });

async function open(page: Page, address = '/#python'): Promise<void> {
  await page.goto(address);
  await expect(status(page)).toHaveText(/^(?:Ran|From a link)/, { timeout: 60_000 });
}

/** Puts another text into the editor, as one who pastes it does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Code/ }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

test('the first listing is there, run; a number is dragged, and the picture follows; the moment marks lines', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await open(page);
  await expect(status(page)).toHaveText(/^Ran 5\.00 s/);
  await expect(page.getByText('four threads, one GIL')).toBeVisible();
  await expect(page.locator('.tl-key [data-mark]')).toHaveText(['sleeping', 'waits for others']);
  expect(errors).toEqual([]);
  await expect(printed(page)).toContainText(': 4');
  expect(await serious(page)).toEqual([]);

  // Four threads: the longest sleep is what is left.
  const number = page.locator('.py-number', { hasText: /^3$/ });
  const box = (await number.boundingBox())!;
  await page.mouse.move(box.x + 3, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + 12, box.y + 6);
  await page.mouse.move(box.x + 40, box.y + 6);
  await expect(status(page)).toHaveText(/^Ran 4\.00 s/, { timeout: 30_000 });
  await expect(page.getByText('Before the drag: 5.00 s')).toBeVisible();
  await expect(page.locator('.tl-key')).toContainText('before the drag');
  await page.mouse.up();
  await expect(page.locator('.cm-content')).toContainText('max_workers=5');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.cm-content')).toContainText('max_workers=3');
  await expect(status(page)).toHaveText(/^Ran 5\.00 s/);

  // In the middle of the run three lanes sleep in line 7, and the main thread waits in line 14.
  const lanes = (await page.locator('.tl-lanes').boundingBox())!;
  await page.mouse.move(lanes.x + lanes.width * 0.3, lanes.y + 120);
  await expect(page.locator('.py-marks')).toHaveCount(2);
  await expect(page.getByText(/of 6 lines printed at/)).toBeVisible();
  // The stretch under the pointer is one of line 7; a click pins it.
  await page.mouse.click(lanes.x + lanes.width * 0.3, lanes.y + 122);
  await expect(page.locator('.py-pinned')).toContainText('time.sleep(i)');
});

test('a deadlock is named and mended; an endless loop is stopped; a wrong text keeps the picture', async ({ page }) => {
  await open(page);
  await page.getByLabel('Example').selectOption('deadlock');
  await expect(why(page)).toContainText('Nobody can go on: a deadlock');
  await expect(why(page)).toContainText('one holds lock a (line 8) and waits for lock b (line 11)');
  await expect(page.locator('.tl-key [data-mark]')).toHaveText(['sleeping', 'waits for a place', 'waits for others']);
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Swap lines 16 and 19' }).click();
  await expect(printed(page)).toContainText('two has both');

  await paste(page, 'print("once")\nif:\n');
  await expect(status(page)).toHaveText('Line 2 cannot be read');
  await expect(page.locator('.py-error')).toContainText('SyntaxError');
  await expect(printed(page)).toContainText('two has both');

  await paste(page, 'print("on and on")\nwhile True:\n    pass\n');
  await expect(status(page)).toHaveText('Running');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(status(page)).toHaveText(/^Cancelled/);
  await paste(page, 'print("well again")\n');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(printed(page)).toContainText('well again');
});

test('a race is seen line by line: what was lost, other interleavings, and a lock that is tried in all of them', async ({
  page,
}) => {
  await open(page);
  await page.getByLabel('Example').selectOption('lost_update');
  await expect(status(page)).toHaveText(/^Ran \d+ steps/);
  await page.getByRole('tab', { name: 'Interleavings' }).click();
  await page.getByRole('button', { name: 'Try 100', exact: true }).click();
  await expect(page.getByText(/^100 tried line by line in /)).toBeVisible({ timeout: 60_000 });
  // One that lost something.
  await page
    .getByRole('listitem')
    .filter({ hasText: /^[2345] of 6/ })
    .first()
    .getByRole('button')
    .first()
    .click();
  await expect(why(page)).toContainText('Where it went wrong: a lost update');
  await expect(why(page)).toContainText(/(?:one|two) wrote \d over it \(line 11\)/);
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Try a lock' }).click();
  await expect(page.locator('.cm-content')).toContainText('with lock:');
  await expect(why(page)).toContainText('All 100 interleavings tried end with 6 of 6.', { timeout: 60_000 });
});

test('tasks open as a program, which runs as the user’s own; one of a simple shape opens as tasks', async ({
  page,
}) => {
  await page.goto('/#v1=pool+2;3+x+sleep+200ms&engines=ThreadPoolExecutor.map');
  await page.getByRole('button', { name: 'Code', exact: true }).click();
  await page.getByRole('button', { name: 'Edit it in Python' }).click();
  await expect(status(page)).toHaveText(/^Ran 400 ms/, { timeout: 60_000 });
  await expect(page.locator('.cm-content')).toContainText('max_workers=2');
  await page.getByRole('button', { name: 'As tasks' }).click();
  await expect(page.getByRole('textbox', { name: 'Tasks', exact: true })).toHaveValue('pool 2\n3 x sleep 0.2');
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(3);
  await page.goBack();
  await expect(page.locator('.cm-content')).toContainText('max_workers=2');
});

test('a link carries the program, and what comes in one waits for Run; another mode and back leaves it as it is', async ({
  page,
  browser,
}) => {
  await open(page);
  await paste(page, 'name = input("Who? ")\nprint("Hello", name)\n');
  // On a slow computer the run before was not so short that this one begins by itself.
  const run = page.getByRole('button', { name: 'Run', exact: true });
  if (await run.isEnabled()) await run.click();
  await page.getByRole('textbox', { name: 'Who?' }).fill('Ada');
  await page.getByRole('button', { name: 'Answer' }).click();
  await expect(printed(page)).toContainText('Hello Ada');
  await expect.poll(() => page.url()).toContain('#python=1.');
  const address = page.url();
  await page
    .getByRole('tab', { name: 'Tasks' })
    .or(page.getByRole('link', { name: 'Tasks' }))
    .click();
  await expect(page.getByRole('textbox', { name: 'Tasks' })).toBeVisible();
  await page
    .getByRole('tab', { name: 'Python' })
    .or(page.getByRole('link', { name: 'Python' }))
    .click();
  await expect(printed(page)).toContainText('Hello Ada');

  // Somebody else's browser knows nothing of it.
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await open(theirs, address);
  await expect(status(theirs)).toHaveText('From a link: it waits for Run');
  await expect(theirs.locator('.cm-content')).toContainText('Hello');
  await expect(printed(theirs)).not.toContainText('Hello Ada');
  await context.close();
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true, colorScheme: 'dark' });

  test('code, output and knobs are tabs over the lanes, and nothing scrolls sideways', async ({ page }) => {
    await open(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    await page.getByRole('tab', { name: 'Output' }).click();
    await expect(printed(page)).toContainText(': 4');
    await page.getByRole('tab', { name: 'Knobs' }).click();
    await expect(page.getByRole('spinbutton', { name: 'Interleaving' })).toBeVisible();
    expect(await serious(page)).toEqual([]);
  });
});

test('where the pointer rests while the program changes, the tooltip tells of the new one; at 200 % the lanes keep their place', async ({
  page,
}) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await open(page);
  await page.getByLabel('Example').selectOption('deadlock');
  await expect(why(page)).toContainText('Nobody can go on');
  const lanes = (await page.locator('.tl-lanes').boundingBox())!;
  await page.mouse.move(lanes.x + lanes.width * 0.5, lanes.y + 120);
  await expect(page.locator('.tl-tip-box')).toContainText('sleeps');
  await page.getByLabel('Example').selectOption('lost_update');
  await expect(status(page)).toHaveText(/^Ran \d+ steps/);
  await expect(page.locator('.tl-tip-box')).not.toContainText('sleeps');
  await page.setViewportSize({ width: 720, height: 450 });
  await expect
    .poll(async () => (await page.locator('.stage-timeline').boundingBox())!.height)
    .toBeGreaterThanOrEqual(0.45 * (450 - 48));
});
