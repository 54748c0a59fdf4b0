/** The engines shown: chips, their order, and the picker with all of them. */
import { expect, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';

const SHORT = '/#v1=4+x+sleep+100ms&workers=2&engines=sequential,web-workers,semaphore';
const picker = (page: Page) => page.getByRole('dialog', { name: 'Engines', exact: true });
const side = (page: Page) => picker(page).getByRole('complementary');
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const chips = (page: Page) => page.locator('.chip');
const order = (page: Page) => chips(page).evaluateAll((all) => all.map((chip) => (chip as HTMLElement).dataset.engine));
const chip = (page: Page, name: string) => chips(page).getByRole('button', { name: new RegExp(`^${name}`) });
const linked = (page: Page) => new URL(page.url()).hash;

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add an engine' }).click();
  await expect(picker(page)).toBeVisible();
}

test.describe('at 1440 x 900', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('all engines are in sight, each with a sentence and what it takes; none is left out', async ({ page }) => {
    await page.goto(SHORT);
    await open(page);
    const rows = picker(page).locator('.picker-row');
    await expect(rows).toHaveCount(await page.evaluate(() => window.overlap.engines.length));
    await expect(rows.locator('.picker-takes')).toHaveText(
      Array.from({ length: await rows.count() }, () => /^\d.* (ms|s)$/),
    );
    const hidden = await rows.evaluateAll((all) => {
      const frame = document.querySelector('.picker-scroll')!.getBoundingClientRect();
      return all
        .filter((row) => {
          const { top, bottom, left, right } = row.getBoundingClientRect();
          return top < frame.top || bottom > frame.bottom || left < frame.left || right > frame.right;
        })
        .map((row) => row.textContent);
    });
    expect(hidden).toEqual([]);
    // No sentence is cut.
    expect(
      await rows
        .locator('.picker-sentence, label')
        .evaluateAll((all) =>
          all.filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent),
        ),
    ).toEqual([]);
    await expect(page.getByRole('region', { name: 'Python threads' }).getByRole('checkbox')).toHaveCount(6);
  });
});

test('what is searched for is found and explained; Enter shows it, behind the others', async ({ page }) => {
  await page.goto(SHORT);
  await open(page);
  await page.keyboard.type('group every error');
  await expect(picker(page).getByRole('checkbox')).toHaveCount(1);
  await expect(side(page).getByRole('heading', { level: 3 })).toHaveText('asyncio.TaskGroup');
  await expect(side(page)).toContainText('One error cancels all the others.');
  await expect(side(page)).toContainText(/held against \d+ recordings of real runs/);
  await expect(side(page).getByRole('link', { name: /^Aside · / })).toHaveAttribute('href', '#learn=task-group');
  await page.keyboard.press('Enter');
  await expect(picker(page)).toBeHidden();
  await expect.poll(() => order(page)).toEqual(['sequential', 'web-workers', 'semaphore', 'asyncio.TaskGroup']);
  await expect.poll(() => linked(page)).toContain('engines=sequential,web-workers,semaphore,asyncio.TaskGroup');
  await expect(page.getByRole('button', { name: 'Add an engine' })).toBeFocused();
});

