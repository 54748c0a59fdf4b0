/** The timeline with 100,000 spans: nothing is lost of them, the strip of the whole run moves the window, lanes fold and sort. */
import { expect, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';
import { type Built, serveBuilt } from './harness/built.ts';
import { moreTools } from './more-tools.ts';

let harness: Built;
test.beforeAll(async () => {
  harness = await serveBuilt('test/e2e/harness/timeline');
});
test.afterAll(() => harness?.close());

interface Inside {
  readonly store: {
    getState(): { view: { fromMs: number; toMs: number } | null; laneOrder: string };
    setState(change: object): void;
  };
}
const viewOf = (page: Page) => page.evaluate(() => (window as unknown as Inside).store.getState().view);
const set = (page: Page, change: object) =>
  page.evaluate((change) => (window as unknown as Inside).store.setState(change), change);

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`${harness.url}?${query}`);
  await page.waitForFunction(() => 'store' in window);
  await expect.poll(() => inked(page, 'canvas.tl-canvas', 150, 1000, 0, 400)).toBeGreaterThan(1000);
}

/** How many pixels of a part of a canvas (px of the page) have anything in them. */
function inked(page: Page, canvas: string, x0: number, x1: number, y0: number, y1: number): Promise<number> {
  return page.evaluate(
    ([canvas, x0, x1, y0, y1]) => {
      const element = document.querySelector<HTMLCanvasElement>(canvas)!;
      const { data } = element.getContext('2d')!.getImageData(x0, y0, x1 - x0, y1 - y0);
      let count = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) count++;
      return count;
    },
    [canvas, x0, x1, y0, y1] as const,
  );
}

/** Columns of a canvas that hold the colour of a failure, from left to right. */
function failures(page: Page, canvas: string): Promise<number[]> {
  return page.evaluate((canvas) => {
    const element = document.querySelector<HTMLCanvasElement>(canvas)!;
    const { data, width } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    const columns = new Set<number>();
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3]! > 200 && data[i]! > 150 && data[i + 1]! < 70 && data[i + 2]! < 70) columns.add((i / 4) % width);
    }
    return [...columns].sort((a, b) => a - b);
  }, canvas);
}

/** y of the lanes' middles on the canvas: each label stands there. */
const sections = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.tl-header')].map((header) => Number.parseFloat(header.style.top)),
  );

test('100,000 spans over 64 lanes are drawn, all along each lane', async ({ page }) => {
  await open(page, 'case=six&spans=100000');
  const [first] = await sections(page);
  // Header, five lines of queue, then eleven lanes of 20 px.
  const lanesTop = first! + 36 + 32;
  for (let lane = 0; lane < 11; lane++) {
    for (const from of [160, 500, 900]) {
      const count = await inked(
        page,
        'canvas.tl-canvas',
        from,
        from + 60,
        lanesTop + lane * 20 + 5,
        lanesTop + lane * 20 + 15,
      );
      expect(count, `lane ${lane + 1} from ${from}`).toBeGreaterThan(100);
    }
  }
});

/** The failures, as soon as there are some. A frame may be drawn anew between two looks. */
async function seen(page: Page, canvas: string): Promise<number[]> {
  let found: number[] = [];
  await expect.poll(async () => (found = await failures(page, canvas)).length).toBeGreaterThan(0);
  return found;
}

test('of 100,000 spans a single failed one is seen, in its lane and in the strip of the whole run', async ({
  page,
}) => {
  await open(page, 'case=one&spans=100000&bad=61234');
  await page.getByRole('button', { name: 'Show 64 lanes' }).click();
  const all = await seen(page, 'canvas.tl-canvas');
  expect(all.length).toBeLessThan(6);
  // The strip is there once only a part is seen.
  await set(page, { view: { fromMs: 0, toMs: 100 } });
  await expect(page.locator('.tl-map canvas')).toBeVisible();
  const map = await seen(page, '.tl-map canvas');
  expect(map.length).toBeLessThan(6);
  // At the same moment: the strip begins where the plot does.
  const left = await page.locator('.tl-map-strip').evaluate((strip) => (strip as HTMLElement).offsetLeft);
  expect(Math.abs(all[0]! - left - map[0]!)).toBeLessThan(4);
});

