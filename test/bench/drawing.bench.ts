/**
 * Drawing: the interval between frames while panning and zooming, ours beside a bare canvas and two chart libraries; the
 * main thread's busy time; a growing run; the first picture; memory. Each way has a page of its own, and those that are
 * compared are measured in turns. `ROUNDS=1 SECONDS=2` is a quick look.
 */
import { type Browser, type CDPSession, test } from '@playwright/test';
import { type Built, serveBuilt } from '../e2e/harness/built.ts';
import type { Driven } from './drawing/main.tsx';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 4);

let server: Built;

test.beforeAll(async () => {
  server = await serveBuilt('test/bench/drawing');
});
test.afterAll(() => server?.close());

interface Bench {
  drive(lengthMs: number): Promise<Driven>;
  live(perSecond: number, lengthMs: number): Promise<Driven>;
  first(): Promise<number> | undefined;
  bytesASpan(): number | undefined;
}
declare const bench: Bench;

interface Taken {
  readonly intervals: readonly number[];
  /** ms of the main thread's tasks a frame. */
  readonly busyMs: number;
  readonly firstMs: number | undefined;
  readonly bytes: number | undefined;
}

const busy = async (cdp: CDPSession): Promise<number> => {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
};

async function take(browser: Browser, way: string, spans: number, how: 'drive' | 'live'): Promise<Taken> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 700 } });
  const page = await context.newPage();
  await page.goto(`${server.url}?way=${way}&spans=${spans}`);
  await page.waitForFunction(() => 'bench' in window, undefined, { timeout: 120_000 });
  await page.waitForTimeout(1000);
  const cdp = await context.newCDPSession(page);
  // Time on the processor, not on the clock: other programs may be running.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busy(cdp);
  const lengthMs = SECONDS * 1000;
  const driven = await page.evaluate(
    ([how, lengthMs]) => (how === 'live' ? bench.live(10_000, lengthMs) : bench.drive(lengthMs)),
    [how, lengthMs] as const,
  );
  const after = await busy(cdp);
  const firstMs = await page.evaluate(() => bench.first());
  const bytes = await page.evaluate(() => bench.bytesASpan());
  await context.close();
  return { intervals: driven.intervals, busyMs: (after - before) / driven.frames, firstMs, bytes };
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
const median = (values: readonly number[]) => quantile(values, 0.5);

interface Row {
  readonly name: string;
  readonly way: string;
  readonly spans: number;
  readonly against?: string;
  readonly atMost?: number;
}

test('frames while panning and zooming', async ({ browser }) => {
  const rows: readonly Row[] = [
    { name: 'bare canvas, 100,000', way: 'bare', spans: 100_000 },
    { name: 'ours, 100,000', way: 'overlap', spans: 100_000, against: 'bare canvas, 100,000', atMost: 1.3 },
    { name: 'bare canvas, 1,000,000', way: 'bare', spans: 1_000_000 },
    { name: 'ours, 1,000,000', way: 'overlap', spans: 1_000_000, against: 'bare canvas, 1,000,000', atMost: 2 },
    { name: 'echarts custom, 100,000', way: 'echarts', spans: 100_000, against: 'bare canvas, 100,000' },
    { name: 'recharts Bar, 1,000', way: 'recharts', spans: 1_000, against: 'bare canvas, 100,000' },
  ];
  const all = new Map<string, Taken[]>(rows.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, way, spans } of rows) all.get(name)!.push(await take(browser, way, spans, 'drive'));
  }
  const medians = (name: string) => median(all.get(name)!.flatMap(({ intervals }) => intervals));
  const lines = rows.map(({ name, against, atMost }) => {
    const taken = all.get(name)!;
    const intervals = taken.flatMap((t) => t.intervals);
    const ratio = against ? medians(name) / medians(against) : Number.NaN;
    const mark = atMost === undefined ? '' : `at most ${atMost}: ${ratio <= atMost ? 'met' : 'MISSED'}`;
    const first = taken.flatMap(({ firstMs }) => firstMs ?? []);
    const bytes = taken.flatMap(({ bytes }) => bytes ?? []);
    return [
      name.padEnd(26),
      `${median(intervals).toFixed(1)} ms`.padStart(9),
      `${quantile(intervals, 0.25).toFixed(1)} to ${quantile(intervals, 0.75).toFixed(1)}`.padStart(15),
      (Number.isNaN(ratio) ? '' : `${ratio.toFixed(2)} x`).padStart(8),
      `${median(taken.map(({ busyMs }) => busyMs)).toFixed(1)} ms`.padStart(9),
      (first.length ? `${median(first).toFixed(0)} ms` : '').padStart(8),
      (bytes.length ? bytes[0]!.toFixed(1) : '').padStart(8),
      `  ${mark}`,
    ].join(' ');
  });
  console.log(
    `\n${'spans over 64 lanes'.padEnd(26)}    median       quartiles    ratio     busy    first  B a span\n${lines.join('\n')}`,
  );
});

test('a run that grows by 10,000 spans a second', async ({ browser }) => {
  const dropped = (taken: readonly Taken[]) => {
    const intervals = taken.flatMap((t) => t.intervals);
    // A frame of 60 Hz that takes longer than one and a half has dropped the next ones.
    const lost = intervals.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / (1000 / 60)) - 1), 0);
    return lost / (lost + intervals.length);
  };
  const [ours, none]: [Taken[], Taken[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    none.push(await take(browser, 'empty', 0, 'live'));
    ours.push(await take(browser, 'live', 0, 'live'));
  }
  const points = (dropped(ours) - dropped(none)) * 100;
  console.log(
    `\nframes dropped, 10,000 spans a second: empty canvas ${(dropped(none) * 100).toFixed(1)} %, ours ${(dropped(ours) * 100).toFixed(1)} %: ` +
      `${points.toFixed(1)} points more, at most 5: ${points <= 5 ? 'met' : 'MISSED'}; busy ${median(ours.map(({ busyMs }) => busyMs)).toFixed(1)} ms a frame`,
  );
});
