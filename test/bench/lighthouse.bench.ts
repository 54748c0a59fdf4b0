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
  performance: 90,
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
  for (let round = 0; round < ROUNDS; round++) {
    // A browser of its own for each round: nothing is in its caches.
    const port = await freePort();
    const executablePath = process.env.CHROMIUM_PATH;
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    });
    try {
      const found = await lighthouse(productPage(), { port, output: 'json', logLevel: 'error' });
      if (!found) throw new Error('Lighthouse gave no result');
      const { categories, audits } = found.lhr;
      for (const { id, score } of Object.values(categories)) add(id, Math.round((score ?? Number.NaN) * 100));
      for (const [id] of METRICS) add(id, audits[id]?.numericValue ?? Number.NaN);
      if (round === 0) {
        const weighty = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight));
        for (const { id } of weighty) {
          const { score, title, displayValue = '' } = audits[id]!;
          if (score !== null && score < 1) console.log(`not full: ${title}: ${displayValue} (${score})`);
        }
      }
    } finally {
      await browser.close();
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
