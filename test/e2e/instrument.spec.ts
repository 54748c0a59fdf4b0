/** The timeline as an instrument, as a person uses it: zoom, go back, select, find, measure, note, replay. */
import { expect, type Locator, type Page } from '@playwright/test';
import { serious } from './axe.ts';
import { test } from './quiet.ts';

const lanes = (page: Page) => page.getByRole('application', { name: /^Timeline/ });
const ticks = (page: Page) => page.locator('.tl-tick:not([hidden])').allTextContents();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const findBox = (page: Page) => page.getByRole('textbox', { name: 'Find', exact: true });
const why = (page: Page) => page.getByRole('region', { name: 'Why' });
const replay = (page: Page) => page.getByRole('region', { name: 'Replay', exact: true });
const range = (page: Page) => page.getByRole('region', { name: 'Range' });

/** x of a label of the axis, and y of a lane by its place among the first engine's (three workers). */
async function xOf(page: Page, label: string): Promise<number> {
  const box = (await page.locator('.tl-tick:not([hidden])', { hasText: new RegExp(`^${label}$`) }).boundingBox())!;
  return box.x + box.width / 2;
}
async function yOf(page: Page, lane: number): Promise<number> {
  const header = (await page.locator('.tl-header').first().boundingBox())!;
  const next = (await page.locator('.tl-header').nth(1).boundingBox())!;
  // Header, a queue row of 14, three lanes, the heartbeat of 16 and 5 px of foot.
  const top = header.y + header.height + 14;
  const height = (next.y - 21 - top) / 3;
  return top + height * (lane + 0.5);
}

test.beforeEach(async ({ page }) => {
  await page.goto('/#v1=sleep+0..4&workers=3');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
});

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

async function zoomIn(page: Page, label: string, notches = 4): Promise<void> {
  await page.mouse.move(await xOf(page, label), 300);
  await page.keyboard.down('Control');
  // At once: on a busy machine single notches would be gestures of their own.
  await page.mouse.wheel(0, -100 * notches);
  await page.keyboard.up('Control');
}

test('the wheel with Ctrl zooms at the pointer; without, nothing is hijacked', async ({ page }) => {
  const x = await xOf(page, '3 s');
  await zoomIn(page, '3 s');
  await expect.poll(() => ticks(page)).not.toContain('5 s');
  const after = (await page.locator('.tl-tick:not([hidden])', { hasText: /^3(\.0+)? s$/ }).boundingBox())!;
  expect(Math.abs(after.x + after.width / 2 - x)).toBeLessThanOrEqual(2);
  const before = await ticks(page);
  await page.mouse.wheel(0, 120);
  await page.waitForTimeout(100);
  expect(await ticks(page)).toEqual(before);
  await page.mouse.wheel(200, 0);
  await expect.poll(() => ticks(page)).not.toEqual(before);
  await page.mouse.dblclick(x, await yOf(page, 0));
  await expect.poll(() => ticks(page)).toEqual(['0', '1 s', '2 s', '3 s', '4 s', '5 s']);
});

test('a pointer that moves over one and the same bar has no lane drawn; on another bar it has', async ({ page }) => {
  await page.evaluate(() => {
    const drawn = { times: 0 };
    Object.assign(window, { drawn });
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...area) {
      drawn.times++;
      clearRect.apply(this, area);
    };
  });
  const drawn = () => page.evaluate(() => (window as unknown as { drawn: { times: number } }).drawn.times);
  const [x, y] = [await xOf(page, '2 s'), await yOf(page, 0)];
  await page.mouse.move(x, y);
  await expect(page.locator('.tl-tip-box')).toBeVisible();
  const frames = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const cursor = () => page.locator('.tl-cursor').getAttribute('style');
  // Something else may have changed meanwhile: a prediction, a part that has come.
  await expect
    .poll(async () => {
      const [before, line] = [await drawn(), await cursor()];
      for (let step = 1; step <= 5; step++) {
        await page.mouse.move(x + step, y);
        await frames();
      }
      expect(await cursor()).not.toBe(line);
      await page.mouse.move(x, y);
      await frames();
      return (await drawn()) - before;
    })
    .toBe(0);
  const before = await drawn();
  await page.mouse.move(x, await yOf(page, 1));
  await expect.poll(drawn).toBeGreaterThan(before);
});

