/** Engines of many machines, live: on workers of this browser, grouped by host; and broken while they run. Bounds are generous. */
import { expect, type Page, test } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';
import type { TraceFile } from '../../src/trace/files/trace-file.ts';

declare const window: { overlap: PageInterface };

test.use({ trace: 'off' });

const open = async (page: Page, hash = '') => {
  await page.goto(hash);
  await page.waitForFunction(() => 'overlap' in window);
};

/** Each with a scenario in which hosts, retries of the engine's own, timers and links of tasks matter. */
const CASES: readonly [string, string][] = [
  ['celery.group', 'pool 2; hosts 2; acksLate on; rejectOnWorkerLost on; 8 x sleep 100ms; kill worker of #1 at 50ms'],
  ['celery.chord', 'pool 2; retryDelayMs 50; 3 x sleep 50ms; sleep 60ms fails on 1 retry 1; sleep 40ms'],
  ['ray.wait', 'pool 2; hosts 2; heartbeatAtMs 250; 6 x sleep 100ms; kill host of #0 at 50ms'],
  ['ray.get', 'pool 2; 4 x cpu 40ms; on counter: sleep 30ms; on counter: sleep 30ms'],
  ['spark', 'pool 2; hosts 2; load: 6 x sleep 80ms; merge after load: 2 x sleep 60ms'],
];

for (const [engine, lines] of CASES)
  test(`${engine} runs live as it is predicted: the same attempts, outcomes and hosts`, async ({ page }) => {
    await open(page);
    const scenario = lines.replaceAll('; ', '\n');
    const [measured, predicted] = await page.evaluate(
      async ({ engine, scenario }) => [
        (await window.overlap.run({ engine, scenario })) as TraceFile,
        (await window.overlap.predict({ engine, scenario, machine: 'ideal' })) as TraceFile,
      ],
      { engine, scenario },
    );
    const outcomes = ({ spans }: TraceFile) =>
      spans.map(({ task, attempt, outcome }) => `${task}/${attempt} ${outcome}`);
    const hosts = ({ spans }: TraceFile) => new Set(spans.map(({ host }) => host));
    expect(outcomes(measured!).sort()).toEqual(outcomes(predicted!).sort());
    expect(hosts(measured!)).toEqual(hosts(predicted!));
    for (const { submit, start, end } of measured!.spans) {
      expect(start).toBeGreaterThanOrEqual(submit! - 0.02);
      expect(end).toBeGreaterThanOrEqual(start!);
    }
  });

test('200 Celery tasks with late acks: a child is killed every 200 ms for 5 s, the page is reloaded once, and none is lost', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page, '#v1=pool+4;acksLate+on;rejectOnWorkerLost+on;200+x+sleep+150ms&engines=celery');
  const kill = page.getByRole('button', { name: 'Kill a process every 200 ms' });
  const status = page.locator('.status').first();
  const toll = page.locator('.break-toll');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await kill.click();
  await page.waitForTimeout(2500);
  await page.reload();
  await page.waitForFunction(() => 'overlap' in window);
  await kill.click();
  await page.waitForTimeout(2500);
  await kill.click();
  await expect(status).toContainText(/Finished|ran/i, { timeout: 60_000 });
  const words = (await toll.textContent())!;
  const [, done, repeated, lost] = /(\d+) of 200 tasks done, (\d+) repeated, (\d+) lost/.exec(words) ?? [];
  console.log(`chaos: ${words}`);
  expect([done, lost]).toEqual(['200', '0']);
  expect(Number(repeated)).toBeGreaterThan(0);
});

test('in a run under way a lane is slowed down and a message is dropped: the one takes three times as long from then on, the other comes again', async ({
  page,
}) => {
  const hash =
    '#v1=pool+2;prefetchMultiplier+1;acksLate+on;visibilityTimeoutMs+1000;restoreIntervalMs+100;restoreEvery+1;14+x+sleep+300ms&engines=celery';
  await open(page, hash);
  // The lane is chosen before, and what can be broken is there: the run is not to be over before somebody strikes.
  await page.getByRole('application', { name: /^Timeline/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Kill .* at / }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Drop a message' }).click();
  await page.getByRole('button', { name: /^Slow .* down$/ }).click();
  await expect(page.locator('.break-toll')).toHaveText('Celery: 14 of 14 tasks done, 0 repeated, 0 lost.', {
    timeout: 30_000,
  });
  const { spans, facts } = await page.evaluate(() => window.overlap.traces.celery!);
  const [drop, slow] = facts.blows as { kind: string; lane: number; atMs: number }[];
  expect([drop!.kind, slow!.kind]).toEqual(['drop', 'slow']);
  // Timers are never early, however slow the machine is.
  const slowed = spans.filter(({ lane, start }) => lane === slow!.lane && start > slow!.atMs);
  expect(slowed.length).toBeGreaterThan(0);
  for (const { start, end } of slowed) expect(end! - start).toBeGreaterThan(890);
  expect(Math.max(...spans.map(({ start }) => start))).toBeGreaterThan(drop!.atMs + 1000);
});

test('another tab joins a run of Celery as one more worker, on lanes of its own; once it is closed nothing more is begun there', async ({
  page,
  context,
}) => {
  const hash =
    '#v1=pool+2;prefetchMultiplier+1;acksLate+on;visibilityTimeoutMs+1000;restoreIntervalMs+100;restoreEvery+1;40+x+sleep+150ms&engines=celery';
  const other = await context.newPage();
  await open(other, `${hash}&look=worker`);
  const says = other.locator('.notice');
  await expect(says).toContainText('This tab is a worker for other tabs.');
  await page.bringToFront();
  await open(page, hash);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(says).toContainText(/Celery: \d of 2 processes busy/);
  await expect(says).toContainText(/[1-9]\d* tasks? ended/);
  await page.getByRole('tab', { name: 'Monitor' }).click();
  await expect(page.getByRole('rowheader', { name: 'Tab 1', exact: true })).toBeVisible();
  await other.getByRole('button', { name: 'Stop' }).click();
  await expect(says).toHaveCount(0);
  await expect(page.locator('.status').first()).toContainText(/Finished|ran/i, { timeout: 30_000 });
  const spans = await page.evaluate(() => window.overlap.traces.celery!.spans);
  const there = spans.filter(({ host }) => host === 1);
  expect(there.length).toBeGreaterThan(1);
  expect(new Set(spans.filter(({ outcome }) => outcome === 'ok').map(({ task }) => task)).size).toBe(40);
  expect(Math.max(...there.map(({ start }) => start))).toBeLessThan(Math.max(...spans.map(({ start }) => start)));
});
