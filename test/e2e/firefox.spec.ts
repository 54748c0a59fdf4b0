/** The core of what a user does, in a second engine: Debian's Firefox, steered over WebDriver BiDi. */
import { existsSync } from 'node:fs';
import { type Browser, expect, firefox, type Page, test } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

const PATH = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tasks = (page: Page) => page.getByRole('textbox', { name: 'Tasks', exact: true });

test.skip(!existsSync(PATH), `there is no Firefox at ${PATH} (apt-get install firefox-esr, or FIREFOX_PATH)`);
test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let browser: Browser;
let page: Page;
let errors: string[];
test.beforeAll(async () => {
  browser = await firefox.launch({ channel: 'moz-firefox', executablePath: PATH });
});
test.afterAll(() => browser?.close());
test.beforeEach(async ({ baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL!, viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${baseURL}#v1=3+x+sleep+60ms&workers=2`);
  await page.waitForFunction(() => 'overlap' in window);
});
test.afterEach(async () => {
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the page opens isolated, with its prediction, and what is typed is predicted', async () => {
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.locator('.status')).toHaveText(/^Takes/);
  await tasks(page).fill('4 x sleep 600ms');
  await expect(page.locator('.status')).toHaveText('Takes 1.2 s, all three at once');
  await tasks(page).fill('4 x slep');
  await expect(page.getByText('Line 1, column 5.')).toBeVisible();
});

test('a run fills the outlines: workers, the pool, the scheduler', async () => {
  await button(page, 'Run').click();
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length === 3, undefined, { timeout: 30_000 });
  const traces = await page.evaluate(() => window.overlap.traces);
  for (const { spans, source } of Object.values(traces)) {
    expect(source).toBe('measured');
    expect(spans).toHaveLength(3);
  }
});

test('engines with a real lock run live', async () => {
  const trace = await page.evaluate(() =>
    window.overlap.run({ engine: 'threading.Thread', scenario: '3 x cpu 20ms, sleep 10ms' }),
  );
  expect(trace).toMatchObject({ source: 'measured', spans: [{ outcome: 'ok' }, { outcome: 'ok' }, { outcome: 'ok' }] });
});

test('cancel ends a run, undo takes back, the address keeps the scenario', async () => {
  await tasks(page).fill('9 x sleep 5');
  await button(page, 'Run').click();
  await button(page, 'Cancel').click();
  await expect(page.locator('.status')).toHaveText(/^Cancelled/, { timeout: 20_000 });
  await expect.poll(() => page.url()).toContain('9+x+sleep+5');
  await page.reload();
  await expect(tasks(page)).toHaveValue('9 x sleep 5');
  await button(page, 'Reset').click();
});

test('lanes are drawn, and a click on a bar says why', async () => {
  const lanes = page.locator('.tl-lanes');
  await expect(lanes).toBeVisible();
  await lanes.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('region', { name: 'Why' })).not.toBeEmpty();
});

test('a program runs, the same as everywhere, or the page says why not', async () => {
  const can = await page.evaluate(() => 'Suspending' in WebAssembly);
  const came = await page.evaluate(() =>
    window.overlap
      .python({
        code: 'import threading, time\ndef work(n):\n  time.sleep(n)\n  print(n)\nthreads = [threading.Thread(target=work, args=[n]) for n in (2, 1)]\nfor t in threads: t.start()\nfor t in threads: t.join()\n',
      })
      .then(
        ({ output, exit }) => `${exit}: ${output.map(({ text }) => text.trim()).join(' ')}`,
        ({ name, message }: Error) => `${name}: ${message}`,
      ),
  );
  if (can) expect(came).toBe('ended: 1 2');
  else expect(came).toMatch(/^RefusedError: .*promise integration/);
});