test('a failed span is folded away with no section', async ({ page }) => {
  await open(page, 'case=one&spans=100000&bad=61234');
  await expect(page.getByRole('button', { name: 'Show 64 lanes' })).toBeVisible();
  // Strips are summed in idle time.
  await expect.poll(async () => (await failures(page, 'canvas.tl-canvas')).length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Show 64 lanes' }).click();
  const fold = page.getByRole('button', { name: 'Show as one strip' });
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  const tall = await page.locator('.tl-content').evaluate((content) => content.scrollHeight);
  await fold.click();
  await expect(page.getByRole('button', { name: 'Show 64 lanes' })).toHaveAttribute('aria-expanded', 'false');
  await expect
    .poll(() => page.locator('.tl-content').evaluate((content) => content.scrollHeight))
    .toBeLessThan(tall / 2);
});

test('the window is moved, resized and zoomed on the strip of the whole run, by pointer and by keys', async ({
  page,
}) => {
  await open(page, 'case=six&spans=100000');
  expect(await viewOf(page)).toBeNull();
  const strip = page.getByRole('slider', { name: 'Window of time' });
  await expect(strip).toBeHidden();
  await set(page, { view: { fromMs: 0, toMs: 5000 } });
  const box = (await strip.boundingBox())!;
  const y = box.y + box.height / 2;
  await strip.hover();
  await page.waitForTimeout(300);
  await page.mouse.click(box.x + box.width / 2, y);
  await expect.poll(async () => (await viewOf(page))?.fromMs).toBeGreaterThan(100);
  const called = (await viewOf(page))!;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 200, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await viewOf(page))!.fromMs).toBeGreaterThan(called.fromMs);
  const moved = (await viewOf(page))!;
  expect(moved.toMs - moved.fromMs).toBeCloseTo(called.toMs - called.fromMs, 3);
  // Its right edge.
  const frame = (await page.locator('.tl-map-frame').boundingBox())!;
  await page.mouse.move(frame.x + frame.width - 1, y);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width + 60, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await viewOf(page))!.toMs).toBeGreaterThan(moved.toMs);
  expect((await viewOf(page))!.fromMs).toBeCloseTo(moved.fromMs, 3);
  const before = (await viewOf(page))!;
  await strip.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await viewOf(page))!.fromMs).toBeLessThan(before.fromMs);
  await page.keyboard.press('ArrowUp');
  await expect
    .poll(async () => (await viewOf(page))!.toMs - (await viewOf(page))!.fromMs)
    .toBeLessThan(before.toMs - before.fromMs);
  await expect(strip).toHaveAttribute('aria-valuetext', /^\d+\.\d+ to \d+\.\d+ s$/);
});

test('while the window moves and when it has come to rest, the axis is that of the lanes', async ({ page }) => {
  await open(page, 'case=article&mode=done');
  const labels = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.tl-tick:not([hidden])')].map(
        (tick) => `${tick.textContent} ${tick.dataset.x}`,
      ),
    );
  await set(page, { view: { fromMs: 1000, toMs: 2000 } });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const moving = await labels();
  await page.waitForTimeout(500);
  expect(moving.length).toBeGreaterThan(3);
  expect(await labels()).toEqual(moving);
});

test('lanes are hidden by their label, and the header says how many of how many', async ({ page }) => {
  await open(page, 'case=article&mode=done');
  const [first] = await sections(page);
  const box = (await page.locator('.tl-content').boundingBox())!;
  await page.mouse.click(box.x + 40, box.y + first! + 36 + 14 + 14, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide', exact: true }).click();
  const show = page.getByRole('button', { name: '1 of 3 lanes hidden: show' });
  await expect(show).toBeVisible();
  await show.click();
  await expect(show).toBeHidden();
});

test('the menu of lanes sorts them, gives sections their own axes and folds them; axe finds nothing', async ({
  page,
}) => {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  await moreTools(page, 'Lanes');
  await page.getByRole('radio', { name: 'busy time' }).check();
  await page.getByRole('checkbox', { name: 'Each section its own time axis' }).check();
  await page.getByText('Web Workers').last().click();
  await page.getByRole('checkbox', { name: 'Pin worker 3 of Web Workers' }).check();
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'busy time' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'More tools' })).toBeFocused();
  await page.getByRole('button', { name: 'sleeping', exact: true }).first().focus();
  expect(await serious(page)).toEqual([]);
});

test('a group of tasks folds into one row, and opens again', async ({ page }) => {
  await page.goto(
    '/#v1=load:+60+x+sleep+40ms;bad:+sleep+10ms+fails;merge+after+load:+sleep+20ms&workers=20&engines=semaphore',
  );
  await page.waitForFunction(() => 'overlap' in window);
  const height = () => page.locator('.tl-content').evaluate((content) => content.scrollHeight);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.status')).toHaveText(/^Finished/);
  await page.getByRole('button', { name: 'Show 62 lanes' }).click();
  await expect.poll(height).toBeGreaterThan(1000);
  const open = await height();
  await moreTools(page, 'Lanes');
  await page.locator('.lanes-section summary').click();
  await page.getByRole('checkbox', { name: 'Group load folded' }).check();
  await page.keyboard.press('Escape');
  const group = page.getByRole('button', { name: /load/ });
  await expect(group).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(height).toBeLessThan(open);
  await group.click();
  await expect.poll(height).toBeGreaterThanOrEqual(open);
});
