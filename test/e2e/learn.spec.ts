/** Learn: a lesson from guess to change, every address, what is kept, and that claims also hold live. */
import { expect, type Page } from '@playwright/test';
import { STEPS } from '../../src/learn/lesson.ts';
import { LESSONS } from '../../src/learn/list.ts';
import { serious } from './axe.ts';
import { test } from './quiet.ts';

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
  await expect(status(page)).toHaveText(/^Finished in 5\.0\d s/, { timeout: 12_000 });
  await expect(page.locator('.ln-chips')).toContainText('your guess: 3.4 s');
  await expect(page.locator('.ln-chips')).toContainText('measured: 5.0 s');
  await page.locator('.ln-text h2').click();
  await page.keyboard.press('n');
  await expect(current(page)).toHaveText('Why');
  expect(new URL(page.url()).hash).toBe('#learn=five-customers/why');
  await expect(page.getByRole('heading', { name: 'Customer 4 reached a desk only at 1.0 s.' })).toBeVisible();
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

test('every lesson and step has an address that opens alone, with its headings in order', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/#learn');
  for (const { id, title } of LESSONS)
    for (const step of STEPS) {
      await page.evaluate((hash) => location.replace(hash), `#learn=${id}/${step}`);
      await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible();
      await expect(current(page)).toHaveAttribute('href', new RegExp(`${id}${step === 'guess' ? '$' : `/${step}`}`));
      await expect(page.locator('.ln-text')).not.toContainText('…');
    }
});

for (const hash of ['#learn', '#learn=words', '#learn=one-fails', '#learn=parcels/why', '#learn=in-order/change'])
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

test('what lessons claim holds live, too', async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto('/');
  const took = (engine: string, scenario: string) =>
    page.evaluate(
      async ([engine, scenario]) => {
        const trace = await window.overlap.run({ engine: engine!, scenario });
        const { spans } = trace as unknown as { spans: { yieldedMs?: number; outcome: string }[] };
        return { totalMs: trace.totalMs, ok: spans.filter(({ outcome }) => outcome === 'ok').length };
      },
      [engine, scenario],
    );
  const threads = await took('ThreadPoolExecutor.map', 'pool 3\nsleep 0..4');
  expect(threads.totalMs).toBeGreaterThan(4990);
  expect(threads.totalMs).toBeLessThan(5600);
  // Waits overlap on one thread, computing on it stops the sleepers.
  const stalled = await took('asyncio.gather', '3 x sleep 200ms\nsleep 100ms, cpu 400ms');
  expect(stalled.totalMs).toBeGreaterThan(490);
  const limited = await took('asyncio.Semaphore', 'pool 3\n7 x sleep 400ms');
  expect(limited.totalMs).toBeGreaterThan(1190);
  const parcels = await took('multiprocessing.Pool.map', 'pool 2\nchunksize 6\nsleep 900ms\n11 x sleep 100ms');
  expect(parcels.totalMs).toBeGreaterThan(1390);
});