test('Back and Forward step through what one looked at, a gesture counting once', async ({ page }) => {
  const all = await ticks(page);
  await zoomIn(page, '3 s');
  await expect.poll(() => ticks(page)).not.toEqual(all);
  await page.waitForTimeout(600);
  const zoomed = await ticks(page);
  await page.mouse.click((await xOf(page, '3.0 s')) - 30, await yOf(page, 0));
  await expect(why(page).getByRole('heading')).toContainText(/task 3/i);
  await findBox(page).click();
  await findBox(page).fill('> 3 s');
  await expect(page.locator('.find-count')).toHaveText('3 of 15 match');
  await page.waitForTimeout(600);

  await page.goBack();
  await expect(findBox(page)).toHaveValue('');
  await expect(why(page).getByRole('heading')).toContainText(/task 3/i);
  await page.goBack();
  await expect(why(page).getByRole('heading')).not.toContainText(/task 3/i);
  await expect.poll(() => ticks(page)).toEqual(zoomed);
  await page.goBack();
  await expect.poll(() => ticks(page)).toEqual(all);
  await page.goForward();
  await expect.poll(() => ticks(page)).toEqual(zoomed);
  await page.goForward();
  await expect(why(page).getByRole('heading')).toContainText(/task 3/i);
});

test('Back changes the view, never the scenario; a link opened meanwhile keeps its own', async ({ page }) => {
  const tasks = page.getByRole('textbox', { name: 'Tasks', exact: true });
  await zoomIn(page, '3 s');
  await page.waitForTimeout(600);
  await tasks.fill('sleep 0..5');
  await expect.poll(() => new URL(page.url()).hash).toContain('0..5');
  const hash = new URL(page.url()).hash;
  await page.goBack();
  await expect.poll(() => new URL(page.url()).hash).toBe(hash);
  await expect(tasks).toHaveValue('sleep 0..5');
  await page.goForward();
  await expect(tasks).toHaveValue('sleep 0..5');
  await page.evaluate(() => {
    location.hash = '#v1=3+x+sleep+2';
  });
  await expect(tasks).toHaveValue('3 x sleep 2');
  await page.goBack();
  await expect(tasks).toHaveValue('sleep 0..5');
});

test('an empty stretch of a lane is selected by a click, and by keyboard it is said', async ({ page }) => {
  await page.mouse.click(await xOf(page, '4 s'), await yOf(page, 0));
  await expect.poll(() => idle(page)).toMatchObject({ lane: 0, fromMs: 3000, toMs: 5000 });
  await lanes(page).focus();
  // The second worker is never idle.
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => idle(page)).toMatchObject({ lane: 2, fromMs: 2000, toMs: 5000 });
  await expect(page.locator('.tl-unseen[aria-live]')).toContainText('worker 3, idle 3.000 s from 2.000 s');
});

/** What is looked at, as the browser's history has it. */
const idle = (page: Page) => page.evaluate(() => history.state?.look.idle ?? null);
const selected = (page: Page) => page.evaluate(() => history.state?.look.selected ?? null);

test(', and . go to who let a task begin and to what it let begin', async ({ page }) => {
  await page.mouse.click(await xOf(page, '4 s'), await yOf(page, 1));
  await expect.poll(() => selected(page)).toMatchObject({ task: 4 });
  await page.keyboard.press(',');
  await expect.poll(() => selected(page)).toMatchObject({ task: 1 });
  await page.keyboard.press('.');
  await expect.poll(() => selected(page)).toMatchObject({ task: 4 });
});