test('arrows explain, Space chooses, Esc leaves the search, then the picker', async ({ page }) => {
  await page.goto(SHORT);
  await open(page);
  await page.keyboard.press('ArrowDown');
  await expect(box(page, 'For loop')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(box(page, 'Main-thread async pool')).toBeFocused();
  await expect(side(page).getByRole('heading', { level: 3 })).toHaveText('Main-thread async pool');
  await page.keyboard.press('Space');
  await expect(box(page, 'Main-thread async pool')).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(box(page, 'Main-thread async pool')).not.toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(box(page, 'Main-thread async pool')).toBeFocused();
  await page.keyboard.press('q');
  const search = page.getByRole('textbox', { name: 'Find an engine' });
  await expect(search).toHaveValue('q');
  await page.keyboard.type('qq');
  await expect(picker(page).getByRole('status')).toContainText('No engine’s description has “qqq” in it.');
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(picker(page)).toBeHidden();
  expect(await order(page)).toEqual(['sequential', 'web-workers', 'semaphore', 'async-pool']);
});

test('fastest first is one list by time; only live ones leave the others out', async ({ page }) => {
  await page.goto(SHORT);
  await open(page);
  await picker(page).getByRole('button', { name: 'fastest first' }).click();
  await expect(async () => {
    const rows = await picker(page).locator('.picker-row').allTextContents();
    const times = rows.flatMap((row) => {
      const found = /([\d.]+) (ms|s)(?![a-z])/.exec(row);
      return found ? [Number(found[1]) * (found[2] === 's' ? 1000 : 1)] : [];
    });
    expect(times.length).toBeGreaterThan(20);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }).toPass();
  const live = picker(page).getByRole('button', { name: /^runs live here/ });
  await live.click();
  await expect(picker(page).locator('.picker-row')).toHaveCount(Number((await live.textContent())!.match(/\d+/)![0]));
});

test('an engine that cannot take the tasks says what it needs', async ({ page }) => {
  await page.goto('/#v1=a:+sleep+50ms;b+after+a:+sleep+50ms&workers=2&engines=web-workers');
  await open(page);
  await expect(picker(page).locator('.picker-row', { hasText: 'ThreadPoolExecutor.map' })).toContainText(
    'needs no “after”',
  );
});

test('each engine is one checkbox by its title, the picker open or closed, and it works', async ({ page }) => {
  await page.goto(SHORT);
  const titles = await page.evaluate(() => window.overlap.engines.map(({ title }) => title));
  for (const title of titles) await expect(box(page, title)).toHaveCount(1);
  await box(page, 'asyncio.gather').check();
  await box(page, 'For loop').uncheck();
  expect(await order(page)).toEqual(['web-workers', 'semaphore', 'asyncio.gather']);
  await open(page);
  for (const title of titles) await expect(box(page, title)).toHaveCount(1);
  await expect(box(page, 'asyncio.gather')).toBeChecked();
  await box(page, 'For loop').check();
  expect(await order(page)).toEqual(['web-workers', 'semaphore', 'asyncio.gather', 'sequential']);
});

test('chips are put in order by keys, and removed; the timeline and the link follow', async ({ page }) => {
  await page.goto(SHORT);
  await chip(page, 'For loop').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => order(page)).toEqual(['web-workers', 'sequential', 'semaphore']);
  await expect(chip(page, 'For loop')).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => order(page)).toEqual(['web-workers', 'semaphore', 'sequential']);
  await expect(page.getByRole('status').filter({ hasText: 'For loop: place 3 of 3' })).toBeAttached();
  await expect.poll(() => linked(page)).toContain('engines=web-workers,semaphore,sequential');
  const titles = () => page.locator('.tl h3').allTextContents();
  expect((await titles()).map((title) => title.split(' ')[0])).toEqual(['Web', 'Semaphore-limited', 'For']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await expect.poll(() => order(page)).toEqual(['web-workers', 'sequential']);
  await expect(chip(page, 'For loop')).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await order(page)).toEqual(['web-workers', 'semaphore', 'sequential']);
});

test('a chip is dragged to another place, Esc puts it back, and a click explains it', async ({ page }) => {
  await page.goto(SHORT);
  const centre = async (name: string) => {
    const { x, y, width, height } = (await chip(page, name).boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  };
  const drag = async (name: string, over: string) => {
    const [from, to] = [await centre(name), await centre(over)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y, { steps: 6 });
    await page.mouse.move(to.x + 60, to.y, { steps: 3 });
  };
  await page.locator('.chips').hover();
  await page.waitForLoadState('networkidle');
  await drag('For loop', 'Semaphore-limited');
  await page.mouse.up();
  await expect.poll(() => order(page)).toEqual(['web-workers', 'semaphore', 'sequential']);
  await expect(picker(page)).toBeHidden();
  await drag('Web Workers', 'For loop');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => order(page)).toEqual(['web-workers', 'semaphore', 'sequential']);
  await page.getByRole('button', { name: 'Remove Web Workers' }).click();
  await chip(page, 'Semaphore-limited').click();
  await expect(side(page).getByRole('heading', { level: 3 })).toHaveText('Semaphore-limited scheduler');
});

test('an engine that is not here is named, and the rest of the link opens', async ({ page }) => {
  await page.goto('/#v1=2+x+sleep+50ms&workers=2&engines=sequential,warp-drive');
  const why = page.getByRole('region', { name: 'Why' });
  await expect(why).toContainText('This link names an engine that is not here: warp-drive.');
  await expect(page.getByRole('textbox', { name: 'Tasks', exact: true })).toHaveValue('2 x sleep 50ms');
  expect(await order(page)).toEqual(['sequential']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 1280, height: 720 } });
    test('axe finds nothing serious in the open picker', async ({ page }) => {
      await page.goto(SHORT);
      await open(page);
      await page.keyboard.press('ArrowDown');
      expect(await serious(page)).toEqual([]);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });
  test('the picker is a full sheet with targets for fingers, and the explanation a page of it', async ({ page }) => {
    await page.goto(SHORT);
    await open(page);
    expect(await picker(page).boundingBox()).toMatchObject({ x: 0, y: 0, width: 375, height: 812 });
    const small = await picker(page)
      .locator('button:visible, .picker-row:visible')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent));
    expect(small).toEqual([]);
    expect(await serious(page)).toEqual([]);
    await picker(page).locator('.picker-row', { hasText: 'threading.Thread' }).tap();
    await expect(box(page, 'threading.Thread')).toBeChecked();
    await page.getByRole('button', { name: 'About threading.Thread' }).tap();
    await expect(side(page)).toContainText('Each customer gets a clerk');
    await page.getByRole('button', { name: 'All engines' }).tap();
    await picker(page).getByRole('button', { name: 'Close' }).first().tap();
    expect(await order(page)).toEqual(['sequential', 'web-workers', 'semaphore', 'threading.Thread']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  });
});
