/** The core of what a user can do, in a second browser. */
import { type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Firefox, KEYS, type Tab } from './bidi.ts';

let server: PreviewServer;
let firefox: Firefox;
let tab: Tab;
let url: string;

beforeAll(async () => {
  server = await preview({ logLevel: 'error', preview: { host: '127.0.0.1', port: 0 } });
  url = server.resolvedUrls!.local[0]!;
  firefox = await Firefox.start(process.env.FIREFOX_PATH!);
});
afterAll(async () => {
  await firefox?.end();
  await server?.close();
});
beforeEach(async () => {
  tab = await firefox.open();
});
afterEach(() => tab.close());

async function open(hash: string): Promise<void> {
  await tab.goto(`${url}${hash}`);
  await tab.until(() => 'overlap' in window);
}

interface Ran {
  readonly engine: string;
  readonly totalMs: number;
  readonly outcomes: readonly string[];
  readonly times: readonly number[];
}

/** The page's own run of all engines shown, by the button. */
async function run(engines: number): Promise<[Ran, ...Ran[]]> {
  await tab.press('Run');
  await tab.until((engines) => Object.keys(window.overlap.traces).length === engines, engines, 40_000);
  await tab.until(
    () => /^(Finished|Could)/.test(document.querySelector('.status')?.textContent ?? ''),
    undefined,
    40_000,
  );
  const ran = await tab.evaluate(() =>
    Object.values(window.overlap.traces).map(({ engine, totalMs, spans }) => ({
      engine,
      totalMs,
      outcomes: spans.map(({ outcome }) => outcome),
      times: spans.flatMap(({ start, end }) => [start, end]),
    })),
  );
  return ran as unknown as [Ran, ...Ran[]];
}

const status = () => tab.evaluate(() => document.querySelector('.status')!.textContent);

test('the page opens, isolated, and says nothing on the console', async () => {
  await open('');
  expect(await tab.evaluate(() => crossOriginIsolated)).toBe(true);
  await tab.until(() => /^Takes/.test(document.querySelector('.status')?.textContent ?? ''));
  expect(tab.errors).toEqual([]);
});

test('what is typed is predicted at once, and is in the address', async () => {
  await open('#v1=sleep+1&workers=2');
  await tab.until(() => document.querySelector('#tasks') !== null);
  await tab.evaluate(() => document.querySelector<HTMLTextAreaElement>('#tasks')!.select());
  await tab.type('6 x sleep 500ms');
  await tab.until(() => document.querySelector('.status')!.textContent!.startsWith('Takes 1.5 s'));
  await tab.until(() => location.hash.startsWith('#v1=6+x+sleep+500ms'));
});

test('a mistake is told with its place', async () => {
  await open('#v1=sleep+1');
  await tab.until(() => document.querySelector('#tasks') !== null);
  await tab.evaluate(() => document.querySelector<HTMLTextAreaElement>('#tasks')!.select());
  await tab.type('slep 1');
  await tab.until(() => document.querySelector('#tasks-says')!.textContent!.startsWith('Line 1, column 1.'));
});

test('Run measures workers, the async pool and the semaphore', async () => {
  await open('#v1=6+x+sleep+100ms&workers=3');
  for (const { totalMs, outcomes } of await run(3)) {
    expect(outcomes).toEqual(Array(6).fill('ok'));
    expect(totalMs).toBeGreaterThan(195);
    expect(totalMs).toBeLessThan(3_000);
  }
});

test('tasks that compute are done by workers at once', async () => {
  await open('#v1=4+x+cpu+60ms&workers=2&engines=web-workers');
  const [ran] = await run(1);
  expect(ran?.outcomes).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('threads share a real lock, processes run as workers', async () => {
  await open(
    '#v1=4+x+cpu+20ms,+sleep+50ms&workers=2&engines=threading.Thread,ProcessPoolExecutor.as_completed,asyncio.gather',
  );
  const live = await tab.evaluate(() => window.overlap.engines.find(({ id }) => id === 'threading.Thread')!.live);
  expect(live).toBe(true);
  for (const { outcomes } of await run(3)) expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('the clocks of page and workers agree: no time is outside the run', async () => {
  await open('#v1=20+x+sleep+2ms&workers=4&engines=web-workers');
  const [{ times, totalMs }] = await run(1);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...times)).toBeLessThanOrEqual(totalMs);
});

test('Cancel ends a run', async () => {
  await open('#v1=3+x+sleep+20&workers=3');
  await tab.press('Run');
  await tab.until(() => document.querySelector('.status')!.textContent!.startsWith('Running'));
  await tab.press('Cancel');
  await tab.until(() => document.querySelector('.status')!.textContent!.startsWith('Cancelled'));
});

test('the lanes are drawn', async () => {
  await open('#v1=sleep+0..4&workers=3');
  const colours = await tab.until(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.tl-lanes canvas, canvas');
    if (!canvas) return false;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set<number>();
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3]) seen.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return seen.size > 3 && seen.size;
  });
  expect(colours).toBeGreaterThan(3);
});

