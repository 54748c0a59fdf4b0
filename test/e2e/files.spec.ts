/** Files in and out as a person uses them: save, open again and see the same; drop, cancel, read what was wrong. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';
import { serious } from './axe.ts';
import { moreTools } from './more-tools.ts';
import { test } from './quiet.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Save' });
const message = (page: Page) => page.locator('.files-told');

async function saved(page: Page, form: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await dialog(page).getByRole('radio', { name: form }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function openFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), moreTools(page, 'Open')]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: bytes });
}

/** Trace events of so many bytes, one after another on eight threads. */
function manyEvents(bytes: number): Buffer {
  const parts: string[] = [];
  for (let [i, size] = [0, 0]; size < bytes; i++) {
    const event = `{"ph":"X","pid":7,"tid":${i % 8},"ts":${i * 10},"dur":60,"name":"function_${i % 50} (/home/user/module.py:${i % 50})","cat":"FEE"}`;
    size += event.length + 2;
    parts.push(event);
  }
  return Buffer.from(`[${parts.join(',\n')}]`);
}

// What these tests themselves do in the page, to read its files, the page's own policy forbids; `policy.spec.ts` holds that.
test.use({ bypassCSP: true });

test.beforeEach(async ({ page }) => {
  await page.goto('/#v1=sleep+50ms;sleep+100ms;sleep+150ms+fails&workers=2');
  await expect(page.locator('.status')).toHaveText(/^Takes/);
});

test('a run is saved in each form, opened again, and is the same', async ({ page }) => {
  await button(page, 'Run').click();
  await expect(page.locator('.status')).toHaveText(/^Finished/);
  await moreTools(page, 'Save');
  await dialog(page).getByRole('combobox', { name: /^Run/ }).selectOption({ label: 'Web Workers, measured' });
  await expect(dialog(page)).toContainText('3 spans of 3 of 3 tasks.');
  const files = [await saved(page, /^Trace \(/), await saved(page, /gzipped/), await saved(page, /Chrome/)];
  expect(files.map(({ name }) => name)).toEqual([
    'web-workers.trace.json',
    'web-workers.trace.json.gz',
    'web-workers.events.json',
  ]);
  const table = await saved(page, /Table/);
  expect(table.bytes.toString().split('\r\n').length).toBe(5);
  await button(page, 'Close').click();
  for (const { name, bytes } of files) {
    await openFile(page, name, bytes);
    await expect(message(page)).toContainText(/Opened web-workers[.\w]* (\d+) of \1 (spans|events) read\./);
    await button(page, 'Close message').click();
  }
  // The saved file, read back from the section that was opened, is the file that was saved.
  await moreTools(page, 'Save');
  await dialog(page).getByRole('combobox', { name: /^Run/ }).selectOption({ label: 'web-workers, measured' });
  const again = await saved(page, /^Trace \(/);
  expect(JSON.parse(again.bytes.toString())).toEqual(JSON.parse(files[0]!.bytes.toString()));
});

test('pictures: valid XML with all bars, title, axis and key; a PNG of twice the size', async ({ page }) => {
  await page.evaluate(() => window.overlap.load('sleep 0..4\npool 3'));
  await moreTools(page, 'Save');
  await dialog(page).getByRole('radio', { name: /svg/ }).check();
  await dialog(page).getByRole('combobox', { name: /^Run/ }).selectOption({ label: 'All runs shown' });
  const svg = (await saved(page, /svg/)).bytes.toString();
  const found = await page.evaluate((text) => {
    const doc = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      wrong: doc.querySelector('parsererror')?.textContent ?? '',
      texts: [...doc.querySelectorAll('text')].map((one) => one.textContent!.trim()),
    };
  }, svg);
  expect(found.wrong).toBe('');
  for (const words of ['Web Workers', 'Semaphore-limited scheduler', 'worker 1', '5 s', 'computing', 'predicted'])
    expect(found.texts).toContain(words);
  // Task 0 takes no time: its name stands at its diamond. Each of the three engines has all five.
  for (const id of ['0', '1', '2', '3', '4'])
    expect(found.texts.filter((text) => text === id).length).toBeGreaterThanOrEqual(3);
  await dialog(page).getByRole('spinbutton').fill('900');
  const png = (await saved(page, /png/)).bytes;
  expect(png.readUInt32BE(16)).toBe(1800);
});

test('a foreign file says what was read, and becomes a scenario that undo takes back', async ({ page }) => {
  const event = { ph: 'X', name: 'f', ts: 5e6, dur: 2e5, pid: 'Node 1', tid: 'worker:a' };
  const events = [event, { ...event, tid: 'worker:b' }, { ...event, ts: 6e6 }, { ph: 'C', ts: 1 }, { ph: 'X' }];
  await openFile(page, 'ray.json', Buffer.from(JSON.stringify(events)));
  await expect(message(page)).toContainText('Opened ray. 3 of 5 events read: 1 counters and 1 damaged left out.');
  await page.getByRole('radio', { name: /^sleeping/ }).check();
  expect(await serious(page)).toEqual([]);
  await button(page, 'Make a scenario of it').click();
  await expect(message(page)).toContainText('No dependencies are known');
  expect(await page.evaluate(() => window.overlap.scenario)).toMatchObject({
    workers: 2,
    tasks: [{ id: 'f', segments: [{ kind: 'sleep', ms: 200 }] }, { id: 'f 2' }, { id: 'f 3' }],
  });
  await page.keyboard.press('Control+z');
  expect(await page.evaluate(() => window.overlap.scenario.tasks.length)).toBe(3);
  expect(await page.evaluate(() => window.overlap.scenario.tasks[0]!.id)).toBe('0');
});

test('a file that is something else leaves the page as it was, and the message stays', async ({ page }) => {
  await openFile(page, 'profile.json', Buffer.from('{"profiles":[],"shared":{}}'));
  await expect(message(page)).toContainText('profile.json was not opened. Expected a concurrency-trace/1 object');
  await expect(message(page)).toContainText('speedscope');
  const failed = await page.evaluate(() =>
    window.overlap.open('[1]').then(String, (error: Error) => `${error.name}: ${error.message}`),
  );
  expect(failed).toMatch(/^InputError: file: expected .* found a list of numbers$/);
  await button(page, 'Close message').click();
  await expect(message(page)).toHaveCount(0);
});

test('files can be dropped, and the page says so while they are held over it', async ({ page }) => {
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['[{"ph":"X","name":"f","ts":1,"dur":2000,"pid":1,"tid":1}]'], 'dropped.json'));
    return data;
  });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText('Drop the file to open it')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(message(page)).toContainText('Opened dropped. 1 of 1 events read.');
  await expect(page.getByText('Drop the file to open it')).toBeHidden();
  // 2 ms beside predictions of 5 s: it is scrolled to, and its time is shown; F shows all again.
  const section = page.locator('.tl-header[data-engine="run:1"]');
  await expect(section).toBeInViewport();
  await expect(section).toContainText('1 of 1 done in 2 ms');
  const strip = page.getByRole('slider', { name: 'Window of time' });
  await expect(strip).toHaveAttribute('aria-valuetext', '0.0 to 2.1 ms');
  await page.keyboard.press('f');
  await expect(strip).toBeHidden();
});

