/** Programs that would harm: each ends with a clear message at its line, the page lives on, and the next program runs well. */
import { expect, type Page, test } from '@playwright/test';

interface Hostile {
  readonly name: string;
  readonly code: string;
  /** How it ends, and what is said. */
  readonly exit: 'ended' | 'raised' | 'stopped';
  readonly says?: RegExp;
  /** The line that the error is at. */
  readonly line?: number;
  readonly exitCode?: number;
  /** It goes on until it is stopped. */
  readonly endless?: boolean;
}

const PROGRAMS: readonly Hostile[] = [
  { name: 'an endless loop', code: 'while True:\n    pass', exit: 'stopped', says: /cancelled/, endless: true },
  {
    name: 'an endless loop in C',
    code: 'sum(iter(int, 1))',
    exit: 'stopped',
    says: /inside C code/,
    endless: true,
  },
  {
    name: 'an endless loop that ignores signals',
    code: 'import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass',
    exit: 'stopped',
    endless: true,
  },
  {
    name: 'an endless loop that catches everything',
    code: 'while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass',
    exit: 'stopped',
    endless: true,
  },
  {
    name: '10,000 threads',
    code: 'import threading, time\nfor _ in range(10_000):\n    threading.Thread(target=time.sleep, args=[1]).start()',
    exit: 'raised',
    says: /RuntimeError: .*at most 200/,
    line: 3,
  },
  {
    name: 'all the memory',
    code: 'x = []\nwhile True:\n    x.append(bytearray(50_000_000))',
    exit: 'raised',
    says: /MemoryError/,
    line: 3,
  },
  { name: 'recursion', code: 'def f():\n    f()\nf()', exit: 'raised', says: /RecursionError/, line: 2 },
  {
    name: 'recursion through C without a limit',
    code: 'import sys\nsys.setrecursionlimit(10**6)\ndef f(n):\n    return max([n], key=lambda x: f(n - 1))\nf(9)',
    exit: 'stopped',
    says: /broke down/,
  },
  { name: 'a flood of output', code: 'for _ in range(20_000):\n    print("x" * 200)', exit: 'ended', exitCode: 0 },
  { name: 'JavaScript', code: '\nimport js', exit: 'raised', says: /ModuleNotFoundError: .*js/, line: 2 },
  {
    name: 'the network',
    code: 'from urllib.request import urlopen\nurlopen("http://example.com")',
    exit: 'raised',
    says: /NotImplementedError: a socket is missing in this page/,
    line: 2,
  },
  {
    name: 'a socket',
    code: 'import socket\nwith socket.socket() as s:\n    s.connect(("example.com", 80))',
    exit: 'raised',
    says: /a socket is missing/,
    line: 3,
  },
  {
    name: 'a connection of asyncio',
    code: 'import asyncio\nasync def main():\n    await asyncio.open_connection("example.com", 80)\nasyncio.run(main())',
    exit: 'raised',
    says: /a socket is missing/,
    line: 3,
  },
  {
    name: 'a subprocess',
    code: 'import subprocess\nsubprocess.run(["ls"])',
    exit: 'raised',
    says: /subprocess is missing/,
    line: 2,
  },
  { name: 'os.fork', code: 'import os\nos.fork()', exit: 'raised', says: /os\.fork\(\) is missing/, line: 2 },
  { name: 'os._exit', code: 'import os\nos._exit(3)', exit: 'ended', exitCode: 3 },
  {
    name: 'killing itself',
    code: 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)',
    exit: 'ended',
    exitCode: -9,
  },
  {
    name: 'an alarm',
    code: 'import signal\nsignal.alarm(1)',
    exit: 'raised',
    says: /signal\.alarm\(\) is missing/,
    line: 2,
  },
  {
    name: 'a fork bomb',
    code: 'from multiprocessing import Process\ndef f():\n    while True:\n        Process(target=f).start()\nif __name__ == "__main__":\n    f()',
    exit: 'raised',
    says: /BlockingIOError: .*at most 16 processes/,
    line: 4,
  },
  {
    name: 'shared memory',
    code: 'from multiprocessing.shared_memory import SharedMemory\nSharedMemory(create=True, size=9)',
    exit: 'raised',
    says: /shared_memory is missing/,
    line: 2,
  },
  { name: 'numpy', code: 'import numpy', exit: 'raised', says: /ModuleNotFoundError: .*numpy/, line: 1 },
  {
    name: 'other stand-ins',
    code: 'import _k, time, threading\nimport overlap.machine as m\nm.sync = m.where = time.sleep = None\nthreading.Thread = threading.Lock = None\nprint("mine")',
    exit: 'ended',
    exitCode: 0,
  },
  { name: 'no modules any more', code: 'import sys\nsys.modules.clear()', exit: 'stopped', says: /broke down/ },
  {
    name: 'memory that is not its own',
    code: 'import ctypes\nctypes.memset(8, 255, 50_000_000)',
    exit: 'stopped',
    says: /broke down/,
  },
];

const run = (page: Page, code: string, endless = false) =>
  page.evaluate(
    async ([text, untilMs]) => {
      const { trace: _, ...rest } = await window.overlap.python({
        code: text,
        ...(untilMs > 0 && { signal: AbortSignal.timeout(untilMs) }),
      });
      return rest;
    },
    [code, endless ? 500 : 0] as const,
  );

test('each hostile program is told what is wrong, and the next one runs well', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  const wrong: string[] = [];
  for (const { name, code, exit, says, line, exitCode, endless } of PROGRAMS) {
    const got = await run(page, code, endless);
    const error = 'error' in got ? got.error : undefined;
    const words = error ? `${error.type}: ${error.message}` : '';
    const tell = (what: string) => wrong.push(`${name}: ${what}`);
    if (got.exit !== exit) tell(`${got.exit} ${words}`);
    if (says && !says.test(words)) tell(words);
    if (line !== undefined && error?.line !== line) tell(`line ${error?.line}`);
    if (exitCode !== undefined && (!('code' in got) || got.code !== exitCode)) tell(JSON.stringify(got).slice(0, 200));
    // What the page puts under Python is nobody's business.
    if (error?.traceback.includes('/overlap/')) tell(error.traceback);
    const next = await run(page, 'print(6 * 7)');
    if (next.output.map(({ text }) => text).join('') !== '42\n')
      tell(`the next run: ${JSON.stringify(next).slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
});