test('the keyboard: ? opens the help, Escape closes it, [ and ] turn the pool', async () => {
  await open('#v1=6+x+sleep+500ms&workers=3');
  await tab.until(() => document.querySelector('.tl-lanes') !== null);
  await tab.type('?');
  await tab.until(() => document.querySelector('dialog[open], [role=dialog]') !== null);
  await tab.type(KEYS.Escape);
  await tab.until(() => !document.querySelector('dialog[open], [role=dialog]') !== null);
  await tab.type(']');
  await tab.until(() => window.overlap.scenario.workers === 4);
});

test('all panels can be shown', async () => {
  await open('#v1=3+x+sleep+50ms&workers=2');
  await run(3);
  for (const panel of ['Charts', 'Attempts', 'Output', 'Compare', 'Notes', 'Figures']) {
    await tab.press(panel);
    await tab.until(
      (panel) => document.querySelector('[role=tab][aria-selected=true][data-title]')?.textContent === panel,
      panel,
    );
  }
  expect(await tab.evaluate(() => document.querySelectorAll('.boundary').length)).toBe(0);
  expect(tab.errors).toEqual([]);
});

test('a long scenario has a packed link, which opens', async () => {
  await open('');
  const tasks = await tab.evaluate(async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `sleep ${(i * 7919) % 997}ms`);
    return (await window.overlap.load(lines.join('\n'))).tasks.length;
  });
  await tab.until(() => location.hash.startsWith('#v1=.'));
  const hash = await tab.evaluate(() => location.hash);
  await open(hash);
  expect(await tab.evaluate(() => window.overlap.scenario.tasks.length)).toBe(tasks);
});

test('a trace is saved and opened again', async () => {
  await open('#v1=3+x+sleep+20ms&workers=2&engines=web-workers');
  await run(1);
  const opened = await tab.evaluate(async () => {
    const { spans, complete } = await window.overlap.open(JSON.stringify(window.overlap.traces['web-workers']));
    return { spans, complete };
  });
  expect(opened).toEqual({ spans: 3, complete: true });
});

test('a program runs in the page’s own CPython', async () => {
  await open('#python');
  await tab.until(
    () => /^Ran 5\.00 s/.test(document.querySelector('.py-status')?.textContent ?? ''),
    undefined,
    120_000,
  );
  const { output, exit } = await tab.evaluate(() =>
    window.overlap.python({
      code: 'import threading, time\nfor i in range(2): threading.Thread(target=lambda i=i: (time.sleep(i), print(i))).start()',
    }),
  );
  expect([output.map(({ text }) => text).join(''), exit]).toEqual(['0\n1\n', 'ended']);
});

test('a lesson opens at its address', async () => {
  await open('#learn=five-customers/guess');
  await tab.until(() => document.querySelector('h1, h2')?.textContent);
  expect(await tab.evaluate(() => document.querySelectorAll('.boundary').length)).toBe(0);
});

test('Share shows link, text and QR code', async () => {
  await open('#v1=sleep+0..4&workers=3');
  await tab.press('More tools');
  await tab.press('Share link');
  await tab.until(() => document.querySelector('dialog[open] svg[aria-label="QR code of the link"] path') !== null);
});

test('an embedded playground shows itself', async () => {
  await open('?embed#v1=sleep+0..4&workers=3');
  await tab.until(() =>
    [...document.querySelectorAll('button')].some(({ textContent }) => textContent?.startsWith('Run')),
  );
  await tab.until(() => document.querySelector('canvas') !== null);
});

test('the policy refuses what is not the page’s own', async () => {
  await open('');
  const through = await tab.evaluate(async () => {
    try {
      const script = document.createElement('script');
      script.src = 'data:text/javascript,window.gotThrough=true';
      document.body.append(script);
    } catch {
      // Trusted Types refuse it before it is asked for.
    }
    await new Promise((done) => setTimeout(done, 300));
    return 'gotThrough' in window;
  });
  expect(through).toBe(false);
});

test('a part that did not come is brought by Try again, or by Reload where the browser keeps the failure', async () => {
  // The browser of the other tests has the part already, and its service worker would bring it.
  const before = tab;
  const other = await Firefox.start(process.env.FIREFOX_PATH!, { 'dom.serviceWorkers.enabled': false });
  try {
    tab = await other.open();
    await open('#v1=3+x+sleep+50ms&workers=2');
    const come = await tab.withhold(/\/assets\/[Cc]harts/);
    await tab.press('Charts');
    await tab.until(() => document.querySelector('[role=alert]')?.textContent?.includes('Charts cannot be shown'));
    await come();
    await tab.press('Try again');
    await tab.until(
      () => !document.querySelector('[role=alert]') && document.querySelector('#dock-panel svg') !== null,
    );
  } finally {
    await other.end();
    tab = before;
  }
});

test('a tab that goes to the background marks its run', async () => {
  await open('#v1=3+x+sleep+600ms&workers=3&engines=web-workers');
  await tab.press('Run');
  await tab.until(() => document.querySelector('.status')!.textContent!.startsWith('Running'));
  const other = await firefox.open();
  await tab.until(() => document.querySelector('.status')!.textContent!.startsWith('Finished'));
  await other.close();
  if (
    await tab.evaluate(
      () => document.visibilityState === 'visible' && !window.overlap.traces['web-workers']!.facts?.hidden,
    )
  )
    // Without windows Firefox may call every tab visible: then it is told as it would be.
    return;
  expect(await status()).toMatch(/page hidden$/);
});
