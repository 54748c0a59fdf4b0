/** Learn: a lesson from guess to change, every address, what is kept, and that claims also hold live. */
import { expect, type Locator, type Page } from '@playwright/test';
// With it the notation knows the knobs of all engines.
import '../../src/engines/list.ts';
import { liveRunsOf, needKey, textsOfStep } from '../../src/learn/case-of.ts';
import { isProgram } from '../../src/learn/lesson.ts';
import { LESSONS } from '../../src/learn/list.ts';
import { figureOf, holds, readCondition, type TraceOf } from '../../src/learn/measure.ts';
import { proseParts } from '../../src/learn/prose.ts';
import { asidesOf } from '../../src/learn/tour.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { importText } from '../import-text.ts';
import { serious } from './axe.ts';
import { test } from './quiet.ts';
import { PLACES, readingOf } from './reading.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('.status');
const current = (page: Page) => page.locator('.ln-steps [aria-current="step"]');

test('a lesson from guess to change by the keyboard; the answer is nowhere before the guess, and what is done is kept', async ({
  page,
}) => {
  await page.goto('/#learn=five-customers');
  await expect(page.getByRole('heading', { name: 'Five customers, three desks' })).toBeVisible();
  const handle = page.getByRole('slider', { name: 'Your guess on the timeline' });
  await expect(handle).toHaveAttribute('aria-valuetext', '3.30 s');
  await expect(page.locator('.ln-text')).toContainText('= 10.0 s');
  await expect(page.locator('.page')).not.toContainText(/\b5\.0+ ?s/);
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('spinbutton', { name: 'Your guess, in seconds' })).toHaveValue('3.4');
  await page.keyboard.press('r');
  await expect(current(page)).toHaveText('Run');
  await expect(status(page)).toHaveText(/^Finished in 5\.\d+ s/, { timeout: 12_000 });
  await expect(page.locator('.ln-chips')).toContainText('your guess: 3.4 s');
  await expect(page.locator('.ln-chips')).toContainText(/measured: 5\.\d s/);
  await page.locator('.ln-text h2').click();
  await page.keyboard.press('n');
  await expect(current(page)).toHaveText('Why');
  expect(new URL(page.url()).hash).toBe('#learn=five-customers/why');
  await expect(page.getByRole('heading', { name: 'Customer 4 reached a desk only at 1.0 s.' })).toBeVisible();
  // The run that was just made stands among the article's figures.
  await expect(page.getByRole('row', { name: /^This browser/ })).toContainText(/(?:\d\.\d{3}){5}/);
  await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('Why was task 4 late?');
  await page.keyboard.press('n');
  await button(page, 'Desks: more').click();
  await expect(page.locator('.ln-sentence')).toHaveText('With 4 desks it takes 4.0 s.');
  await button(page, 'Only less work for customer 4').click();
  await expect(button(page, 'Only less work for customer 4')).toHaveAttribute('data-right', '');
  await page.goto('/#learn');
  await page.reload();
  await expect(page.getByRole('img', { name: 'done' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('img', { name: 'done' })).toHaveCount(0);
});

const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

/** The first text that is not read behind those before it. Between its figures, which differ, a text is in pieces. */
function readTooEarly(texts: readonly string[], read: string): string | undefined {
  let from = 0;
  for (const text of texts)
    for (const part of proseParts(text)) {
      const piece = part.kind === 'measure' ? '' : withoutBlanks(part.text);
      const at = read.indexOf(piece, from);
      if (at < 0) return text;
      from = at + piece.length;
    }
  return undefined;
}

test('every lesson and step has an address that opens alone, is read in order, and axe finds nothing serious', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto('/#learn');
  // A list, there with the page.
  const lessons = await page.evaluate(() => window.overlap.lessons);
  expect(lessons.map(({ id, title }) => ({ id, title }))).toEqual(LESSONS.map(({ id, title }) => ({ id, title })));
  for (const [i, { id, title, steps }] of lessons.entries())
    for (const [k, { kind: step, url }] of steps.entries()) {
      // Some in a page of their own, which the others lead to as well: loading it 120 times would take minutes.
      if (i % steps.length === k && i % 3 === 0) {
        await page.goto('about:blank');
        await page.goto(url);
      } else await page.evaluate((to) => location.replace(to), url);
      await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible();
      await expect(current(page)).toHaveAttribute('href', new RegExp(`${id}${step === 'guess' ? '$' : `/${step}`}`));
      // A program's lesson first loads CPython.
      await expect(page.locator('.ln-text')).not.toContainText('…', { timeout: 40_000 });
      const read = await readingOf(page);
      const parts = read.filter(({ role, within }) => within.length === 0 && PLACES.has(role));
      expect([id, step, parts.map(({ name, role }) => name || role)]).toEqual([
        id,
        step,
        ['banner', 'Run', 'Lesson', 'main'],
      ]);
      const headings = read.filter(({ role }) => role === 'heading');
      const levels = headings.map(({ level }) => level);
      expect([id, step, levels.filter((level) => level === 1)]).toEqual([id, step, [1]]);
      expect([id, step, levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)]).toEqual([id, step, []]);
      // Before all other headings of its kind stands the lesson's own, and below it only what the lesson says.
      expect([id, step, headings.find(({ level }) => level === 2)?.name]).toEqual([id, step, title]);
      const own = headings.filter(({ within }) => within.includes('Lesson')).map(({ name }) => name);
      expect([id, step, own.slice(0, 1), own.length]).toEqual([id, step, [title], step === 'why' ? 2 : 1]);
      const text = read.filter(({ role, within }) => role === 'StaticText' && within.includes(title));
      const told = withoutBlanks(text.map(({ name }) => name).join(''));
      expect([id, step, readTooEarly([title, ...textsOfStep(LESSONS[i]!, step)], told)]).toEqual([id, step, undefined]);
      if (step === 'change')
        for (const aside of asidesOf(LESSONS[i]!))
          await expect(page.getByRole('link', { name: `Aside: ${aside.title}`, exact: true })).toHaveAttribute(
            'href',
            `#learn=${aside.id}`,
          );
      // One step of each lesson, another one each time: all of them would take a minute.
      if (i % steps.length === k) expect([id, step, await serious(page)]).toEqual([id, step, []]);
    }
});