test('find counts, says what is wrong and where, steps with Enter, and hides the rest', async ({ page }) => {
  await page.keyboard.press('/');
  await expect(findBox(page)).toBeFocused();
  await page.keyboard.type('wait >');
  await expect(page.locator('.find-mistake')).toContainText(/Column \d+: expected a duration/);
  await expect(findBox(page)).toHaveAttribute('aria-invalid', 'true');
  await findBox(page).fill('> 1.5 s');
  await expect(page.locator('.find-count')).toHaveText('9 of 15 match');
  await page.keyboard.press('Enter');
  await expect(page.locator('.find-count')).toHaveText('match 1 of 9');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('.find-count')).toHaveText('match 2 of 9');
  await expect.poll(() => selected(page)).toMatchObject({ engine: 'web-workers', task: 3 });
  await page.getByRole('checkbox', { name: 'Only these' }).check();
  await expect.poll(() => page.evaluate(() => history.state.look.onlyMatches)).toBe(true);
  await findBox(page).press('Escape');
  await expect(findBox(page)).toHaveValue('');
  await findBox(page).press('Escape');
  await expect(lanes(page)).toBeFocused();
});

test('Shift and drag measure: the figures are the article’s', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const y = await yOf(page, 0);
  await page.keyboard.down('Shift');
  await drag(page, [(await xOf(page, '1 s')) - 4, y], [(await xOf(page, '3 s')) + 4, y]);
  await page.keyboard.up('Shift');
  // The edges have snapped to where 4 begins and 3 ends.
  await expect(range(page)).toContainText('2.000 s, 1.000 to 3.000 s');
  // In it: 2, 3 and 4. They sleep 1, 2 and 2 s there, and 2, 3 and 4 s in all.
  const rows = range(page).getByRole('row', { name: /^Web Workers/ });
  await expect(rows.getByRole('cell')).toHaveText([
    ...['3 of 5', '0 ms', '5.000 s'],
    ...['3', '9.000 s', '2.000 s', '3.000 s', '3.000 s', '3.900 s', '4.000 s'],
  ]);
  // Nothing of it is out of sight at a side.
  expect(await range(page).evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
  await button(page, 'Copy as text').click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split('\n')[1]!.split('\t').slice(0, 7)).toEqual([
    ...['Web Workers', 'predicted', '1000', '3000', '2000', '3', '5'],
  ]);
  await button(page, 'Zoom to range').click();
  await expect.poll(() => ticks(page)).toContain('2.4 s');
  // The window moves there.
  await expect.poll(() => ticks(page)).not.toContain('3.2 s');
});

test('the line under the pointer breaks off for words, and is whole beside them', async ({ page }) => {
  const gaps = () =>
    page
      .locator('.tl-cursor')
      .evaluate((line) => getComputedStyle(line).maskImage.match(/rgba\(0, 0, 0, 0\)/g)?.length);
  const y = await yOf(page, 1);
  // Bar 4 begins at 1 s with its name; at 4.5 s it has no words.
  await page.mouse.move((await xOf(page, '1 s')) + 10, y);
  await expect(page.locator('.tl-cursor')).toBeVisible();
  const atName = (await gaps())!;
  await page.mouse.move((await xOf(page, '4 s')) + 40, y);
  await expect.poll(gaps).not.toBe(atName);
  expect((await gaps()) ?? 0).toBeLessThan(atName);
});

test('by keyboard: m marks the task, Shift and Ctrl with arrows move the edges from event to event', async ({
  page,
}) => {
  await page.mouse.click(await xOf(page, '4 s'), await yOf(page, 1));
  await page.keyboard.press('m');
  await expect(range(page)).toContainText('4.000 s, 1.000 to 5.000 s');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(range(page)).toContainText('2.000 s, 1.000 to 3.000 s');
  await page.keyboard.press('Control+ArrowLeft');
  await expect(range(page)).toContainText('3.000 s, 0.000 to 3.000 s');
  await expect(range(page).getByRole('columnheader', { name: 'Wait for a worker' })).toBeVisible();
  await expect(page.locator('.tl-unseen[aria-live]')).toContainText('Range 0.000 to 3.000 s, 3.000 s');
});

