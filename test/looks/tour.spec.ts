/**
 * Every lesson walked as a new user would: the guess, the run, the reason, one change and the answer to its question. A sheet of pictures
 * a lesson and window, in `.cache/looks/tour`. `LESSONS=semaphore,ray WINDOWS=wide,phone` takes those only whose names begin so.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { isProgram } from '../../src/learn/lesson.ts';
import { LESSONS } from '../../src/learn/list.ts';
import { WINDOWS } from '../e2e/windows.ts';
import { asked, PLACE } from './asked.ts';

const TOUR = `${PLACE}/tour`;
const ALL = WINDOWS.filter(([window]) => window === 'wide' || window === 'wide dark' || window === 'phone');

const text = (page: Page) => page.locator('.ln-text');
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

/** The guess of somebody who has not thought about it yet: the first answer, or a little further than the handle stands. */
async function guess(page: Page): Promise<void> {
  const radio = text(page).getByRole('radio').first();
  if (await radio.isVisible()) await radio.check();
  else await page.getByRole('slider', { name: 'Your guess on the timeline' }).press('ArrowRight');
}

async function change(page: Page): Promise<void> {
  const choice = text(page).getByRole('combobox');
  const more = text(page).getByRole('button', { name: /: more$/ });
  if (await choice.isVisible()) await choice.selectOption({ index: 1 });
  else if (await more.isEnabled()) await more.click();
  else
    await text(page)
      .getByRole('button', { name: /: fewer$/ })
      .click();
  await page.locator('.ln-ask button').first().click();
}

for (const [window, viewport, colorScheme] of asked(ALL, process.env.WINDOWS))
  test.describe(window, () => {
    const isNarrow = viewport.width < 720;
    test.use({ viewport, colorScheme, hasTouch: isNarrow });
    for (const [id, lesson] of asked(
      LESSONS.map((lesson) => [lesson.id, lesson] as const),
      process.env.LESSONS,
    ))
      test(id, async ({ page, browser }) => {
        const pictures: Buffer[] = [];
        const take = async () => {
          // Until what comes in idle time is there.
          await page.waitForTimeout(500);
          pictures.push(await page.screenshot({ fullPage: isNarrow }));
        };
        await page.goto(`/#learn=${id}`);
        await expect(page.getByRole('heading', { level: 2, name: lesson.title, exact: true })).toBeVisible();
        await expect(text(page)).not.toContainText('…');
        await guess(page);
        await take();
        await run(page).click();
        const cameOut = isProgram(lesson) ? page.locator('.ln-chips') : page.locator('.status');
        await expect(cameOut).toHaveText(isProgram(lesson) ? /executed/ : /^(?:Finished|Predicted:)|hangs/i, {
          timeout: 60_000,
        });
        await take();
        await page.goto(`/#learn=${id}/why`);
        await take();
        await page.goto(`/#learn=${id}/change`);
        await expect(text(page)).not.toContainText('…', { timeout: 40_000 });
        await change(page);
        await expect(text(page)).not.toContainText('…', { timeout: 40_000 });
        await take();
        const sheet = await sheetOf(browser, pictures, isNarrow);
        writeFileSync(`${TOUR}/${id}-${window.replaceAll(' ', '-')}.png`, sheet);
      });
  });

/** The pictures beside each other in one, so that a lesson is seen at once. */
async function sheetOf(browser: Browser, pictures: readonly Buffer[], isNarrow: boolean): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: isNarrow ? 1560 : 2000, height: 400 } });
  const width = isNarrow ? 380 : 990;
  const images = pictures.map((one) => `<img width="${width}" src="data:image/png;base64,${one.toString('base64')}">`);
  await page.setContent(
    `<body style="margin:0;display:flex;flex-wrap:wrap;gap:8px;align-items:start;background:#888">${images.join('')}`,
  );
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  const sheet = await page.screenshot({ fullPage: true });
  await page.close();
  return sheet;
}

test.beforeAll(() => {
  mkdirSync(TOUR, { recursive: true });
});