for (const hash of ['#learn', '#learn=words', '#learn=which', '#learn=teach'])
  test(`axe finds nothing serious at ${hash}`, async ({ page }) => {
    await page.goto(`/${hash}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    expect(await serious(page)).toEqual([]);
  });

test('a word opens its card, and an address of a lesson that is not there opens the list and says so', async ({
  page,
}) => {
  await page.goto('/#learn=five-customers');
  await button(page, 'task').click();
  await expect(page.getByRole('note', { name: 'Task' })).toContainText('One piece of work');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('note', { name: 'Task' })).toBeHidden();
  await page.goto('/#learn=no-such');
  await expect(page.getByText('There is no lesson “no-such”')).toBeVisible();
});

test('programs of lessons come out as their lessons say', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/');
  for (const { id, programs } of LESSONS.filter(isProgram))
    for (const { text, comesOut } of programs) {
      const answer = await page.evaluate((code) => window.overlap.python({ code }), text);
      const { exit, output } = answer;
      const raised = 'error' in answer ? answer.error.type : undefined;
      const last = output
        .map((line) => line.text)
        .join('')
        .trimEnd()
        .split('\n')
        .at(-1);
      expect(`${id}: ${exit === 'deadlock' ? exit : (raised ?? last)}`).toBe(`${id}: ${comesOut}`);
    }
});

test('a lesson about a program: guessed, run by CPython, changed within the sentence', async ({ page }) => {
  await page.goto('/#learn=two-locks');
  await page.getByRole('radio', { name: /^It prints done/ }).check();
  await button(page, 'Run').click();
  await expect(page.locator('.ln-chips')).toContainText('executed: nobody can go on', { timeout: 40_000 });
  await expect(page.locator('.ln-chips')).toContainText('your guess: It prints done');
  await page.goto('/#learn=two-locks/why');
  await expect(page.locator('.ln-code [data-looks-at]')).toHaveText(/^ *with b:\s*$/);
  await page.goto('/#learn=two-locks/change');
  await page.getByRole('combobox', { name: 'The order of the locks' }).selectOption({ index: 1 });
  await expect(page.locator('.ln-sentence')).toContainText('it ends with done.', { timeout: 20_000 });
  expect(await serious(page)).toEqual([]);
});

test('which one should I use: the answer follows the description', async ({ page }) => {
  await page.goto('/#learn=which');
  const answer = page.getByRole('heading', { level: 2, name: /^Take / });
  await expect(answer).toHaveText(/predicted\.$/);
  await page.getByRole('spinbutton', { name: /^Each one waits/ }).fill('0');
  await page.getByRole('spinbutton', { name: /^Each one computes/ }).fill('200');
  await expect(answer).toHaveText(/^Take a pool of processes/);
  await page.getByRole('checkbox', { name: /safe without a GIL$/ }).check();
  await expect(answer).toHaveText(/^Take threads on free-threaded Python/);
  await page.getByRole('checkbox', { name: /^No task may be lost/ }).check();
  await expect(answer).toHaveText(/^Take celery/);
  await expect(page.getByRole('row', { name: /^A plain loop/ })).toContainText('What was under way is lost');
});

test('the article held to account: measured and executed beside what it printed', async ({ page }) => {
  await page.goto('/#learn=five-customers/why');
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row('The article, 2021')).toContainText('5.005');
  await expect(row('Predicted')).toContainText('5.00');
  await row('CPython in this page').getByRole('button').click();
  await expect(row('CPython in this page')).toContainText(/5\.0\d\d/, { timeout: 40_000 });
  await row('This browser').getByRole('button').click();
  await expect(row('This browser')).toContainText(/(?:4\.9|5\.\d)\d\d/, { timeout: 15_000 });
  // A lesson about a program of the same section has them a press away.
  await page.goto('/#learn=few-ahead/why');
  await button(page, 'The article, side by side').click();
  await expect(row('The article, 2021')).toContainText('5.005');
  await expect(row('Predicted')).toContainText('5.00');
});

test('what lessons claim holds live, too', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/');
  const wrong: string[] = [];
  for (const lesson of LESSONS) {
    if (isProgram(lesson) || !lesson.live) continue;
    const runs = new Map<string, Trace>();
    for (const run of liveRunsOf(lesson)) {
      const { engine = lesson.case.asked[0], scenario } = run;
      const text = await page.evaluate(async (asked) => JSON.stringify(await window.overlap.run(asked)), {
        engine,
        scenario,
      });
      runs.set(needKey(run), importText(text).trace);
    }
    const traceOf: TraceOf = (engine, overrides) => runs.get(needKey({ engine, overrides }))!;
    for (const claim of lesson.live.holds) {
      const condition = readCondition(claim);
      if (!holds(condition, traceOf)) wrong.push(`${lesson.id}: ${claim}, found ${figureOf(condition.left, traceOf)}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('where there is little width, the reason and what stands beside it elsewhere are one below the other, and all can be scrolled to', async ({
  page,
}) => {
  for (const viewport of [
    { width: 768, height: 1024 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(viewport);
    for (const step of ['', '/why']) {
      await page.goto(`/#learn=celery-late${step}`);
      const dock = page.locator('.ln-dock');
      const code = dock.locator('.ln-code');
      await expect(code.locator('pre')).toContainText('celery');
      const endOf = (part: Locator) => part.last().evaluate((last) => last.getBoundingClientRect().bottom);
      const below = (await code.boundingBox())!;
      expect(below.y).toBeGreaterThanOrEqual(await endOf(dock.locator('.reason > *')));
      expect(await endOf(code.locator('> *'))).toBeLessThanOrEqual(below.y + below.height);
      await code.locator('pre').scrollIntoViewIfNeeded();
      await expect(code.locator('pre')).toBeInViewport();
    }
  }
});
