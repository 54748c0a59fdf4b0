/** The window crosses the border between narrow and wide, where the timeline leaves the page and is mounted anew, under a moving pointer. */
import { expect } from '@playwright/test';
import { test } from './quiet.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 375, height: 812 };
/** The whole page, where it is as narrow as that: the timeline is somewhere in it. */
const POINT = { x: 300, y: 400 };

test('events that waited for a module mean nothing once the timeline that heard them has gone', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/gestures-[^/]*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/#v1=sleep+0..4&workers=3');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  const asked = page.waitForRequest(/gestures-[^/]*\.js/);
  const box = (await page.locator('.tl-lanes').boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + 60);
  await page.mouse.move(box.x + 260, box.y + 70);
  await asked;
  await page.setViewportSize(NARROW);
  await expect(page.locator('.page[data-layout="narrow"]')).toBeVisible();
  const loaded = page.waitForResponse(/gestures-[^/]*\.js/);
  release();
  await (await loaded).finished();
  // What waited would be done in the task after the module's own. An error there fails the test (quiet.ts).
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await expect(page.locator('.tl-canvas')).toBeVisible();
});

test('a pointer that moves while the timeline is mounted anew, over and over, breaks nothing', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  await page.mouse.move(POINT.x, POINT.y);
  // A walk that looks random and is the same each time.
  let state = 1;
  const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
  for (let turn = 0; turn < 40; turn++) {
    const size = turn % 2 === 0 ? NARROW : WIDE;
    const resized = page.setViewportSize({ width: size.width + next(40), height: size.height - next(60) });
    for (let i = 0; i < 4; i++) await page.mouse.move(60 + next(300), 150 + next(500));
    if (next(3) === 0) await page.mouse.wheel(0, 40);
    await resized;
    await page.mouse.move(POINT.x + next(40), POINT.y + next(40));
  }
  await page.setViewportSize(WIDE);
  await expect(page.locator('.tl-canvas')).toBeVisible();
  await page.mouse.move(700, 200);
  await expect(page.locator('.tl-cursor')).toBeVisible();
});