test('a note is written, gone to, changed, deleted, and the deletion taken back', async ({ page }) => {
  await page.mouse.click(await xOf(page, '4 s'), await yOf(page, 1));
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Text of the note' }).fill('the late one');
  await page.keyboard.press('Enter');
  await expect(lanes(page)).toBeFocused();
  await page.getByRole('tab', { name: 'Notes' }).click();
  const note = page.getByRole('textbox', { name: 'Note on task 4, 1.000 s' });
  await expect(note).toHaveValue('the late one');
  await note.fill('waited for a worker');
  await page.getByRole('button', { name: /^Delete the note/ }).click();
  await expect(note).toHaveCount(0);
  await button(page, 'Take the deletion back').click();
  await expect(note).toHaveValue('waited for a worker');
  await button(page, 'task 4, 1.000 s').click();
  await expect.poll(() => selected(page)).toMatchObject({ task: 4 });
  await button(page, 'New note').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: /^Note on/ })).toHaveCount(1);
});

test('a replay steps from event to event and says how things stand', async ({ page }) => {
  await button(page, 'Replay').click();
  const says = replay(page).locator('.replay-event');
  await expect(button(page, 'Play')).toBeFocused();
  // At first nothing has happened: all is outline.
  await expect(replay(page)).toContainText('Runningnobody');
  await expect(replay(page)).toContainText('Results0 of 5');
  const slider = page.getByRole('slider', { name: 'Replay time' });
  await slider.fill('500');
  await expect(replay(page)).toContainText('Queue1: 4');
  await expect(page.locator('[data-engine="web-workers"] .tl-progress-text')).toHaveText(/^1 of 5, 500 ms so far$/);
  await button(page, 'Step').click();
  // Events of one instant come one after another.
  await expect(says).toHaveText(
    '1.000 s: task 1 ended on worker 2 and gave its place to task 4 (1 of 2 at this moment)',
  );
  await expect(replay(page)).toContainText('Queue1: 4');
  await button(page, 'Step').click();
  await expect(says).toHaveText('1.000 s: task 4 started on worker 2 (2 of 2 at this moment)');
  await expect(replay(page)).toContainText('Queueempty');
  await expect(replay(page)).toContainText('worker 2task 4 sleeps');
  await expect(replay(page)).toContainText('Results2 of 5: 0, 1');
  await lanes(page).focus();
  await page.keyboard.press('Shift+Period');
  await expect(says).toHaveText('2.000 s: task 2 ended on worker 3');
  await button(page, 'Step back').click();
  await expect(says).toHaveText(/^1\.000 s: task 4 started/);
  await slider.fill('3500');
  await expect(replay(page)).toContainText('Results4 of 5: 0, 1, 2, 3');
  await page.getByRole('combobox', { name: 'Replay speed' }).selectOption({ label: '10×' });
  await button(page, 'Play').click();
  await expect(replay(page)).toContainText('Results5 of 5', { timeout: 5000 });
  await expect(button(page, 'Play')).toBeVisible();
  await lanes(page).focus();
  await page.keyboard.press('Space');
  await expect(button(page, 'Pause')).toBeVisible();
  await button(page, 'End replay').click();
  await expect(why(page)).toBeVisible();
});

test('the replay’s moment is dragged on the axis', async ({ page }) => {
  await button(page, 'Replay').click();
  const { y } = (await page.locator('.tl-band').boundingBox())!;
  await drag(page, [await xOf(page, '1 s'), y + 20], [await xOf(page, '4 s'), y + 20]);
  await expect(page.getByRole('slider', { name: 'Replay time' })).toHaveAttribute('aria-valuetext', /^(4\.0|3\.99)/);
});

