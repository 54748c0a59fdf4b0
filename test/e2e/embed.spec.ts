/** The page within another one, across two origins of this machine: the host's page on one port, the playground on another. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';

test.setTimeout(120_000);

let host: Server;
let address: string;
let isolated = false;
let body = '';

test.beforeAll(async () => {
  host = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    response.end(`<!doctype html><html lang="en"><title>Host</title><body>${body}</body></html>`);
  });
  await new Promise<void>((up) => host.listen(0, '127.0.0.1', up));
  address = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});
test.afterAll(() => new Promise((done) => host.close(done)));
test.beforeEach(() => {
  isolated = false;
});

type Playground = HTMLElement &
  Record<'load' | 'run' | 'cancel' | 'scenario' | 'link' | 'traces', (x?: unknown) => Promise<unknown>>;

const script = (baseURL: string) => `<script src="${baseURL}overlap-embed.js"></script>`;
const ask = (page: Page, call: keyof Playground & string, given?: unknown) =>
  page.evaluate(
    async ([call, given]) => {
      const playground = document.querySelector('overlap-playground') as Playground;
      return (playground as unknown as Record<string, (x: unknown) => Promise<unknown>>)[call as string]!(given).catch(
        ({ name, message }: Error) => `${name}: ${message}`,
      );
    },
    [call, given],
  );

test('a page of another origin loads, runs, cancels and hears what comes of it', async ({ page, baseURL }) => {
  body = `${script(baseURL!)}<overlap-playground link="#v1=sleep+0..4&workers=3" theme="dark"></overlap-playground>
    <script>window.heard = []; for (const name of ['ready', 'change', 'progress', 'result'])
      addEventListener('overlap-' + name, ({ detail }) => heard.push({ name, ...detail }))</script>`;
  await page.goto(address);
  const inside = page.frameLocator('iframe');
  await expect(inside.getByRole('button', { name: 'Run' })).toBeVisible();
  await expect(inside.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await ask(page, 'load', 'pool 2\n4 x sleep 60ms')).toMatchObject({ workers: 2 });
  expect(await ask(page, 'load', '4 x slep')).toMatch(/^InputError: scenario:1:5: /);
  await expect(inside.getByRole('slider', { name: 'Pool size' })).toHaveValue('2');
  const ran = (await ask(page, 'run')) as { how: string; results: { makespanMs: number; measured: boolean }[] };
  expect(ran.how).toBe('finished');
  expect(ran.results).toHaveLength(3);
  for (const { makespanMs, measured } of ran.results) {
    expect(measured).toBe(true);
    expect(makespanMs).toBeGreaterThan(110);
  }
  expect(Object.keys((await ask(page, 'traces')) as object).sort()).toEqual(['async-pool', 'semaphore', 'web-workers']);
  await ask(page, 'load', 'pool 1\n9 x sleep 10');
  const running = ask(page, 'run');
  await expect(inside.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await ask(page, 'cancel');
  expect(await running).toMatchObject({ how: 'cancelled' });
  const heard = await page.evaluate(() => (window as unknown as { heard: { name: string; link?: string }[] }).heard);
  expect(new Set(heard.map(({ name }) => name))).toEqual(new Set(['ready', 'change', 'progress', 'result']));
  const link = String(await ask(page, 'link'));
  expect(link).toBe(`${baseURL}${link.slice(link.indexOf('#'))}`);
  const opened = page.waitForEvent('popup');
  await inside.getByRole('link', { name: 'Open in Overlap' }).click();
  const whole = await opened;
  await whole.waitForFunction(() => 'overlap' in window);
  expect(await whole.evaluate(() => window.overlap.scenario.tasks.length)).toBe(9);
});

test('only the window around it is heard, and only where its origin is named', async ({ page, baseURL }) => {
  const other = 'https://elsewhere.example';
  body = `<iframe id="named" src="${baseURL}?embed&origin=${other}"></iframe>
    <iframe id="none" src="${baseURL}?embed"></iframe>
    <iframe id="own" src="${baseURL}?embed&origin=${address}"></iframe>
    <script>window.heard = []; addEventListener('message', ({ source, data }) =>
      heard.push([...document.querySelectorAll('iframe')].find((one) => one.contentWindow === source)?.id + ' ' + (data.event ?? data.id)))</script>`;
  await page.goto(address);
  for (const id of ['named', 'none', 'own'])
    await expect(page.frameLocator(`#${id}`).getByRole('button', { name: 'Run' })).toBeVisible();
  await page.evaluate(() => {
    for (const { contentWindow } of document.querySelectorAll('iframe'))
      contentWindow!.postMessage({ overlap: 1, id: 7, call: 'load', with: '2 x sleep 1' }, '*');
  });
  await expect.poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toContain('own 7');
  await page.waitForTimeout(300);
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard.filter((one) => !one.startsWith('own'))).toEqual([]);
  // A window inside the playground's own page, or a sibling, is not the host.
  await page.evaluate(() => {
    const own = document.querySelector<HTMLIFrameElement>('#own')!;
    const sibling = document.createElement('iframe');
    document.body.append(sibling);
    (sibling.contentWindow as Window & typeof globalThis).eval(
      "parent.document.querySelector('#own').contentWindow.postMessage({ overlap: 1, id: 8, call: 'scenario' }, '*')",
    );
    return own.id;
  });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).not.toContain('own 8');
});

test('engines with a real lock are live where the host is isolated, else predicted, which it says', async ({
  page,
  baseURL,
}) => {
  body = `${script(baseURL!)}<overlap-playground link="#v1=2+x+sleep+20ms&engines=threading.Thread"></overlap-playground>`;
  await page.goto(address);
  const inside = page.frameLocator('iframe');
  await expect(inside.getByText('Predicted only: threading.Thread')).toBeVisible();
  await expect(inside.getByText('allow="cross-origin-isolated"')).toBeVisible();
  isolated = true;
  await page.reload();
  await expect(inside.getByRole('button', { name: 'Run' })).toBeEnabled();
  await expect(inside.getByText('Predicted only: threading.Thread')).toBeHidden();
  expect(await ask(page, 'run')).toMatchObject({ how: 'finished', results: [{ measured: true }] });
});

test('a program that a host puts in waits for the reader', async ({ page, baseURL }) => {
  body = `${script(baseURL!)}<overlap-playground link="#python" style="height: 520px"></overlap-playground>`;
  await page.goto(address);
  const inside = page.frameLocator('iframe');
  await expect(inside.getByRole('button', { name: 'Run' })).toBeVisible();
  expect(await ask(page, 'run')).toMatch(/^RefusedError: .* started by the reader/);
  expect(await ask(page, 'load', 'print(1)')).toMatch(/^InputError: program: /);
  await inside.getByRole('button', { name: 'Run' }).click();
  await expect(inside.locator('.py-status')).toHaveText(/^Ran/, { timeout: 60_000 });
  expect(await ask(page, 'link')).toMatch(/#python=1\./);
});

test('the demonstration page shows three playgrounds, and runs the first', async ({ page }) => {
  await page.goto('/embedded.html');
  for (const id of ['tasks', 'threads', 'program']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await expect(page.frameLocator(`#${id} iframe`).getByRole('button', { name: 'Run' })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Run it from here' }).click();
  await expect(page.locator('#said')).toHaveText(/^finished: Web Workers \d/, { timeout: 20_000 });
});
