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
  {
    name: 'sentinels',
    prints:
      '[(0, 0), (0, 3), (0, 6), (0, 9), (1, 1), (1, 4), (1, 7), (1, 10), (2, 2), (2, 5), (2, 8), (2, 11)] 0 1\nEmpty\n',
  },
  {
    name: 'timeouts',
    prints:
      "0.5 was cancelled\ntoo slow True\n0.4 was cancelled\nTimeoutError\n0.3 was cancelled\n2 ['0.1 failed', '0.1 failed']\nshielded False 0.2\n[0.1] 2\n[0.2] 1\n0.3 was cancelled\n[CancelledError('')]\n0.1\n0.3\n",
  },
  { name: 'barrier', prints: '0.0 0.1 0.2 -- 1.0 1.1 1.2 -- broken True 0\n' },
  {
    name: 'futures_wait',
    prints:
      "[0.1] 3\n['None', 'after 0.1'] 2\n2 2\n[True, True, True] False True\nTimeoutError\ncannot schedule new futures after shutdown\n[True, True, True] True\n",
  },
  {
    name: 'to_thread',
    prints:
      "[(0, 'r1', False), (1, 'r1', False), (2, 'r1', False)]\n[(0, 'none', False), (1, 'none', False), (2, 'none', False)]\nFROM OUTSIDE\n0.5 r1\n",
  },
  {
    name: 'async_generators',
    prints: 'ticks closed\n[0, 2]\nticks closed\nopen db\nuse db\nclose db\n2\n[0, 1, 2, 3]\n',
  },
  {
    name: 'log_listener',
    prints:
      'INFO seller-2 shop.2: sold 2\nERROR seller-2 shop.2: broken\nZeroDivisionError: division by zero\nINFO seller-1 shop.1: sold 1\nERROR seller-1 shop.1: broken\nZeroDivisionError: division by zero\nINFO seller-0 shop.0: sold 0\nERROR seller-0 shop.0: broken\nZeroDivisionError: division by zero\n',
  },
  {
    name: 'process_queues',
    prints:
      '[(0, 0), (1, 1), (2, 4), (3, 9), (4, 16)]\n[3, 3] square-0 False\ncba False\nlevel False\n[0, 1, 2, 3]\n1 -15 []\n',
  },
  {
    name: 'thread_local',
    prints: "['nobody'] ada False\n[('t0', \"LookupError('lost')\"), ('t1', \"LookupError('lost')\")] MainThread\n",
  },
  {
    name: 'pool_ways',
    prints:
      "106\n102 True\nValueError unlucky\n[100, 101, 102, 103, 104] [102, 104]\n[103, 101, 102] [101, 115, 130]\nnot yet False\n150 [102] ['unlucky'] MainProcess\n",
  },
  { name: 'dining', prints: '[3, 3, 3, 3, 3]\nSemaphore released too many times\n' },
  { name: 'subprocess_refused', exit: 'raised', found: /subprocess is missing in this page/ },
];

test(`${ASKED.length} programs of the kinds people ask about`, async ({ page }) => {
  test.setTimeout(300_000);
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