test('a live run is followed until one moves, then on demand', async ({ page }) => {
  const tasks = page.getByRole('textbox', { name: 'Tasks', exact: true });
  await tasks.fill('200 x sleep 400ms');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  await zoomIn(page, '0', 10);
  await page.waitForTimeout(100);
  const view = () =>
    page.evaluate(() => [...document.querySelectorAll('.tl-tick:not([hidden])')].map((t) => t.textContent));
  await button(page, 'Run').click();
  await expect(page.locator('.status')).toHaveText(/^Running/);
  await page.waitForTimeout(2500);
  const followed = await view();
  await page.waitForTimeout(800);
  expect(await view()).not.toEqual(followed);
  await expect(button(page, 'Follow')).toBeHidden();
  await page.mouse.move(800, 300);
  await page.mouse.wheel(-60, 0);
  await expect(button(page, 'Follow')).toBeVisible();
  await page.waitForTimeout(100);
  const still = await view();
  await page.waitForTimeout(500);
  expect(await view()).toEqual(still);
  await button(page, 'Follow').click();
  await expect.poll(view).not.toEqual(still);
  await expect(button(page, 'Follow')).toBeHidden();
  await button(page, 'Cancel').click();
});

test('the help tells all keys, and nothing that is open is serious for axe', async ({ page }) => {
  const check = async (what: Locator) => {
    await expect(what).toBeVisible();
    expect(await serious(page)).toEqual([]);
  };
  await findBox(page).fill('wait >');
  await check(page.locator('.find-mistake'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await check(range(page));
  await page.keyboard.press('n');
  await check(page.getByRole('textbox', { name: 'Text of the note' }));
  await page.keyboard.type('here');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Notes' }).click();
  await check(page.getByRole('region', { name: 'Notes' }));
  await button(page, 'Replay').click();
  await check(replay(page));
  await page.keyboard.press('?');
  await check(page.getByRole('dialog', { name: 'Keys' }));
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Step to the event before, after');
});

test.describe('touch, 375 px', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });

  test('one finger pans sideways, two pinch, Measure marks', async ({ page }) => {
    const client = await page.context().newCDPSession(page);
    const lanes = page.locator('.tl-lanes');
    const lanesInSight = async () => {
      await lanes.evaluate((element) => element.scrollIntoView());
      return (await lanes.boundingBox())!.y + 120;
    };
    let y = await lanesInSight();
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: number[]) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((x, id) => ({ x, y, id })) });
    const all = await ticks(page);
    await touch('touchStart', 150, 250);
    for (let i = 1; i <= 6; i++) await touch('touchMove', 150 - i * 10, 250 + i * 10);
    await touch('touchEnd');
    await expect.poll(() => ticks(page)).not.toEqual(all);
    const zoomed = await ticks(page);
    await touch('touchStart', 250);
    for (let i = 1; i <= 6; i++) await touch('touchMove', 250 - i * 20);
    await touch('touchEnd');
    await expect.poll(() => ticks(page)).not.toEqual(zoomed);
    // Not by tap: one that comes soon after would only stop what the browser takes for a fling.
    await button(page, 'Measure').click();
    await expect(button(page, 'Measure')).toHaveAttribute('aria-pressed', 'true');
    y = await lanesInSight();
    await touch('touchStart', 120);
    for (let i = 1; i <= 6; i++) await touch('touchMove', 120 + i * 20);
    await touch('touchEnd');
    await expect.poll(() => page.evaluate(() => history.state?.look.range?.toMs ?? 0)).toBeGreaterThan(0);
    await expect(range(page)).toContainText('Zoom to range');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    await button(page, 'Replay').click();
    await expect(button(page, 'Step')).toBeInViewport();
    expect(await serious(page)).toEqual([]);
  });
});
