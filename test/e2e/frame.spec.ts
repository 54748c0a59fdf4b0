/** The frame in the states that one meets: no text is cut or covered, nothing jumps, nothing serious for axe, all of it in every width. */
import { expect, type Page } from '@playwright/test';
import { serious } from './axe.ts';
import { cutTexts } from './cut-texts.ts';
import { test } from './quiet.ts';

/** What the browser tells of a shift. */
type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('.status');
const SHORT = '/#v1=sleep+50ms;sleep+100ms;sleep+150ms+fails&workers=2';

async function run(page: Page): Promise<void> {
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(page.getByRole('region', { name: 'Why' })).toContainText(/Why/);
}

/** As one comes to it, and what one sees. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  first: async (page) => {
    await page.goto('/');
    await expect(status(page)).toHaveText(/^Takes/);
  },
  ran: async (page) => {
    await page.goto(SHORT);
    await run(page);
  },
  'a task selected': async (page) => {
    await page.goto('/#v1=pool+1;2+x+sleep+100ms');
    await run(page);
    await page.getByRole('application', { name: /^Timeline/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await expect(page.getByRole('region', { name: 'Why' })).toContainText(/task 1/i);
  },
  'a task in the replay': async (page) => {
    await page.goto('/#v1=pool+1;2+x+sleep+100ms');
    await run(page);
    await button(page, 'Replay').click();
    await button(page, 'Step').click();
    await expect(page.locator('.replay-event')).not.toBeEmpty();
  },
  'the code': async (page) => {
    await page.goto(SHORT);
    await expect(status(page)).toHaveText(/^Takes/);
    if ((page.viewportSize()?.width ?? 0) < 720) await page.getByText('More', { exact: true }).click();
    await button(page, 'Code').click();
    await expect(page.locator('.code-text .cm-content')).toBeVisible();
  },
  'the picker': async (page) => {
    await page.goto('/');
    await button(page, 'Add an engine').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.locator('.picker-row').first()).toBeVisible();
  },
  'a mistake in the tasks': async (page) => {
    await page.goto('/#v1=sleep+0..4;8+x+cpu+150+m');
    await expect(page.getByText('Line 2, column 9.')).toBeVisible();
  },
  'no tasks': async (page) => {
    await page.goto('/#v1=');
    await expect(page.locator('.tl-empty')).toBeVisible();
  },
};

const WINDOWS = [
  ['1440 x 900', { width: 1440, height: 900 }, 'light'],
  ['1280 x 720, dark', { width: 1280, height: 720 }, 'dark'],
  ['a tablet', { width: 768, height: 1024 }, 'light'],
  ['1440 x 900 at 200 %', { width: 720, height: 450 }, 'light'],
  ['a phone, dark', { width: 375, height: 812 }, 'dark'],
] as const;

for (const [window, viewport, colorScheme] of WINDOWS)
  test.describe(window, () => {
    test.use({ viewport, colorScheme });
    test('no text is cut or covered, and axe finds nothing serious', async ({ page }) => {
      for (const [name, come] of Object.entries(STATES)) {
        await page.goto('about:blank');
        await come(page);
        expect(await cutTexts(page), name).toEqual([]);
        expect(await serious(page), name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
          viewport.width,
        );
      }
    });
  });

test('the answer to why is whole, and the lanes have 45 % of the stage', async ({ page }) => {
  await STATES['a task selected']!(page);
  const why = page.getByRole('region', { name: 'Why' });
  expect(await why.evaluate((box) => box.scrollHeight - box.clientHeight)).toBeLessThanOrEqual(0);
  const lanes = (await page.locator('.stage-timeline').boundingBox())!.height;
  expect(lanes).toBeGreaterThanOrEqual(0.45 * (900 - 48));
});

test('in a low window the lanes have 45 % of the stage, too', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await STATES.first!(page);
  const lanes = (await page.locator('.stage-timeline').boundingBox())!.height;
  expect(lanes).toBeGreaterThanOrEqual(0.45 * (720 - 48));
});

test('from the first sight to the reason why a task was late nothing jumps', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts = { sum: 0, said: [] as string[] };
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        if (entry.hadRecentInput) continue;
        shifts.sum += entry.value;
        const moved = entry.sources.map(({ node }) => (node instanceof Element ? node.className : node?.nodeName));
        shifts.said.push(`${entry.value.toFixed(4)} at ${entry.startTime.toFixed(0)} ms: ${moved.join(', ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await STATES['a task selected']!(page);
  await page.getByRole('slider', { name: 'Pool size' }).press('ArrowRight');
  await expect(status(page)).toHaveText('Three engines changed: run to measure');
  await page.waitForTimeout(700);
  const { sum, said } = await page.evaluate(
    () => (globalThis as unknown as { shifts: { sum: number; said: string[] } }).shifts,
  );
  console.log(`layout shift of the walk: ${sum.toFixed(4)}`);
  expect(sum, said.join('\n')).toBeLessThanOrEqual(0.02);
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

test.describe('touch', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });
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
