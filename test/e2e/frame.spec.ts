/** The frame in the states that one meets: no text is cut or covered, nothing jumps, nothing serious for axe, all of it in every width. */
import { expect, type Page } from '@playwright/test';
import { serious } from './axe.ts';
import { cutTexts } from './cut-texts.ts';
import { Shifts } from './layout-shifts.ts';
import { linesOver } from './lines-over.ts';
import { plainButtons } from './plain-buttons.ts';
import { test } from './quiet.ts';
import { type Come, FURTHER, LEARN, PYTHON, run, SHORT, TASKS } from './states.ts';
import { windows } from './windows.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('.status');

/** Those that the window's size changes most; the others are walked where it is usual and where it is narrowest. */
const EVERYWHERE = [
  'first',
  'ran',
  'a task selected',
  'a task in the replay',
  'the code',
  'the picker',
  'a mistake in the tasks',
  'no tasks',
];

/** What falls short in one state: nothing, as it should be. */
async function troubles(page: Page, state: string, { axe } = { axe: true }): Promise<string[]> {
  const found = [...(await cutTexts(page)), ...(await plainButtons(page)).map((name) => `looks like text: ${name}`)];
  if (axe) found.push(...(await serious(page)));
  const { width } = page.viewportSize()!;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) found.push(`${wide} px wide in a window of ${width}`);
  return found.map((one) => `${state}: ${one}`);
}

/** Where a time stands on the axis, by two of its labels (px right of the lanes' edge). */
async function xOf(page: Page, ms: number): Promise<number> {
  const labels = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.tl-tick[data-x]')].map(({ dataset, textContent }) => ({
      x: Number(dataset.x),
      said: textContent ?? '',
    })),
  );
  const [zero, one] = labels.map(({ x, said }) => ({
    x,
    ms: Number.parseFloat(said) * (said.endsWith('ms') ? 1 : 1000),
  }));
  return zero!.x + ((ms - zero!.ms) / (one!.ms - zero!.ms)) * (one!.x - zero!.x);
}

const walk = (names: readonly string[]): (readonly [string, Come])[] => names.map((name) => [name, TASKS[name]!]);

for (const [window, viewport, colorScheme] of windows('wide', 'low dark', 'tablet', '200 %', 'phone dark'))
  test.describe(window, () => {
    test.use({ viewport, colorScheme });
    test('no text is cut or covered, what can be pressed looks so, and axe finds nothing serious', async ({ page }) => {
      const found: string[] = [];
      for (const [name, come] of walk(EVERYWHERE)) {
        await page.goto('about:blank');
        await come(page);
        found.push(...(await troubles(page, name)));
      }
      expect(found).toEqual([]);
    });
  });

test('so it is in the other states of Tasks', async ({ page }) => {
  test.setTimeout(120_000);
  const found: string[] = [];
  for (const [name, come] of walk(Object.keys(TASKS).filter((name) => !EVERYWHERE.includes(name)))) {
    await page.goto('about:blank');
    await come(page);
    found.push(...(await troubles(page, name)));
  }
  expect(found).toEqual([]);
});

for (const [window, viewport] of windows('wide', 'tablet', 'phone'))
  test(`so it is in Learn and in Python, ${window}`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize(viewport);
    const isWide = window === 'wide';
    const found: string[] = [];
    // What is narrow in Python is so on the phone.
    for (const [name, come] of Object.entries({
      ...LEARN,
      ...(window !== 'tablet' && PYTHON),
      ...(isWide && FURTHER),
    })) {
      await come(page);
      found.push(...(await troubles(page, name, { axe: isWide })));
    }
    expect(found).toEqual([]);
  });

test('the answer to why is whole, and the lanes have 45 % of the stage', async ({ page }) => {
  await TASKS['a task selected']!(page);
  const why = page.getByRole('region', { name: 'Why' });
  expect(await why.evaluate((box) => box.scrollHeight - box.clientHeight)).toBeLessThanOrEqual(0);
  const lanes = (await page.locator('.stage-timeline').boundingBox())!.height;
  expect(lanes).toBeGreaterThanOrEqual(0.45 * (900 - 48));
});

test('lines over the lanes run through no words of a header', async ({ page }) => {
  await TASKS['a task in the replay']!(page);
  expect(await linesOver(page)).toEqual([]);
});

