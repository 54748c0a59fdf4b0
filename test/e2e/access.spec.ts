/** The page without a mouse, without colours of its own, without motion; and every state of it as WCAG 2.2 AA asks, targets of 24 px included. */
import { expect, type Page, test } from '@playwright/test';
import { wcag } from './axe.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at === document.body ? 'nothing' : (at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '');
  });

async function open(page: Page, hash = ''): Promise<void> {
  await page.goto(`/${hash}`);
  await page.waitForFunction(() => 'overlap' in window);
  // The first rendering is done a few milliseconds at a time.
  await page.getByRole('tab', { name: 'Tasks' }).waitFor();
}

/** Presses Tab until the focus is on what has this name; gives how many stops that took. */
async function tabTo(page: Page, name: RegExp, most: number): Promise<number> {
  for (let stops = 1; stops <= most; stops++) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return stops;
  }
  throw new Error(`the focus did not come to ${name} in ${most} stops`);
}

test('a walk through the page by keyboard alone: skip, write, run, ask why, compare, change mode, and back', async ({
  page,
}) => {
  await open(page, '#v1=3+x+sleep+50ms&workers=2&engines=web-workers');
  // The skip link comes first, and leads to the lanes.
  await tabTo(page, /^Skip to the timeline$/, 1);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('tl-lanes');
  // A bar is chosen with the arrows, and told why.
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('region', { name: 'Why' }).or(page.locator('.reason')).first()).toBeVisible();
  await page.keyboard.press('Escape');
  // Run is among the first stops of a fresh page.
  await page.reload();
  await page.getByRole('tab', { name: 'Tasks' }).waitFor();
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/later-/.test(name)));
  const stops = await tabTo(page, /^Run/, 20);
  expect(stops).toBeLessThanOrEqual(12);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length === 1);
  // While it ran the focus was on Cancel, and it is back: never lost.
  await expect.poll(() => focused(page)).toMatch(/^Run/);
  // The editor lets the focus go.
  await tabTo(page, /^Tasks$/, 60);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('4 x sleep 20ms');
  await page.keyboard.press('Tab');
  expect(await focused(page)).not.toBe('Tasks');
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(4);
  // Panels are a group of tabs: arrows move in it.
  await tabTo(page, /^Figures$/, 80);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Charts' })).toHaveAttribute('aria-selected', 'true');
  // Help opens with its key, and gives the focus back.
  const before = await focused(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe(before);
});

const STATES: Readonly<Record<string, { hash: string; act?(page: Page): Promise<void> }>> = {
  'as it opens': { hash: '' },
  'after a run, with a reason': {
    hash: '#v1=3+x+sleep+50ms&workers=2&engines=web-workers',
    act: async (page) => {
      await button(page, 'Run').click();
      await page.waitForFunction(() => Object.keys(window.overlap.traces).length === 1);
      await expect(button(page, 'Run')).toBeEnabled();
    },
  },
  'a mistake': { hash: '#v1=slep+1' },
  'a link that cannot be opened': { hash: '#v9=x' },
  'the dialog Share': {
    hash: '#v1=sleep+0..4&workers=3',
    act: async (page) => {
      await button(page, 'More tools').click();
      await button(page, 'Share link').click();
      await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
    },
  },
  'the help': {
    hash: '',
    act: async (page) => {
      await button(page, 'Help').click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  'a lesson': { hash: '#learn=five-customers/guess' },
  'a program': { hash: '#python' },
  'a notice': {
    hash: '#v1=sleep+1&look=ran:web-workers=1003;on:2',
    act: (page) => expect(page.locator('.notice')).toBeVisible(),
  },
};

for (const [name, { hash, act }] of Object.entries(STATES))
  test(`WCAG 2.2 AA: ${name}`, async ({ page }) => {
    await open(page, hash);
    await act?.(page);
    await page.waitForTimeout(300);
    expect(await wcag(page)).toEqual([]);
  });

test('WCAG 2.2 AA: embedded', async ({ page }) => {
  await page.goto('/?embed#v1=sleep+0..4&workers=3');
  await expect(button(page, 'Run')).toBeVisible();
  expect(await wcag(page)).toEqual([]);
});

test('with forced colours all controls have a border or a ground of the system, and the lanes are drawn', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, '#v1=sleep+0..4&workers=3');
  const unseen = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, textarea, select')]
      .filter((one) => one.checkVisibility())
      .filter((one) => {
        const { color, backgroundColor } = getComputedStyle(one);
        return color === backgroundColor;
      })
      .map((one) => one.outerHTML.slice(0, 80)),
  );
  expect(unseen).toEqual([]);
  const colours = () =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.tl-lanes canvas, canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set<string>();
      for (let at = 0; at < data.length; at += 4) if (data[at + 3]) seen.add(data.slice(at, at + 3).join());
      return seen.size;
    });
  await expect.poll(colours).toBeGreaterThan(2);
});

test('with reduced motion nothing moves by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#v1=3+x+sleep+300ms&workers=3&engines=web-workers');
  await button(page, 'Run').click();
  await page.waitForFunction(() => document.querySelector('.status')!.textContent!.startsWith('Running'));
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1)
      .map((one) => (one as CSSAnimation).animationName ?? (one as CSSTransition).transitionProperty),
  );
  expect(moving).toEqual([]);
});
