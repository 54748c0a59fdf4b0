/** The page's Content-Security-Policy, on the built page: by the server's headers, and by the page's own `<meta>` where a server sends none. */
import { expect, type Page, test } from '@playwright/test';
import { CONTENT_SECURITY_POLICY, HEADERS } from '../../src/offline/headers.ts';

/** Serves the page as a host of files does, which sets no headers. */
async function withoutHeaders(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const { 'content-type': type = '' } = response.headers();
    await route.fulfill({ status: response.status(), body: await response.body(), headers: { 'content-type': type } });
  });
}

/** Ways by which a page is made to run or show what is not its own; each gives whether it was let through. */
const ATTEMPTS = {
  'an inline script': () => {
    const script = document.createElement('script');
    script.text = 'window.gotThrough = true';
    document.body.append(script);
    return 'gotThrough' in window;
  },
  // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
  eval: () => Boolean(window.eval('1')),
  'a function of text': () => Boolean(new Function('return 1')()),
  'a timer of text': () =>
    new Promise((resolve) => {
      setTimeout('window.timed = true' as unknown as () => void, 0);
      setTimeout(() => resolve('timed' in window), 50);
    }),
  'HTML of text': () => {
    const box = document.createElement('div');
    box.innerHTML = '<img src="x" onerror="window.gotHtml = true">';
    return box.children.length > 0;
  },
  'a handler in an attribute': () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.clicked = true');
    document.body.append(button);
    button.click();
    return 'clicked' in window;
  },
  'a style in an attribute': () => {
    const box = document.createElement('div');
    box.setAttribute('style', 'position: fixed');
    document.body.append(box);
    return getComputedStyle(box).position === 'fixed';
  },
  'a style element': () => {
    const style = document.createElement('style');
    style.textContent = 'body { outline: 3px solid red }';
    document.head.append(style);
    return getComputedStyle(document.body).outlineStyle === 'solid';
  },
  'a worker of a blob': () =>
    new Promise((resolve) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
      worker.onmessage = () => resolve(true);
      worker.onerror = () => resolve(false);
      setTimeout(() => resolve(false), 1000);
    }),
  'a worker of elsewhere': () => Boolean(new Worker('https://example.invalid/worker.js')),
  'a request to elsewhere': () =>
    fetch('http://localhost:9/', { mode: 'no-cors' }).then(
      () => true,
      (error: unknown) => !/Failed to fetch|Content Security Policy/.test(String(error)),
    ),
  'a frame of elsewhere': () =>
    new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective === 'frame-src') resolve(false);
      });
      const frame = document.createElement('iframe');
      frame.src = 'http://localhost:9/';
      document.body.append(frame);
      setTimeout(() => resolve(true), 1000);
    }),
  'another base': () => {
    const base = document.createElement('base');
    base.href = 'http://localhost:9/';
    document.head.append(base);
    return document.baseURI.startsWith('http://localhost:9/');
  },
} satisfies Record<string, () => unknown>;

for (const by of ['headers', 'meta'] as const) {
  test(`nothing foreign runs, is drawn or is asked for, by ${by}`, async ({ page }) => {
    if (by === 'meta') await withoutHeaders(page);
    await page.goto('/');
    await page.waitForFunction(() => 'overlap' in window);
    for (const [name, attempt] of Object.entries(ATTEMPTS)) {
      // Later, by the page itself: what DevTools evaluate is bound by no policy.
      const through = await page.evaluate(
        `new Promise((done) => setTimeout(() => Promise.try(${attempt}).then(done, () => done(false))))`,
      );
      expect(`${name}: ${through}`).toBe(`${name}: false`);
    }
  });
}

test('the server sends the policy with every file, and the page has it too', async ({ page, request }) => {
  await page.goto('/');
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(meta).toHaveAttribute('content', CONTENT_SECURITY_POLICY);
  const scripts = await page.evaluate(() => Array.from(document.scripts, ({ src }) => src));
  for (const address of ['/', ...scripts]) {
    const headers = (await request.get(address)).headers();
    for (const [name, value] of Object.entries(HEADERS)) expect(headers[name.toLowerCase()]).toBe(value);
  }
});

test('what the page does by itself breaks no rule of its policy: a run, a chart, a program, a menu, the help', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      broken.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  await page.goto('/#v1=3+x+sleep+50ms&workers=2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForFunction(() => Object.keys(window.overlap.traces).length > 0);
  await page.getByRole('tab', { name: 'Charts' }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('tab', { name: 'Python' }).click();
  await expect(page.locator('.py-status')).toHaveText(/^Ran/, { timeout: 60_000 });
  expect(await page.evaluate(() => (window as unknown as { broken: string[] }).broken)).toEqual([]);
});
