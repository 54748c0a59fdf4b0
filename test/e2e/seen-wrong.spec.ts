/** What somebody once saw go wrong on the page and no other spec looks at: collisions, dead ends, words without their example. */
import { expect, type Page } from '@playwright/test';
import { test } from './quiet.ts';
import { run } from './states.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('.status');
const example = (page: Page) => page.getByRole('combobox', { name: 'Example' });
const standing = (page: Page, engine: string) => page.locator(`[data-engine="${engine}"] .tl-progress-text`);
const boxOf = async (page: Page, selector: string) => (await page.locator(selector).first().boundingBox())!;

test('every example chosen after a run is whole by itself: its sentence, its prediction, its marks, nothing of the run', async ({
  page,
}) => {
  await page.goto('/#v1=sleep+0..4;pool+4&engines=web-workers,semaphore');
  await page.getByRole('textbox', { name: 'Tasks', exact: true }).fill('pool 4\n5 x sleep 50ms');
  await run(page);
  await example(page).selectOption('A worker dies');
  await expect(page.locator('.tasks-about')).toContainText(
    'The task under way is lost, and a new worker does the rest.',
  );
  await expect(standing(page, 'web-workers')).toHaveText(/^predicted /);
  await expect(page.locator('.tl-key [data-mark="killed"]')).toHaveCount(1);
  await example(page).selectOption('Very small tasks');
  await expect(page.locator('.tasks-about')).toContainText('A message costs more than a tenth of a millisecond');
  await expect(standing(page, 'web-workers')).toHaveText(/^predicted /);
  await expect(status(page)).toHaveText(/^Takes/);
  await expect(page.getByText(/\d of 5/)).toHaveCount(0);
});

test('Measure and Replay say what to do, and Esc leaves them', async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await expect(status(page)).toHaveText(/^Takes/);
  await button(page, 'Measure').click();
  await expect(status(page)).toHaveText('Drag from one time to another. Esc ends it.');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Measure')).toHaveAttribute('aria-pressed', 'false');
  await button(page, 'Replay').click();
  await expect(status(page)).toHaveText('Play it, or step event by event. Esc ends it.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Replay', exact: true })).toBeHidden();
  await expect(status(page)).toHaveText(/^Takes/);
});

test('an engine that is added after a run has not run yet, and what stands out says so in a sentence', async ({
  page,
}) => {
  await page.goto('/#v1=pool+2;4+x+sleep+50ms&engines=web-workers');
  await run(page);
  await expect(page.locator('.stand-outs h2')).toHaveText('Stands out Web Workers');
  await page.getByRole('checkbox', { name: 'Semaphore-limited scheduler', exact: true }).check();
  await expect(standing(page, 'semaphore')).toHaveText(/^predicted/);
  await expect(page.locator('.stand-outs')).not.toContainText(/Nothing\./);
  await expect(
    page.getByRole('region', { name: 'Figures', exact: true }).getByRole('row', { name: /^Semaphore/ }),
  ).toContainText('not run yet');
});

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [900, 900],
] as const)
  test(`a notice does not lie over the reason, ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/#v1=sleep+1&look=ran:web-workers=1003;on:2');
    await expect(page.locator('.notice')).toBeVisible();
    const notice = await boxOf(page, '.notice');
    const reason = await boxOf(page, height < 760 ? '.dock-line b' : '.reason');
    const apart =
      notice.x >= reason.x + reason.width ||
      reason.x >= notice.x + notice.width ||
      notice.y >= reason.y + reason.height ||
      reason.y >= notice.y + notice.height;
    expect(apart, JSON.stringify({ notice, reason })).toBe(true);
  });

test('the flag of a note stands below the labels of the axis, the slider’s ring between its columns and its ends', async ({
  page,
}) => {
  await page.goto('/#v1=pool+1;2+x+sleep+1');
  await expect(status(page)).toHaveText(/^Takes/);
  await page.getByRole('application', { name: /^Timeline/ }).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'Enter', 'n']) await page.keyboard.press(key);
  await page.getByRole('textbox', { name: 'Text of the note' }).fill('here');
  await page.keyboard.press('Enter');
  const flag = page.locator('.tl-note');
  await expect(flag).toBeVisible();
  const gap = await flag.evaluate((note) => {
    const { bottom } = note.getBoundingClientRect();
    const pennant = Number.parseFloat(getComputedStyle(note, '::before').height);
    const labels = [...document.querySelectorAll('.tl-tick:not([hidden])')].map((tick) => {
      const words = document.createRange();
      words.selectNodeContents(tick);
      return words.getBoundingClientRect().bottom;
    });
    return bottom - pennant - Math.max(...labels);
  });
  expect(gap).toBeGreaterThanOrEqual(0);
  const slider = page.getByRole('slider', { name: 'Pool size' });
  await slider.press('ArrowRight');
  const ring = await slider.evaluate((at) => {
    const { outlineOffset, outlineWidth } = getComputedStyle(at);
    const out = Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth);
    const { top, bottom } = at.getBoundingClientRect();
    const columns = document.querySelector('.columns')!.getBoundingClientRect();
    const ends = document.querySelector('.pool-ends')!.getBoundingClientRect();
    return [top - out - columns.bottom, ends.top - bottom - out];
  });
  for (const room of ring) expect(room).toBeGreaterThanOrEqual(0);
});

test.describe('touch', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });
  test('the help opens by its button, and short labels are told with all marks', async ({ page }) => {
    await page.goto('/#v1=sleep+0..4&workers=3');
    await expect(status(page)).toHaveText(/^Takes/);
    await button(page, 'All marks').tap();
    for (const words of ['queue: who waits for a place', 'worker 1, slot 1, task 1 or thread 1', 'main thread'])
      await expect(page.locator('.all-marks').getByText(words, { exact: true }).last()).toBeVisible();
    await page.keyboard.press('Escape');
    await button(page, 'Help').tap();
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  });
});
