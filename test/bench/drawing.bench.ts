/**
 * Drawing: the interval between frames while panning and zooming, ours beside a bare canvas and two chart libraries; the
 * main thread's busy time; a growing run; the first picture; memory. Each way has a page of its own, and those that are
 * compared are measured in turns.
 */
import { type Browser, type CDPSession, test } from '@playwright/test';
import { amount, keep, median, rounds } from './figures.ts';
import { benchPage, onFreshPage, reason } from './fresh-page.ts';
import type { Driven } from './pages/drawing.ts';

const ROUNDS = rounds(5);
const LENGTH_MS = amount(6000, 1500);
const PER_SECOND = 10_000;
const FRAME_MS = 1000 / 60;

interface Bench {
  drive(lengthMs: number): Promise<Driven>;
  live(perSecond: number, lengthMs: number): Promise<Driven>;
  first(): Promise<number> | undefined;
  bytesASpan(): number | undefined;
}
declare const bench: Bench;

interface Taken {
  readonly intervals: readonly number[];
  /** ms of the main thread's tasks a frame, on the processor: other programs may be running. */
  readonly busyMs: number;
  readonly firstMs: number | undefined;
  readonly bytes: number | undefined;
}

const busy = async (cdp: CDPSession): Promise<number> => {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
};

const take = (browser: Browser, way: string, spans: number, how: 'drive' | 'live'): Promise<Taken | Error> =>
  onFreshPage(browser, `${benchPage('drawing')}?way=${way}&spans=${spans}`, 'bench', async (page) => {
    await page.waitForTimeout(1000);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await busy(cdp);
    const driven = await page.evaluate(
      ([how, lengthMs, perSecond]) => (how === 'live' ? bench.live(perSecond, lengthMs) : bench.drive(lengthMs)),
      [how, LENGTH_MS, PER_SECOND] as const,
    );
    const busyMs = ((await busy(cdp)) - before) / driven.frames;
    const firstMs = await page.evaluate(() => bench.first());
    const bytes = await page.evaluate(() => bench.bytesASpan());
    return { intervals: driven.intervals, busyMs, firstMs, bytes };
  });

interface Row {
  readonly row: string;
  readonly way: string;
  readonly spans: number;
  readonly atMost?: number;
}

/** Both numbers of spans, over 64 lanes in six sections. */
const SIZES: readonly (readonly [spans: number, rows: readonly Row[]])[] = [
  [
    100_000,
    [
      { row: 'bare canvas', way: 'bare', spans: 100_000 },
      { row: 'ours', way: 'overlap', spans: 100_000, atMost: 1.3 },
      { row: 'echarts, custom series', way: 'echarts', spans: 100_000 },
      { row: 'recharts, Bar, of 1,000', way: 'recharts', spans: 1_000 },
    ],
  ],
  [
    1_000_000,
    [
      { row: 'bare canvas', way: 'bare', spans: 1_000_000 },
      { row: 'ours', way: 'overlap', spans: 1_000_000, atMost: 2 },
    ],
  ],
];

test('drawing: frames while panning and zooming', async ({ browser }) => {
  for (const [spans, rows] of SIZES) {
    const taken = new Map<string, Taken[]>(rows.map(({ row }) => [row, []]));
    const notes = new Map<string, string>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const { row, way, spans: own } of rows) {
        if (notes.has(row)) continue;
        const one = await take(browser, way, own, 'drive');
        if (one instanceof Error) notes.set(row, reason(one));
        else taken.get(row)!.push(one);
      }
    }
    const size = `${spans.toLocaleString('en')} spans`;
    for (const { row, atMost } of rows) {
      const all = taken.get(row)!;
      const note = notes.get(row);
      const common = { bench: 'drawing', row, ...(note !== undefined && { note }) };
      keep({
        ...common,
        figure: `between frames, ${size}`,
        unit: 'ms',
        values: all.flatMap(({ intervals }) => intervals),
        against: 'bare canvas',
        ...(atMost !== undefined && { atMost }),
      });
      keep({
        ...common,
        figure: `busy a frame, ${size}, hovering`,
        unit: 'ms',
        values: all.map(({ busyMs }) => busyMs),
        ...(row === 'ours' && spans === 100_000 && { atMost: 12 }),
      });
      if (row !== 'ours') continue;
      keep({
        ...common,
        figure: `first picture, ${size}`,
        unit: 'ms',
        values: all.flatMap(({ firstMs }) => firstMs ?? []),
        ...(spans === 100_000 && { atMost: 100 }),
      });
      keep({
        ...common,
        figure: `bytes a span, ${size}`,
        unit: 'B',
        values: all.flatMap(({ bytes }) => bytes ?? []),
        atMost: 60,
      });
      console.log(
        `${size}: ${median(all.flatMap(({ intervals }) => intervals)).toFixed(1)} ms between frames, bare canvas ` +
          `${median(taken.get('bare canvas')!.flatMap(({ intervals }) => intervals)).toFixed(1)} ms, ` +
          `busy ${median(all.map(({ busyMs }) => busyMs)).toFixed(1)} ms, first ${median(all.flatMap(({ firstMs }) => firstMs ?? [])).toFixed(0)} ms, ` +
          `${all[0]?.bytes?.toFixed(1)} bytes a span`,
      );
    }
  }
});

/** Share of frames dropped (%): a frame that takes longer than one and a half of 60 Hz has dropped the next ones. */
function droppedOf({ intervals }: Taken): number {
  const lost = intervals.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);
  return (lost / (lost + intervals.length)) * 100;
}

test('drawing: a run that grows by 10,000 spans a second', async ({ browser }) => {
  const figure = 'frames dropped, 10,000 spans a second more';
  const [none, ours, more]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await take(browser, 'empty', 0, 'live');
    const live = await take(browser, 'live', 0, 'live');
    if (empty instanceof Error || live instanceof Error) continue;
    none.push(droppedOf(empty));
    ours.push(droppedOf(live));
    more.push(droppedOf(live) - droppedOf(empty));
  }
  const common = { bench: 'drawing', figure, unit: '%' };
  keep({ ...common, row: 'empty canvas', values: none });
  keep({ ...common, row: 'ours', values: ours });
  keep({ ...common, row: 'ours, points more than the empty canvas', values: more, atMost: 5 });
  console.log(`dropped: empty canvas ${median(none).toFixed(1)} %, ours ${median(ours).toFixed(1)} %`);
});
