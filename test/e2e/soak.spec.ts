/**
 * Run after run in one page: nothing is left behind, no worker, no listener, no memory. `SOAK_RUNS=1000 npx playwright test test/e2e/soak.spec.ts`
 * gives the table that stands in test/README.md.
 */
import { expect, type Page, test } from '@playwright/test';

const RUNS = Number(process.env.SOAK_RUNS ?? 60);
/** After this many runs all that is made once is made. */
const WARM = 10;

test.setTimeout(60_000 + RUNS * 2000);

interface Counted {
  readonly started: number;
  readonly ended: number;
  readonly heap: number;
  readonly listeners: number;
  readonly nodes: number;
}

test('run after run nothing is left behind', async ({ page }) => {
  await page.addInitScript(() => {
    const counts = { started: 0, ended: 0 };
    Object.assign(window, { counts });
    window.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        counts.started++;
      }
      override terminate() {
        counts.ended++;
        super.terminate();
      }
    };
  });
  await page.goto('/#v1=4+x+sleep+2ms&workers=2&engines=web-workers,async-pool,threading.Thread');
  await page.waitForFunction(() => 'overlap' in window);
  const measure = await counter(page);
  await runs(page, WARM);
  const before = await measure();
  await runs(page, RUNS);
  const after = await measure();
  const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  console.log(
    `soak | ${RUNS} runs | workers ${after.started - before.started} started, ${after.ended - before.ended} ended | heap ${mb(before.heap)} MB before, ${mb(after.heap)} MB after | listeners ${before.listeners}, ${after.listeners} | nodes ${before.nodes}, ${after.nodes}`,
  );
  expect(after.started - before.started).toBe(after.ended - before.ended);
  expect(after.listeners - before.listeners).toBeLessThan(RUNS / 2);
  expect(after.nodes - before.nodes).toBeLessThan(RUNS * 5);
  // The last ten runs are kept on purpose; they were there before, too.
  expect(after.heap - before.heap).toBeLessThan(4 * 2 ** 20 + RUNS * 2000);
});

/** Presses Run so many times, each after the last has ended. */
async function runs(page: Page, many: number): Promise<void> {
  const button = page.getByRole('button', { name: 'Run', exact: true });
  for (let i = 0; i < many; i++) {
    await button.click();
    await expect(page.locator('.status')).toHaveText(/^Finished/, { timeout: 20_000 });
  }
}

async function counter(page: Page): Promise<() => Promise<Counted>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    const counts = await page.evaluate(
      () => (window as unknown as { counts: { started: number; ended: number } }).counts,
    );
    return { ...counts, heap: of('JSHeapUsedSize'), listeners: of('JSEventListeners'), nodes: of('Nodes') };
  };
}
