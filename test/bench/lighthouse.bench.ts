/** Lighthouse on a phone, as it is run by default (slow 4G and a CPU four times as slow, both simulated), on the built page. */
import { createServer } from 'node:net';
import { chromium, test } from '@playwright/test';
import lighthouse from 'lighthouse';
import { keep, median, rounds } from './figures.ts';
import { productPage } from './fresh-page.ts';

const bench = 'lighthouse';
const ROUNDS = rounds(3);
/** Least score of each category, of 100. */
const MARKS: Readonly<Record<string, number>> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};
/** What performance is made of. */
const METRICS = [
  ['first-contentful-paint', 'ms'],
  ['largest-contentful-paint', 'ms'],
  ['speed-index', 'ms'],
  ['total-blocking-time', 'ms'],
  ['cumulative-layout-shift', ''],
] as const;

test('lighthouse', async () => {
  const scores = new Map<string, number[]>();
  const add = (name: string, value: number) => scores.set(name, [...(scores.get(name) ?? []), value]);
  let whole = 0;
  for (let round = 0; whole < ROUNDS && round < 2 * ROUNDS; round++) {
    const { categories, audits } = await look();
    // Now and then Lighthouse itself fails at an audit: then a category has no score, and the round says nothing of the page.
    if (Object.values(categories).some(({ score }) => score === null)) {
      for (const { id, errorMessage } of Object.values(audits))
        if (errorMessage) console.log(`round ${round + 1} is left out: ${id}: ${errorMessage}`);
      continue;
    }
    whole++;
    for (const { id, score } of Object.values(categories)) add(id, Math.round((score ?? Number.NaN) * 100));
    for (const [id] of METRICS) add(id, audits[id]?.numericValue ?? Number.NaN);
    if (whole > 1) continue;
    const weighty = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight));
    for (const { id } of weighty) {
      const { score, title, displayValue = '' } = audits[id]!;
      if (score !== null && score < 1) console.log(`not full: ${title}: ${displayValue} (${score})`);
    }
  }
  for (const [row, atLeast] of Object.entries(MARKS)) {
    const values = scores.get(row) ?? [];
    keep({ bench, figure: 'score of 100, phone', row, unit: '', values, atLeast });
    console.log(`${row}: ${median(values)} (${values.join(', ')})`);
  }
  for (const [row, unit] of METRICS)
    keep({ bench, figure: 'simulated, phone', row, unit, values: scores.get(row) ?? [] });
});

/** One round, in a browser of its own: nothing is in its caches. */
async function look() {
  const port = await freePort();
  const executablePath = process.env.CHROMIUM_PATH;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  });
  try {
    const found = await lighthouse(productPage(), { port, output: 'json', logLevel: 'error' });
    if (!found) throw new Error('Lighthouse gave no result');
    return found.lhr;
  } finally {
    await browser.close();
  }
}

/** A port that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
