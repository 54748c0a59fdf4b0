/** The virtual kernel: tasks a second, how its cost grows, a bare heap and peers, and the page while it predicts. */
import { type Browser, type Page, test } from '@playwright/test';
import { amount, keep, median, rounds } from './figures.ts';
import { benchPage, onFreshPage, productPage, reason } from './fresh-page.ts';
import {
  AGAINST_HEAP,
  AHEAD_OF_SIMJS,
  BENCH as bench,
  count,
  LARGEST,
  ON_HOSTS,
  SIZES,
  WORKERS,
} from './kernel-sizes.ts';
import type { Model } from './pages/kernel.ts';
import { simpyTimes } from './simpy.ts';

const ROUNDS = rounds(3);
/** Repeats on a page, by size: the small ones are over in a moment. */
const repeatsOf = (tasks: number): number => Math.max(1, Math.round(amount(30_000, 3_000) / tasks));

interface Subject {
  readonly row: string;
  readonly engine: string;
  readonly kind: Model['kind'];
  readonly costs: boolean;
}
const SUBJECTS: readonly Subject[] = [
  { row: 'pool (web-workers)', engine: 'web-workers', kind: 'sleep', costs: false },
  { row: 'GIL (ThreadPoolExecutor)', engine: 'ThreadPoolExecutor.as_completed', kind: 'mixed', costs: true },
  { row: 'semaphore', engine: 'semaphore', kind: 'sleep', costs: false },
  { row: 'chunked map (Pool.map)', engine: 'multiprocessing.Pool.map', kind: 'sleep', costs: true },
];

function times(browser: Browser, model: Model): Promise<number[] | Error> {
  return onFreshPage(browser, benchPage('kernel'), 'kernel', (page) =>
    page.evaluate(([given, repeats]) => window.kernel.times(given, repeats), [model, repeatsOf(model.tasks)] as const),
  );
}

test('speed and growth', async ({ browser }) => {
  for (const workers of WORKERS) {
    const took = new Map<string, { tasks: number; ms: number }[]>();
    for (const tasks of SIZES)
      for (const { row, ...subject } of SUBJECTS) {
        const all: number[] = [];
        let note: string | undefined;
        for (let round = 0; round < ROUNDS && note === undefined; round++) {
          const ms = await times(browser, { ...subject, tasks, workers });
          if (ms instanceof Error) note = reason(ms);
          else all.push(...ms);
        }
        keep({
          bench,
          figure: `tasks a second, ${count(tasks)} tasks on ${workers} workers`,
          row,
          unit: '/s',
          values: all.map((ms) => (tasks / ms) * 1000),
          ...(note !== undefined && { note }),
        });
        if (all.length > 0) took.set(row, [...(took.get(row) ?? []), { tasks, ms: median(all) }]);
        console.log(
          `${row}, ${tasks} on ${workers}: ${((median(all) / tasks) * 1000).toFixed(2)} us a task ${note ?? ''}`,
        );
      }
    for (const { row } of SUBJECTS) {
      const { power, us } = growthOf(took.get(row) ?? []);
      keep({
        bench,
        figure: `growth on ${workers} workers: p of c (n log2 n)^p, from 10,000 tasks on`,
        row,
        unit: '',
        values: [power],
        atMost: 1.1,
        note: `c for p = 1: ${us.toFixed(4)} us`,
      });
    }
  }
});

/** Least squares of log time on log (n log n); and the constant at the largest size, were the power 1. */
function growthOf(points: readonly { tasks: number; ms: number }[]): { power: number; us: number } {
  const far = points.filter(({ tasks }) => tasks >= 10_000);
  const x = far.map(({ tasks }) => Math.log(tasks * Math.log2(tasks)));
  const y = far.map(({ ms }) => Math.log(ms));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const top = x.reduce((sum, one, i) => sum + (one - mx) * (y[i]! - my), 0);
  const power = top / x.reduce((sum, one) => sum + (one - mx) ** 2, 0);
  const last = points.at(-1);
  return { power, us: last ? (last.ms * 1000) / (last.tasks * Math.log2(last.tasks)) : Number.NaN };
}