test('in a low window and at 200 % the lanes have 45 % of the stage, too', async ({ page }) => {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(viewport);
    await page.goto('about:blank');
    await TASKS.first!(page);
    const lanes = (await page.locator('.stage-timeline').boundingBox())!.height;
    expect(lanes, String(viewport.width)).toBeGreaterThanOrEqual(0.45 * (viewport.height - 48));
  }
});

test('from the first sight through every panel and mode nothing jumps', async ({ page }) => {
  test.setTimeout(120_000);
  const shifts = await Shifts.of(page);
  await page.goto('/#v1=pool+1;2+x+sleep+100ms');
  await expect(status(page)).toHaveText(/^Takes/);
  await shifts.answer(() => run(page));
  await shifts.answer(async () => {
    await page.getByRole('application', { name: /^Timeline/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('Why was task 1 late?');
  });
  await shifts.answer(async () => {
    await page.getByRole('slider', { name: 'Pool size' }).press('ArrowRight');
    await expect(status(page)).toHaveText('Three engines changed: run to measure');
  });
  await shifts.answer(async () => {
    await page.getByRole('combobox', { name: 'Example' }).selectOption('Fan out, then merge');
    await expect(page.locator('.last-run')).toContainText('Last run');
    await expect(status(page)).toHaveText(/^Takes/);
  });
  for (const panel of ['Charts', 'Compare', 'Figures'])
    await shifts.answer(async () => {
      await page.getByRole('tab', { name: panel, exact: true }).click();
      await expect(page.locator('#dock-panel')).not.toContainText('Loading');
    });
  await shifts.answer(async () => {
    await button(page, 'Replay').click();
    await button(page, 'Step').click();
  });
  await shifts.answer(async () => {
    await button(page, 'End replay').click();
    await button(page, 'Sweep').click();
    await expect(page.locator('.sweep-line').first()).toBeAttached();
  });
  await shifts.answer(async () => {
    await button(page, 'Sweep').click();
    await button(page, 'Add an engine').click();
    await page.getByRole('checkbox', { name: 'asyncio.gather', exact: true }).check();
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-engine="asyncio.gather"] .tl-progress-text')).toHaveText(/^predicted/);
  });
  await shifts.answer(async () => {
    await button(page, 'Code').click();
    await expect(page.locator('.code-text .cm-content')).toBeVisible();
  });
  await shifts.answer(async () => {
    await page.getByRole('tab', { name: 'Learn', exact: true }).click();
    await page
      .getByRole('link', { name: /Five customers/ })
      .last()
      .click();
    await expect(page.getByRole('slider', { name: 'Your guess on the timeline' })).toBeVisible();
  });
  await shifts.answer(async () => {
    await page.getByRole('tab', { name: 'Python', exact: true }).click();
    await expect(page.locator('.cm-content')).toBeVisible();
  });
  // Python takes some seconds to come: meanwhile, and when it is there, everything stays in its place.
  await expect(page.locator('.py-status')).toHaveText(/^Ran/, { timeout: 60_000 });
  await page.waitForTimeout(600);
  const { sum, said } = await shifts.told();
  console.log(`layout shift of the walk: ${sum.toFixed(4)}`);
  expect(sum, said).toBeLessThanOrEqual(0.02);
});

test('the welcome stands there on the very first visit, and is gone for good once something was done', async ({
  page,
}) => {
  const welcome = page.getByRole('region', { name: 'Welcome' });
  await page.goto(SHORT);
  await expect(status(page)).toHaveText(/^Takes/);
  await expect(welcome).toBeHidden();
  await page.goto('about:blank');
  await page.goto('/');
  await expect(welcome).toBeVisible();
  await welcome.getByRole('button', { name: 'Run it' }).click();
  await expect(status(page)).toHaveText(/^(Starting|Running)/);
  await expect(welcome).toBeHidden();
  await button(page, 'Cancel').click();
  await page.goto('about:blank');
  await page.goto('/');
  await expect(status(page)).toHaveText(/^Takes/);
  await expect(welcome).toBeHidden();
});

test('all marks are explained behind the key, and an entry that is pressed stays alone', async ({ page }) => {
  await page.goto(SHORT);
  await button(page, 'All marks').click();
  for (const mark of ['took no time', 'result arrives', 'error reaches the caller', 'main thread', 'stopped', 'hollow'])
    await expect(page.locator('.all-marks').getByText(mark, { exact: true }).first()).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByText('took no time', { exact: true })).toBeHidden();
  const sleeping = button(page, 'sleeping');
  await sleeping.click();
  await expect(sleeping).toHaveAttribute('aria-pressed', 'true');
  await sleeping.click();
  await expect(sleeping).toHaveAttribute('aria-pressed', 'false');
});

