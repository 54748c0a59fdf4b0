/** Dispatch to workers: what a message costs, ours and others', and what is left of the ideal for short tasks. */
import { type Browser, test } from '@playwright/test';
import { amount, keep, median, quantile, rounds } from './figures.ts';
import { benchPage, onFreshPage, reason } from './fresh-page.ts';
import type { Measured } from './pages/dispatch.ts';

const EMPTY = amount(5_000, 500);
const LATENCIES = amount(2_000, 200);
/** Tasks of each length: enough for 100 ms and more on two workers. */
const LENGTHS = [
  { ms: 0.02, count: amount(10_000, 500) },
  { ms: 0.1, count: amount(3_000, 200) },
  { ms: 1, count: amount(400, 20) },
  { ms: 10, count: amount(60, 4) },
];
const POOLS = [2, 4];
const ROUNDS = rounds(5);
const REPEATS = amount(3, 1);

const FLOOR = 'bare postMessage';
const HAND = 'comlink by hand';
const MESSAGE = 'ours, by message';
const SHARED = 'ours, shared memory';
const LOOP = 'shared-memory loop by hand';

/** `BENCH_ROWS=bare,shared`: only rows with one of these in their names. */
const ROWS = process.env.BENCH_ROWS?.split(',');
const isAsked = (subject: string): boolean => ROWS?.some((part) => subject.includes(part)) ?? true;

test('dispatch', async ({ browser }) => {
  const known = await onFreshPage(browser, benchPage('dispatch'), 'dispatch', (page) =>
    page.evaluate(async () => ({ roundsPerMs: await window.dispatch.calibrate(), subjects: window.dispatch.subjects })),
  );
  if (known instanceof Error) throw known;
  const found = new Map<string, Measured[]>();
  const troubles = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++)
    for (const workers of POOLS)
      for (const subject of known.subjects.filter(isAsked)) {
        const key = `${subject}/${workers}`;
        // What hung once would take its two minutes every time.
        if (troubles.has(key)) continue;
        const measured = await measure(browser, subject, workers, known.roundsPerMs);
        if (measured instanceof Error) troubles.set(key, reason(measured));
        else found.set(key, [...(found.get(key) ?? []), measured]);
      }
  for (const workers of POOLS)
    for (const subject of known.subjects.filter(isAsked)) {
      const all = found.get(`${subject}/${workers}`) ?? [];
      const note = troubles.get(`${subject}/${workers}`);
      report(subject, workers, all, note);
    }
});

function measure(browser: Browser, subject: string, workers: number, roundsPerMs: number): Promise<Measured | Error> {
  const wanted = {
    subject,
    workers,
    roundsPerMs,
    empty: EMPTY,
    latencies: LATENCIES,
    // The ideal of more workers than cores is no ideal.
    lengths: workers === 2 ? LENGTHS : [],
    repeats: REPEATS,
  };
  return onFreshPage(browser, benchPage('dispatch'), 'dispatch', (page) =>
    page.evaluate((given) => window.dispatch.measure(given), wanted),
  );
}

function report(row: string, workers: number, all: readonly Measured[], trouble: string | undefined): void {
  const noted = trouble === undefined ? {} : { note: `${all.length} of ${ROUNDS} rounds: ${trouble}` };
  const pool = `pool of ${workers}`;
  keep({
    bench: 'dispatch',
    figure: `an empty task, of ${EMPTY}, ${pool}`,
    row,
    unit: 'us',
    values: all.flatMap(({ usATask }) => usATask),
    ...(row === MESSAGE ? { against: HAND, atMost: 1.2 } : row === SHARED ? { against: FLOOR, atMost: 0.05 } : {}),
    ...(row !== MESSAGE && row !== SHARED && row !== FLOOR ? { against: FLOOR } : {}),
    ...noted,
  });
  for (const [share, name] of [
    [0.5, 'p50'],
    [0.99, 'p99'],
  ] as const) {
    const values = all.map(({ latenciesMs }) => quantile(latenciesMs, share) * 1000).filter((us) => !Number.isNaN(us));
    if (values.length === 0) continue;
    keep({
      bench: 'dispatch',
      figure: `from handing over to having, ${name}, ${pool}`,
      row,
      unit: 'us',
      values,
      ...(row === FLOOR ? {} : { against: FLOOR }),
    });
  }
  for (const [i, { ms, count }] of LENGTHS.entries()) {
    const values = all.flatMap(({ shares }) => shares[i] ?? []);
    if (values.length === 0) continue;
    keep({
      bench: 'dispatch',
      figure: `share of the ideal, ${count} tasks of ${ms} ms, ${pool}`,
      row,
      unit: '',
      values,
      ...(row === SHARED ? { against: LOOP, atLeast: 0.95 } : {}),
    });
  }
  console.log(
    `${row}, ${pool}: ${median(all.flatMap(({ usATask }) => usATask)).toFixed(2)} us a task ${trouble ?? ''}`,
  );
}