test('against a bare heap, simjs and SimPy', async ({ browser }) => {
  const figure = `${count(LARGEST)} sleeping tasks on 1,000 workers`;
  const floor: number[] = [];
  const wide: number[] = [];
  const simjs: number[] = [];
  const found = new Map<string, number[]>();
  const troubles = new Map<string, string>();
  const onPage = async (row: string, into: number[], run: (page: Page) => Promise<number[]>) => {
    if (troubles.has(row)) return;
    const ms = await onFreshPage(browser, benchPage('kernel'), 'kernel', run);
    if (ms instanceof Error) troubles.set(row, reason(ms));
    else into.push(...ms);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await onPage(FLOOR, floor, (page) => page.evaluate((n) => window.kernel.heapTimes(n, 1000, 3), LARGEST));
    await onPage(WIDE, wide, (page) => page.evaluate((n) => window.kernel.heapTimes(n, n, 1), LARGEST));
    for (const { row, engine, hosts } of ROWS) {
      const into = found.get(row) ?? [];
      found.set(row, into);
      const model: Model = { engine, tasks: LARGEST, workers: 1000, hosts, kind: 'sleep', costs: false };
      await onPage(row, into, (page) => page.evaluate((given) => window.kernel.times(given, 3), model));
    }
    await onPage('simjs', simjs, (page) => page.evaluate((n) => window.kernel.simjsTimes(n, 1000, 1), LARGEST));
  }
  const noted = (row: string) => (troubles.has(row) ? { note: troubles.get(row)! } : {});
  const one = { bench, figure, unit: 'ms' };
  keep({ ...one, row: FLOOR, values: floor, ...noted(FLOOR) });
  keep({ ...one, row: WIDE, values: wide, against: FLOOR, ...noted(WIDE) });
  for (const { row, atMost } of ROWS)
    keep({ ...one, row, values: found.get(row) ?? [], against: FLOOR, atMost, ...noted(row) });
  keep({ ...one, row: 'simjs', values: simjs, against: FLOOR, ...noted('simjs') });
  const ours = AHEAD_OF_SIMJS.engine;
  const ahead = { ...one, figure: `${figure}, ours with a trace, simjs without` };
  keep({ ...ahead, row: ours, values: found.get(ours) ?? [], ...noted(ours) });
  keep({ ...ahead, row: 'simjs', values: simjs, against: ours, atLeast: AHEAD_OF_SIMJS.atLeast, ...noted('simjs') });
  const simpy = simpyTimes(LARGEST, 1000, ROUNDS);
  if (simpy instanceof Error) keep({ ...one, row: 'SimPy', values: [], note: reason(simpy) });
  else keep({ ...one, row: 'SimPy', values: simpy.ms, against: FLOOR, note: `SimPy ${simpy.version}` });
  for (const [row, values] of found) console.log(`${row}: ${(median(values) / median(floor)).toFixed(2)} x the heap`);
});
const FLOOR = 'bare heap, 1,000 wide';
const WIDE = 'bare heap, as wide as there are tasks';
const ROWS = [
  ...AGAINST_HEAP.map(({ engine, atMost }) => ({ row: engine, engine, hosts: 1, atMost })),
  ...ON_HOSTS.map(({ engine, hosts, atMost }) => ({ row: `${engine}, on ${hosts} hosts`, engine, hosts, atMost })),
];

const SIX = [
  'web-workers',
  'async-pool',
  'semaphore',
  'ThreadPoolExecutor.as_completed',
  'ProcessPoolExecutor.as_completed',
  'multiprocessing.Pool.map',
];

test('slider moves', async ({ browser }) => {
  const took: number[] = [];
  let note: string | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const moves = await onFreshPage(browser, benchPage('kernel'), 'kernel', (page) =>
      page.evaluate(([six, n]) => window.kernel.slider(1000, six, n), [SIX, amount(15, 4)] as const),
    );
    if (moves instanceof Error) note = reason(moves);
    else took.push(...moves);
  }
  keep({
    bench,
    figure: 'a slider move, 1,000 tasks, 6 engines: from its frame to the last prediction',
    row: 'ours',
    unit: 'ms',
    values: took,
    atMost: 16,
    ...(note !== undefined && { note }),
  });
  console.log(`slider: ${median(took).toFixed(1)} ms ${note ?? ''}`);
});

test('the page while it predicts', async ({ browser }) => {
  for (const tasks of [20_000, 100_000, 1_000_000].slice(0, amount(3, 1))) {
    const idle: number[] = [];
    const moving: number[] = [];
    let note: string | undefined;
    for (let round = 0; round < ROUNDS && note === undefined; round++) {
      const gaps = await onFreshPage(browser, productPage(), 'overlap', (page) => longestTasks(page, tasks));
      if (gaps instanceof Error) note = reason(gaps);
      else {
        idle.push(gaps.idle);
        moving.push(gaps.moving);
      }
    }
    const figure = `longest page task above an idle page's, slider moves with ${count(tasks)} tasks`;
    keep({
      bench,
      figure,
      row: 'ours',
      unit: 'ms',
      values: moving.map((ms, i) => ms - idle[i]!),
      atMost: 50,
      note: note ?? `idle: ${median(idle).toFixed(0)} ms`,
    });
    console.log(`${figure}: ${(median(moving) - median(idle)).toFixed(0)} ms ${note ?? ''}`);
  }
});

/** The longest gaps (ms) between beats of a timer: on the page at rest, and while the slider is moved. */
async function longestTasks(page: Page, tasks: number): Promise<{ idle: number; moving: number }> {
  await page.evaluate(async (n) => {
    await window.overlap.load(`${n} x sleep 10ms +-50%`);
    const beats = { longest: 0, last: performance.now() };
    Object.assign(window, { beats });
    setInterval(() => {
      const now = performance.now();
      beats.longest = Math.max(beats.longest, now - beats.last);
      beats.last = now;
    }, 4);
  }, tasks);
  const slider = page.getByRole('slider', { name: 'Pool size', exact: true });
  await slider.focus();
  // The predictions of the load, all engines of the list, and what idle time is used for.
  await page.waitForTimeout(amount(tasks > 100_000 ? 25_000 : 8_000, 5_000));
  const longest = async (during: () => Promise<void>) => {
    await page.evaluate(() => Object.assign(window.beats, { longest: 0, last: performance.now() }));
    await during();
    return page.evaluate(() => window.beats.longest);
  };
  const idle = await longest(() => page.waitForTimeout(3_000));
  const moving = await longest(async () => {
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(800);
    }
    await page.waitForTimeout(amount(3_000, 500));
  });
  return { idle, moving };
}

declare global {
  interface Window {
    beats: { longest: number; last: number };
  }
}