test('5 MB open while the page goes on drawing, gzipped too; opening can be cancelled', async ({ page }) => {
  const bytes = manyEvents(5_000_000);
  /** The longest time between two frames (ms) while `work` is done. */
  const longest = (gzipped: string | undefined) =>
    page.evaluate(async (encoded) => {
      const gaps: number[] = [];
      let last = performance.now();
      let on = true;
      const frame = () => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        if (on) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      if (encoded === undefined) await new Promise((resolve) => setTimeout(resolve, 1500));
      else {
        const packed = await (await fetch(`data:application/gzip;base64,${encoded}`)).blob();
        gaps.length = 0;
        await window.overlap.open(packed);
        // The last one is that of drawing it, which is the timeline's own.
      }
      on = false;
      return Math.max(0, ...gaps);
    }, gzipped);
  const idle = await longest(undefined);
  const opening = await longest(gzipSync(bytes).toString('base64'));
  console.log(`longest time between frames: idle ${idle.toFixed(0)} ms, opening 5 MB ${opening.toFixed(0)} ms`);
  expect(opening).toBeLessThan(idle + 150);
  // Cancel: a file large enough to be caught in the middle.
  await openFile(page, 'large.json', manyEvents(40_000_000));
  await button(page, 'Cancel opening').click();
  await expect(message(page)).toHaveCount(0);
  await page.waitForTimeout(300);
  expect(await page.getByRole('heading', { name: 'large', exact: true }).count()).toBe(0);
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });
  test('the dialog fits, its targets are 44 px high, axe finds nothing serious', async ({ page }) => {
    await moreTools(page, 'Save');
    const box = await dialog(page).boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(375);
    for (const name of ['Save', 'Close']) {
      const target = await dialog(page).getByRole('button', { name, exact: true }).boundingBox();
      expect(target!.height).toBeGreaterThanOrEqual(44);
    }
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
  });
});

test('a recording of a real engine that comes with the page opens as bars', async ({ page }) => {
  await page.goto('/');
  await moreTools(page, 'Recordings');
  const list = page.getByRole('dialog', { name: 'Recordings of the real engines' });
  await expect(
    list.getByRole('heading', { level: 3, name: /^The real Ray 2\.60\.0, .*recorded 20\d\d-\d\d-\d\d$/ }),
  ).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await list.getByRole('button', { name: /^ray\.wait fan out, then merge/ }).click();
  await expect(page.getByRole('region', { name: 'An opened file' })).toContainText('Opened fan-out-merge-ray.wait');
  expect(await page.evaluate(() => window.overlap.runs.map(({ engine, source }) => `${engine}, ${source}`))).toEqual([
    'ray.wait, recorded',
  ]);
});
