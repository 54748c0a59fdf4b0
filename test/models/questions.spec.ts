/** Programs of the kinds that people ask about in public, as a new user would paste them: each does in the page what it does elsewhere, or says why not. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

interface Asked {
  readonly name: string;
  readonly prints?: string;
  /** How it ends, where it does not end well. */
  readonly exit?: 'deadlock' | 'raised';
  /** What is found, and what is said of it. */
  readonly found?: RegExp;
}

/** What CPython 3.13.0 on Linux prints of those that end there (`python3.13 questions/NAME.py`); a deadlock hangs there without a word, and here is told. */
const ASKED: readonly Asked[] = [
  { name: 'manager', prints: '[(0, 0), (1, 1), (2, 4), (3, 9)]\n[3, 2, 1, 0]\n' },
  { name: 'stop_event', prints: '3 False\n' },
  { name: 'join_before_get', exit: 'deadlock' },
  {
    name: 'async_workers',
    prints:
      "[('w1', 0.1), ('w0', 0.2), ('w1', 'ValueError(0.3)'), ('w1', 0.1), ('w0', 0.4)]\n['CancelledError', 'CancelledError']\n",
  },
  { name: 'callbacks', prints: "[1, 2] ['1 is odd', '3 is odd', '5 is odd']\n" },
  { name: 'blocking_in_async', prints: 'not yet\n0.2 0.5 0.4 \n' },
  { name: 'timer', prints: "[('again', 0.2), ('again', 0.4), ('once', 0.5), ('again', 0.6)]\n" },
  {
    name: 'initializer',
    prints: "['connection 1', 'connection 1', 'connection 2', 'connection 2', 'connection 3', 'connection 3'] 0\n",
  },
  { name: 'shared_counter', prints: '[100, 50, 25] 300\n' },
  { name: 'lock_again', exit: 'deadlock' },
  { name: 'condition', prints: '[0, 1, 2, 3, 4] True\n' },
  {
    name: 'log_of_processes',
    prints: 'worker0 INFO step 0\nworker0 INFO step 1\nworker2 INFO step 0\nworker2 INFO step 1\n',
  },
  { name: 'one_file', prints: "['begun', '2 xx', '1 x', '0 ', '']\n" },
  { name: 'count_words', prints: "[('the', 3), ('dog', 2)] False\n" },
  { name: 'limited_calls', prints: "['a', 'b', 'no c', 'd']\n1.7 {'a': 1, 'b': 2, 'c': 3, 'd': 1}\n" },
  { name: 'exit_with_threads', prints: 'main leaves\nworker ends\nworker cleans up\n' },
  {
    name: 'error_in_thread',
    prints: "plain: division by zero\njoin: division by zero\nfuture: ZeroDivisionError('division by zero')\n",
  },
  { name: 'joinable', prints: '[(0, 0), (1, 1), (2, 4), (3, 9), (4, 16), (5, 25)] True\n[0, 0]\n' },
  { name: 'lambda_in_pool', prints: '<lambda> cannot be pickled\ninner cannot be pickled\n[1, 2]\n' },
  {
    name: 'context_and_cancel',
    prints:
      "request 1 has its answer\nrequest 1 in a thread\nrequest 2 has its answer\nrequest 2 in a thread\nrequest 3 rolls back\nrequest 3 rolled back\n['None', 'None', \"CancelledError('')\"]\nnone\n",
  },
  { name: 'loop_in_loop', prints: 'asyncio.run() cannot be called from a running event loop\n42\n[42]\n' },
  { name: 'requests_missing', exit: 'raised', found: /requests/ },
];

test(`${ASKED.length} programs of the kinds people ask about`, async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  for (const { name, prints, exit = 'ended', found } of ASKED) {
    const code = readFileSync(new URL(`questions/${name}.py`, import.meta.url), 'utf8');
    const ran = await page.evaluate((text) => window.overlap.python({ code: text }), code);
    const printed = ran.output.flatMap(({ stream, text }) => (stream === 'out' ? [text] : [])).join('');
    const said = ran.output.map(({ text }) => text).join('');
    expect.soft(ran.exit, `${name}: ${said}`).toBe(exit);
    if (prints !== undefined) expect.soft(printed, `${name}: ${said}`).toBe(prints);
    if (found) expect.soft(said, name).toMatch(found);
    console.log(`${name}: ${ran.exit}`);
  }
});