test('the chip of the last run leaves the status its place in a low window', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto('/#v1=pool+1;2+x+sleep+100ms');
  await run(page);
  await page.getByRole('slider', { name: 'Pool size' }).press('ArrowRight');
  await expect(status(page)).toHaveText('Three engines changed: run to measure');
  await expect(page.locator('.last-run')).toBeVisible();
  const room = await page.evaluate(() => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector('.status')!);
    return document.querySelector('.last-run')!.getBoundingClientRect().left - words.getBoundingClientRect().right;
  });
  expect(room).toBeGreaterThanOrEqual(0);
});

test('Spark has its lanes where there is no room for its plan', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await page.goto('/#v1=map:+2+x+sleep+300ms;reduce+after+map:+sleep+240ms&workers=2&engines=spark');
  await expect(page.locator('.plan')).toHaveCount(1);
  await expect.poll(async () => (await page.locator('.tl').boundingBox())?.height ?? 0).toBeGreaterThan(300);
});

test('on a narrow page with a mouse the tooltip stays in the window', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto('/#v1=sleep+0..400ms+step+100ms&workers=3&engines=web-workers');
  await expect(status(page)).toHaveText(/^Takes/);
  const lanes = (await page.locator('.tl-lanes').boundingBox())!;
  for (const share of [0.3, 0.55]) {
    // On the bar of task 3.
    await page.mouse.move(lanes.x + lanes.width * share, lanes.y + 100);
    const tip = page.locator('.tl-tip-box');
    await expect(tip).toContainText('Task 3');
    const { x, width } = (await tip.boundingBox())!;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(375);
  }
});

test.describe('touch', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });
  test('what is tapped is answered in a sheet, stays in sight above it, and the sheet can be closed', async ({
    page,
  }) => {
    await page.goto('/#v1=pool+1;4+x+sleep+50ms&engines=web-workers,async-pool,semaphore');
    await run(page);
    // The lane of the last task, just over the bar at the lower edge.
    const lanes = page.locator('.tl-lanes');
    await page.evaluate(() => scrollTo(0, 200));
    const box = (await lanes.boundingBox())!;
    const last = page.locator('.tl-header').last();
    const under = (await last.boundingBox())!;
    const y = Math.min(under.y + 56 + 3 * 22 + 11, 812 - 68 - 14);
    const { start, end } = await page.evaluate(() => window.overlap.traces.semaphore!.spans[3]!);
    await page.touchscreen.tap(box.x + (await xOf(page, (start + end!) / 2)), y);
    const why = page.getByRole('region', { name: 'Why' });
    await expect(why).toContainText(/task \d/i);
    const sheet = (await page.locator('.answer').boundingBox())!;
    const selected = await page.evaluate(() => history.state?.look.selected?.task);
    expect(selected).toBeDefined();
    // The page has scrolled by as much as the sheet would have covered.
    await expect.poll(async () => (await lanes.boundingBox())!.y - box.y + y).toBeLessThanOrEqual(sheet.y);
    await button(page, 'Close the answer').click();
    await expect(page.locator('.answer[data-asked]')).toHaveCount(0);
  });

  test('lines over the lanes run neither over the bar at the lower edge nor through the words of a header', async ({
    page,
  }) => {
    await page.goto('/#v1=pool+1;4+x+sleep+50ms&engines=web-workers,async-pool,semaphore,sequential');
    await run(page);
    await button(page, 'Replay').click();
    await expect(page.locator('.tl-moment')).toBeVisible();
    await page.evaluate(() => scrollTo(0, 200));
    expect(await linesOver(page)).toEqual([]);
  });

  test('what can be tapped is 44 px high', async ({ page }) => {
    await page.goto(SHORT);
    await run(page);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, summary, select, input[type="number"]')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && getComputedStyle(one).clipPath === 'none')
        .map((one) => ({ name: one.ariaLabel ?? one.textContent, height: one.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 44),
    );
    expect(small).toEqual([]);
  });
});
