/** The user's own Python: how long until it is there, what a run, a step of a drag and a switch take, and what it keeps of the memory. */
import { readFileSync } from 'node:fs';
import { type Browser, type Page, test } from '@playwright/test';
import { amount, keep, quantile, rounds } from './figures.ts';
import { onFreshPage, productPage, reason } from './fresh-page.ts';

const bench = 'python';
const ROUNDS = rounds(5);
/** Steps of a drag on each listing. */
const STEPS = 12;
const LISTINGS = ['threads', 'as-completed', 'thread-each', 'coroutines', 'queue-workers'];

const one = (figure: string, row: string, unit: string, values: readonly number[], more = {}) => {
  keep({ bench, figure, row, unit, values, ...more });
  console.log(`${figure}, ${row}: ${quantile(values, 0.5).toFixed(1)} ${unit}`);
};

const status = (page: Page) => page.locator('.py-status');

test('first use, in a browser that has nothing of it, and in one that has', async ({ browser }) => {
  const [cold, cached]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const times = await onFreshPage(browser, productPage(), 'overlap', async (page) => {
      const opened = async () => {
        const since = Date.now();
        await page.goto(`${productPage()}#python`);
        await page.reload();
        await status(page).filter({ hasText: /^Ran/ }).waitFor({ timeout: 100_000 });
        return Date.now() - since;
      };
      return [await opened(), await opened()] as const;
    });
    if (times instanceof Error)
      return keep({ bench, figure: 'first use', row: 'ours', unit: 'ms', values: [], note: reason(times) });
    cold.push(times[0]);
    cached.push(times[1]);
  }
  one('from the address to the first picture', 'nothing is there yet', 'ms', cold);
  one('from the address to the first picture', 'with the image kept', 'ms', cached, { atMost: 1_500 });
});

interface Asked {
  readonly code: string;
  readonly times?: number;
}

/** So much real time (ms) a program may take here. */
const REAL_MS = 50_000;

/**
 * Real time (ms) that programs take, one after another on one page, after one of each to warm up.
 * A program that was cut short, or failed, took no time that counts: the answer is an Error then.
 */
async function took(browser: Browser, programs: readonly Asked[]): Promise<number[][] | Error> {
  return onFreshPage(browser, productPage(), 'overlap', (page) =>
    page.evaluate(
      async ([asked, realMs]) => {
        const run = async (code: string) => {
          const since = performance.now();
          const answer = await window.overlap.python({ code, realMs });
          const ms = performance.now() - since;
          if ('code' in answer && answer.exit === 'ended' && answer.code === 0) return ms;
          const why = 'error' in answer ? answer.error.message : '';
          throw new Error(`a program did not end by itself (${answer.exit} ${why}): ${code.slice(0, 60)}`);
        };
        const all: number[][] = [];
        for (const { code, times = 1 } of asked) {
          await run(code);
          const values: number[] = [];
          for (let n = 0; n < times; n++) values.push(await run(code));
          all.push(values);
        }
        return all;
      },
      [programs, REAL_MS] as const,
    ),
  );
}

/** What cross-origin isolated pages of Chromium have. */
type Measuring = Performance & { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> };

const SWITCHES = amount(20_000, 4_000);
const SLEEPS = amount(100_000, 10_000);
const RUNS = amount(100, 20);
const PROGRAMS: readonly (Asked & { figure: string; row: string; unit: string; per?: number; atMost?: number })[] = [
  { figure: 'a run', row: 'an empty program', unit: 'ms', code: '', times: 20 },
  {
    figure: 'a switch',
    row: 'between two threads that sleep in turns',
    unit: 'us',
    per: SWITCHES / 1_000,
    atMost: 60,
    times: 3,
    code: `import threading, time
def work():
    for _ in range(${SWITCHES / 2}):
        time.sleep(0.001)
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()`,
  },
  {
    figure: 'a run',
    row: '1,000 threads, 100 at a time',
    unit: 'ms',
    times: 3,
    code: `import threading, time
for _ in range(10):
    threads = [threading.Thread(target=time.sleep, args=[0.01]) for _ in range(100)]
    for t in threads: t.start()
    for t in threads: t.join()`,
  },
  {
    figure: 'a run',
    row: `${SLEEPS.toLocaleString('en')} sleeps`,
    unit: 'ms',
    times: 2,
    code: `import time\nfor _ in range(${SLEEPS}):\n    time.sleep(0.001)`,
  },
];

