/** Teach: notes become steps, a link carries them, results stay hidden until they are asked for, a file opens, bad ones are refused. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { programHash } from '../../src/store/python/link.ts';
import { DEFAULT_OPTIONS } from '../../src/store/python/program.ts';
import { taughtHash } from '../../src/store/teach/lesson-link.ts';
import { serious } from './axe.ts';
import { moreTools } from './more-tools.ts';
import { test } from './quiet.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const hidden = (page: Page) => page.getByRole('region', { name: 'Hidden results' });
const timeline = (page: Page) => page.getByRole('application', { name: /^Timeline/ });

const programHashOf = (text: string): string =>
  `/${programHash({ files: [{ name: 'main.py', text }], options: DEFAULT_OPTIONS })}`;

const LESSON = {
  title: 'Two desks',
  steps: [
    {
      scenario: '#v1=pool+2;4+x+sleep+100ms&engines=sequential,web-workers',
      look: '',
      text: 'A loop takes **0.4 s**.\n\nAnd two workers?',
      hides: ['web-workers'],
      question: { asks: 'How long?', answers: ['0.1 s', '0.2 s'], right: 1 },
    },
    {
      scenario: '#v1=pool+2;4+x+sleep+100ms&engines=sequential,web-workers',
      look: '&look=task:web-workers/2/1',
      text: 'Task 2 waited.',
      hides: [],
    },
  ],
};

test('a note becomes a step, and its link shows it as it was made', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#v1=4+x+sleep+100ms&workers=2&engines=web-workers');
  await timeline(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Text of the note' }).fill('The first one did not wait');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Notes' }).click();
  await button(page, 'Make a lesson').click();
  await expect(page.getByRole('heading', { name: 'Make a lesson' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'What it says' })).toHaveValue('The first one did not wait');
  await page.getByRole('textbox', { name: 'Title' }).fill('About waiting');
  await page.getByRole('checkbox', { name: 'Web Workers' }).check();
  await button(page, 'Ask a question').click();
  await page.getByRole('textbox', { name: 'It asks' }).fill('And the third?');
  await page.getByRole('textbox', { name: 'Answer 1' }).fill('It waited');
  expect(await serious(page)).toEqual([]);
  await button(page, 'Copy link').click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/#learn=1\./);
  const link = await copied();

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 2, name: 'About waiting' })).toBeVisible();
  await expect(page.locator('.ln-text')).toContainText('The first one did not wait');
  await expect(timeline(page)).toHaveCount(0);
  await expect(page.locator('.page')).not.toContainText(/200\.?0* ms|0\.20? s/);
  await hidden(page).getByRole('button', { name: 'Show the results' }).click();
  await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('Task 0 was not late');
  await button(page, 'Show the answer').click();
  await expect(page.locator('.ln-box')).toContainText('It waited');
  expect(await serious(page)).toEqual([]);
  // What was made is still there.
  await page.goto('/#learn=teach');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('About waiting');
});

test('a presentation: arrow keys show the results, then the next step, and Esc ends it', async ({ page }) => {
  await page.goto(`/${taughtHash(LESSON)}`);
  await expect(hidden(page)).toContainText('Web Workers');
  await expect(timeline(page)).toBeVisible();
  const size = () =>
    page
      .locator('.te-paragraph')
      .first()
      .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
  const plain = await size();
  await button(page, 'Present').click();
  expect(await size()).toBeGreaterThan(1.4 * plain);
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(hidden(page)).toHaveCount(0);
  await expect(page.locator('.ln-over')).toContainText('Step 1 of 2');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.ln-over')).toContainText('Step 2 of 2');
  expect(new URL(page.url()).hash).toMatch(/\/2$/);
  // The same tasks, whose results were seen.
  await expect(hidden(page)).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('task 2');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.ln-over')).toContainText('Step 1 of 2');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Present')).toBeVisible();
  await button(page, '0.1 s').click();
  await expect(button(page, '0.2 s')).toHaveAttribute('data-right', '');
  await button(page, 'Run').click();
  await expect(page.locator('.status')).toHaveText(/^Finished in/);
});

test('a lesson as a file: saved, opened in Tasks and in the editor; what is wrong with one is said at its place', async ({
  page,
}) => {
  await page.goto(`/${taughtHash(LESSON)}`);
  await button(page, 'Edit a copy').click();
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save as a file').click()]);
  expect(download.suggestedFilename()).toBe('two-desks.lesson.json');
  const text = readFileSync(await download.path(), 'utf8');
  const open = async (content: string, press: () => Promise<void>) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
    await chooser.setFiles({ name: 'a.lesson.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await open(text.replace('"right": 1', '"right": 9'), () => button(page, 'Open a file').click());
  await expect(page.getByRole('alert')).toContainText(
    'lesson.steps[0].question.right: expected a whole number from 0 to 1',
  );
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Two desks');
  await page.goto('/');
  await open(text, () => moreTools(page, 'Open'));
  await expect(page.getByRole('heading', { level: 2, name: 'Two desks' })).toBeVisible();
  await page.goto('/#learn=1.AAAA/2');
  await expect(page.getByRole('alert')).toContainText('The link is cut off or damaged.');
});

test('a step about a program: taken from Python, sent as a link, not run before its reader asks for it', async ({
  page,
}) => {
  const code = 'import time\ntime.sleep(0.2)\nprint("over", 6 * 7)\n';
  await page.goto(programHashOf(code));
  await button(page, 'Run').click();
  await expect(page.locator('.py-output-lines')).toContainText('over 42', { timeout: 40_000 });
  // What is kept in the browser is what Teach takes.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('overlap.program') ?? '')).toContain('6 * 7');
  await page.goto('/#learn=teach');
  await button(page, 'Take a step from Python').click();
  await page.getByRole('textbox', { name: 'What it says' }).fill('What does it print?');
  await expect(page.getByRole('region', { name: 'The program' })).toContainText('6 * 7');
  await expect(timeline(page)).toHaveCount(0);
  expect(await serious(page)).toEqual([]);
  await page.getByRole('link', { name: 'See it as others will' }).click();
  await expect(page.locator('.te-paragraph')).toHaveText('What does it print?');
  await expect(page.locator('.status')).toHaveText('CPython runs it in this page');
  await expect(page.locator('.page')).not.toContainText('over 42');
  await button(page, 'Present').click();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.py-output-lines')).toContainText('over 42', { timeout: 40_000 });
  await expect(timeline(page)).toBeVisible();
  await expect(page.locator('.status')).toHaveText(/^Ran 200 ms/);
  expect(await serious(page)).toEqual([]);
});
