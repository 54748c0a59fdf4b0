/** Loading: gzipped bytes by chunk, and how long until the page is drawn and can be used. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Page, test } from '@playwright/test';
import { keep, median, rounds } from './figures.ts';
import { onFreshPage, productPage, reason } from './fresh-page.ts';

const bench = 'loading';
const ROUNDS = rounds(9);
/** The budget of test/e2e/budget.spec.ts: script before the first run (bytes, gzipped). */
const BUDGET_KB = 170;
/** Tasks of the page are long from here on, and it is at rest after so long without one (ms). */
const REST_MS = 1_500;

interface Loaded {
  /** Paths of all that was fetched. */
  readonly paths: string[];
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  /** Run can be pressed, and the last long task is over. */
  readonly interactiveMs: number;
  /** All that was fetched, as it came over the wire (the server compresses scripts and styles), in KB. */
  readonly fetchedKB: number;
}

test('loading', async ({ browser }) => {
  const all: Loaded[] = [];
  let note: string | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const loaded = await onFreshPage(browser, productPage(), 'overlap', look);
    if (loaded instanceof Error) note = reason(loaded);
    else all.push(loaded);
  }
  const one = { bench, row: 'ours', ...(note !== undefined && { note }) };
  const times: readonly (readonly [string, keyof Loaded & `${string}Ms`])[] = [
    ['first contentful paint', 'firstPaintMs'],
    ['largest contentful paint', 'largestPaintMs'],
    ['interactive: Run can be pressed, no long task any more', 'interactiveMs'],
  ];
  for (const [figure, member] of times) {
    const values = all.map((loaded) => loaded[member]);
    keep({ ...one, figure, unit: 'ms', values });
    console.log(`${figure}: ${median(values).toFixed(0)} ms`);
  }
  const first = new Set(all.flatMap(({ paths }) => paths));
  const chunks = readdirSync('dist/assets').filter((name) => /\.(js|css|woff2)$/.test(name));
  const sizes = chunks.map((name) => {
    const bytes = readFileSync(`dist/assets/${name}`);
    // Fonts are compressed already.
    const kb = (name.endsWith('.woff2') ? bytes : gzipSync(bytes)).length / 1000;
    return { name, kb, atOnce: first.has(`/assets/${name}`) };
  });
  const script = sizes.filter(({ name, atOnce }) => name.endsWith('.js') && atOnce);
  const sum = script.reduce((kb, one) => kb + one.kb, 0);
  keep({ ...one, figure: 'script before the first run, gzipped', unit: 'KB', values: [sum], atMost: BUDGET_KB });
  console.log(`script before the first run: ${sum.toFixed(1)} KB in ${script.length} files`);
  for (const { name, kb, atOnce } of sizes.sort((a, b) => b.kb - a.kb))
    keep({
      bench,
      figure: 'by chunk, gzipped',
      row: name.replace(/-[\w-]{8}(\.\w+)$/, '$1'),
      unit: 'KB',
      values: [kb],
      note: atOnce ? 'before the first run' : 'later',
    });
});

async function look(page: Page): Promise<Loaded> {
  await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor();
  const usableMs = await page.evaluate(() => performance.now());
  // What was observed before anybody asked is handed over late (`buffered`).
  await page.waitForTimeout(REST_MS);
  return page.evaluate(async (usable) => {
    const observed = (type: string) =>
      new Promise<PerformanceEntry[]>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type, buffered: true });
        setTimeout(() => resolve([]), 300);
      });
    const [long, largest] = [await observed('longtask'), await observed('largest-contentful-paint')];
    const paints = performance.getEntriesByName('first-contentful-paint');
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const lastLong = long.reduce((end, { startTime, duration }) => Math.max(end, startTime + duration), 0);
    return {
      paths: resources.map(({ name }) => new URL(name).pathname),
      firstPaintMs: paints[0]?.startTime ?? Number.NaN,
      largestPaintMs: largest.at(-1)?.startTime ?? Number.NaN,
      interactiveMs: Math.max(usable, lastLong),
      fetchedKB: resources.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000,
    };
  }, usableMs);
}
