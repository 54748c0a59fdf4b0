/** Interaction: how long the page takes to answer (Event Timing), with 1,000 tasks, on a processor four times as slow. */
import { type Page, test } from '@playwright/test';
import { amount, keep, median, rounds } from './figures.ts';
import { onFreshPage, productPage, reason } from './fresh-page.ts';

const ROUNDS = rounds(3);
const TIMES = amount(12, 3);
const SLOWER = 4;
/** The shortest that Event Timing reports; whatever it does not report counts as this long. */
const LEAST_MS = 16;
const BETWEEN_MS = 350;

const ACTIONS: Readonly<Record<string, (page: Page, i: number) => Promise<void>>> = {
  'slider, by key': async (page, i) => {
    await page.getByRole('slider', { name: 'Pool size', exact: true }).focus();
    await page.keyboard.press(i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
  },
  'slider, by pointer': async (page, i) => {
    const box = (await page.getByRole('slider', { name: 'Pool size', exact: true }).boundingBox())!;
    await page.mouse.click(box.x + box.width * (i % 2 === 0 ? 0.3 : 0.6), box.y + box.height / 2);
  },
  'zoom, by key': async (page, i) => {
    await page.getByRole('application').focus();
    await page.keyboard.press(i % 4 < 2 ? '+' : '-');
  },
  'select, by key': async (page, i) => {
    await page.getByRole('application').focus();
    await page.keyboard.press(i % 5 === 4 ? 'ArrowDown' : 'ArrowRight');
  },
  'select, by pointer': async (page, i) => {
    const box = (await page.getByRole('application').boundingBox())!;
    await page.mouse.click(box.x + box.width * (0.25 + 0.05 * i), box.y + Math.min(60, box.height / 2));
  },
  'run start': async (page) => {
    await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).click();
  },
};

test('interaction', async ({ browser }) => {
  for (const [row, act] of Object.entries(ACTIONS)) {
    const all: number[] = [];
    let unseen = 0;
    let note: string | undefined;
    for (let round = 0; round < ROUNDS && note === undefined; round++) {
      const took = await onFreshPage(browser, productPage(), 'overlap', (page) => measure(page, act, row));
      if (took instanceof Error) note = reason(took);
      else {
        all.push(...took.ms);
        unseen += took.unseen;
      }
    }
    keep({
      bench: 'interaction',
      figure: `event duration, 1,000 tasks, processor ${SLOWER} x slower`,
      row,
      unit: 'ms',
      values: all,
      atMost: 100,
      note: note ?? `${unseen} of ${all.length} not reported, so ${LEAST_MS} ms`,
    });
    console.log(`${row}: ${median(all).toFixed(0)} ms ${note ?? ''}`);
  }
});

/** Of each time the longest of its events (ms): from the hardware to the next frame drawn. */
async function measure(
  page: Page,
  act: (page: Page, i: number) => Promise<void>,
  row: string,
): Promise<{ ms: number[]; unseen: number }> {
  await page.evaluate(() => window.overlap.load('1000 x sleep 20ms +-50%\npool 8'));
  await page.waitForTimeout(3_000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    // Events of no interaction (a pointer that moves or comes in) are no answer to anything.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[])
        if (entry.interactionId) seen.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const ms: number[] = [];
  let unseen = 0;
  for (let i = 0; i < TIMES; i++) {
    await page.evaluate(() => {
      window.seen.length = 0;
    });
    await act(page, i);
    await page.waitForTimeout(BETWEEN_MS);
    const took = await page.evaluate(() => [...window.seen]);
    if (took.length === 0) unseen++;
    ms.push(took.length === 0 ? LEAST_MS : Math.max(...took));
    if (row === 'run start') {
      const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
      if (await cancel.isEnabled()) await cancel.click();
      await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor();
      await page.waitForTimeout(BETWEEN_MS);
    }
  }
  return { ms, unseen };
}

declare global {
  interface Window {
    seen: number[];
  }
}
