/** Ways out of the worker in which programs run: to the network, the page, its storage, or to JavaScript that is not the language alone. */
import { expect, type Page, test } from '@playwright/test';

test.setTimeout(180_000);

/** Gives the worker's JavaScript as `js`, if there is a way to it: through any function of the machine. */
const REACH = `
import sys, _k
def js():
    sys.modules.pop('js', None)
    try:
        import js
        return js
    except ImportError:
        return _k.now.constructor('return globalThis')()
`;

/** Each program prints "out" where it gets out. Those that can only be seen from elsewhere are seen by the page, below. */
const WAYS: Readonly<Record<string, string>> = {
  'import js': "import js; print('out')",
  'import js, anew': "import sys; sys.modules.pop('js'); import js; print('out')",
  'import pyodide_js': "import sys; sys.modules.pop('pyodide_js'); import pyodide_js; print('out')",
  'a text as JavaScript': "from pyodide.code import run_js; print('out' if run_js('1') == 1 else '')",
  'the constructor of functions': "import _k; print('out' if _k.now.constructor('return 1')() == 1 else '')",
  'the constructor of that': "import _k; print('out' if _k.now.constructor.constructor('return 1')() == 1 else '')",
  'the constructor of asynchronous functions':
    "import _k\nf = _k.callPromising if hasattr(_k, 'callPromising') else _k.sleep\nprint('out' if f.constructor.constructor('return 1')() == 1 else '')",
  'the prototype of functions': "import _k; print('out' if _k.now.__proto__.constructor('return 1')() == 1 else '')",
  'the global object': `${REACH}\nprint('out' if js().globalThis.fetch else '')`,
  fetch: "from pyodide.http import pyfetch\nimport asyncio\nprint('out', asyncio.run(pyfetch('/')).status)",
  'a synchronous request': "from pyodide.http import open_url; open_url('/'); print('out')",
  XMLHttpRequest: `${REACH}\njs().XMLHttpRequest.new(); print('out')`,
  WebSocket: `${REACH}\njs().WebSocket.new('ws://localhost:9/'); print('out')`,
  'another worker': `${REACH}\njs().Worker.new('data:text/javascript,'); print('out')`,
  'a channel to other tabs': `${REACH}\njs().BroadcastChannel.new('overlap').postMessage('out'); print('out')`,
  'a message to the page': `${REACH}\njs().postMessage('out'); print('out')`,
  'the database': `${REACH}\njs().indexedDB.open('overlap-python'); print('out')`,
  'the cache': `${REACH}\njs().caches.open('out'); print('out')`,
  'the origin’s files': `${REACH}\njs().navigator.storage.getDirectory(); print('out')`,
  locks: `${REACH}\njs().navigator.locks.request('out', print); print('out')`,
  'a script from elsewhere': `${REACH}\njs().importScripts('http://localhost:9/'); print('out')`,
  'a timer of text': `${REACH}\njs().setTimeout('1', 0); print('out')`,
  urllib: "import urllib.request; urllib.request.urlopen('http://localhost:9/'); print('out')",
  'http.client':
    "import http.client\nc = http.client.HTTPConnection('localhost', 9)\nc.request('GET', '/')\nprint('out')",
  'a socket': "import socket; socket.create_connection(('localhost', 9), 1); print('out')",
  'a shell': "import os; os.system('true'); print('out')",
  'another program': "import subprocess; subprocess.run(['true']); print('out')",
  'a package from elsewhere': "import micropip; print('out')",
  'the kept image, by name': `${REACH}\nprint(js().databases.open('overlap-python')); print('out')`,
  'the machine’s own folders': "print('out' if open('/proc/self/environ').read() else '')",
};

async function run(page: Page, code: string) {
  const { output, exit } = await page.evaluate((code) => window.overlap.python({ code }), code);
  return `${output.map(({ text }) => text).join('')}${exit}`;
}

test('a program reaches neither network nor page nor storage, by any of thirty ways', async ({ page }) => {
  await page.goto('/');
  await page.waitForFunction(() => 'overlap' in window);
  expect(await run(page, "print('here')")).toBe('here\nended');
  const before = await page.evaluate(async () => JSON.stringify([await caches.keys(), await indexedDB.databases()]));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const out: string[] = [];
  for (const [name, code] of Object.entries(WAYS)) {
    const printed = await run(page, code);
    // A way that is closed says so: an error, not silence. Who tears at the machine's own objects may also break the interpreter.
    if (!/Error|stopped$/.test(printed) || /^out/m.test(printed)) out.push(`${name}: ${printed}`);
  }
  expect(out).toEqual([]);
  expect(asked).toEqual([]);
  const after = await page.evaluate(async () => JSON.stringify([await caches.keys(), await indexedDB.databases()]));
  expect(after).toBe(before);
  expect(await run(page, "print('still here')")).toBe('still here\nended');
});

test('a program that came in a link waits for Run, also after a reload and after another tab of the page', async ({
  page,
}) => {
  const hash = await page.goto('/#python').then(async () => {
    await expect(page.locator('.py-status')).toHaveText(/^Ran/, { timeout: 60_000 });
    await page.getByRole('textbox', { name: /^Code/ }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText("print('it ran')");
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('log', { name: 'Printed' })).toContainText('it ran', { timeout: 20_000 });
    await page.waitForFunction(() => location.hash.startsWith('#python=1.'));
    return page.evaluate(() => location.hash);
  });
  const context = await page.context().browser()!.newContext({ baseURL: page.url() });
  const other = await context.newPage();
  const log = other.getByRole('log', { name: 'Printed' });
  await other.goto(`/${hash}`);
  for (const _ of ['first', 'reloaded']) {
    await expect(other.locator('.py-status')).toHaveText(/^From a link/, { timeout: 60_000 });
    await other.waitForTimeout(3000);
    await expect(log).not.toContainText('it ran');
    await other.reload();
  }
  await other.goto('/#tasks');
  await other.goto('/#python');
  await other.waitForTimeout(3000);
  await expect(log).not.toContainText('it ran');
  await other.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(log).toContainText('it ran', { timeout: 60_000 });
  await context.close();
});