for (const program of PROGRAMS)
  test(`${program.figure}: ${program.row}`, async ({ browser }) => {
    const { figure, row, unit, per = 1, atMost } = program;
    const all = await took(browser, [program]);
    if (all instanceof Error) keep({ bench, figure, row, unit, values: [], note: reason(all) });
    else
      one(
        figure,
        row,
        unit,
        all[0]!.map((ms) => ms / per),
        atMost === undefined ? {} : { atMost },
      );
  });

test('a step of a drag', async ({ browser }) => {
  const text = (name: string) => readFileSync(`src/store/python/examples/${name}.py`, 'utf8');
  // Each step is another number, and so another program.
  const programs = LISTINGS.flatMap((name) =>
    Array.from({ length: STEPS }, (_, n) => ({ code: text(name).replace(/\b\d+\b/, String(n + 1)) })),
  );
  const all = await took(browser, programs);
  if (all instanceof Error)
    return keep({ bench, figure: 'a step of a drag', row: 'listings', unit: 'ms', values: [], note: reason(all) });
  const values = all.flat();
  one('a step of a drag', 'the median of five listings', 'ms', [quantile(values, 0.5)], { atMost: 100 });
  one('a step of a drag', 'p95', 'ms', [quantile(values, 0.95)], { atMost: 200 });
});

/** The longest task of the page's main thread (ms) while `during` goes on; shorter ones than 50 ms count as none. */
async function longestTask(page: Page, during: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const seen = ((globalThis as unknown as { seen: number[] }).seen = [0]);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.push(duration);
    }).observe({ type: 'longtask' });
  });
  await during();
  // What is observed is told a little later.
  await page.waitForTimeout(300);
  return page.evaluate(() => Math.max(...(globalThis as unknown as { seen: number[] }).seen));
}

test('the page while a program runs', async ({ browser }) => {
  const over: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const longest = await onFreshPage(browser, `${productPage()}#python`, 'overlap', async (page) => {
      const ran = () => status(page).filter({ hasText: /^Ran/ }).waitFor({ timeout: 100_000 });
      await ran();
      // Its pools compute for a second and more of real time.
      await page.getByLabel('Example').selectOption('gil');
      await ran();
      const idle = await longestTask(page, () => page.waitForTimeout(2_000));
      const running = await longestTask(page, async () => {
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await status(page).filter({ hasNotText: /^Ran/ }).waitFor({ timeout: 100_000 });
        await ran();
      });
      return running - idle;
    });
    if (longest instanceof Error)
      return keep({ bench, figure: 'longest task', row: 'the page', unit: 'ms', values: [], note: reason(longest) });
    over.push(Math.max(0, longest));
  }
  one('longest task of the page, above idle', 'while a program runs', 'ms', over, { atMost: 50 });
});

test('memory after many runs', async ({ browser }) => {
  const code = readFileSync('src/store/python/examples/processes.py', 'utf8');
  const grown = await onFreshPage(browser, productPage(), 'overlap', async (page) => {
    const run = (times: number) =>
      page.evaluate(
        async ([text, n]) => {
          for (let i = 0; i < n; i++) {
            const { exit } = await window.overlap.python({ code: text });
            if (exit !== 'ended') throw new Error(`a program did not end by itself: ${exit}`);
          }
          const { measureUserAgentSpecificMemory: measure } = performance as Measuring;
          return (await measure?.call(performance))?.bytes ?? Number.NaN;
        },
        [code, times] as const,
      );
    return [await run(3), await run(RUNS - 3)] as const;
  });
  if (grown instanceof Error)
    return keep({ bench, figure: 'memory', row: `after ${RUNS} runs`, unit: 'MB', values: [], note: reason(grown) });
  one('memory of page and worker', 'after 3 runs of four processes', 'MB', [grown[0] / 1e6]);
  one('memory of page and worker', `after ${RUNS}`, 'MB', [grown[1] / 1e6]);
});
