/** Scenarios that are too much work to predict: typed, linked and opened. The page answers, and says how far it came. */
import { expect, type Page } from '@playwright/test';
import fc from 'fast-check';
import type { PageInterface } from '../../src/store/page-interface.ts';
import { test } from './quiet.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

/** A page that is frozen answers after many seconds or never; a busy computer may keep a live one waiting for so long (ms). */
const ANSWERS_MS = 3_000;

/** Two frames are drawn. */
async function answers(page: Page, what: string): Promise<void> {
  const drawn = page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`the page does not answer: ${what}`)), ANSWERS_MS),
  );
  await Promise.race([drawn, late]);
}

const tasks = (page: Page) => page.getByRole('textbox', { name: 'Tasks', exact: true });

test('typing through much work never freezes the page', async ({ page }) => {
  await page.goto('#v1=8+x+cpu+100ms&engines=ThreadPoolExecutor.as_completed,threading.Thread');
  await tasks(page).fill('');
  for (const key of '50 x cpu 1500ms') {
    await tasks(page).pressSequentially(key);
    await answers(page, await tasks(page).inputValue());
  }
});

test('what is too much work is predicted as far as it goes, and said', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('#v1=8+x+cpu+1000000&engines=threading.Thread');
  await answers(page, 'a link');
  await expect(page.locator('.status')).toContainText(/^Takes over .* (s|min), by prediction$/, { timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Why' })).toContainText('the rest would be too much work');
  await answers(page, 'the cut-off trace is drawn');
});

/** Texts of which many are more work than anybody can wait for. */
const hostile = fc
  .record({
    engine: fc.constantFrom('threading.Thread', 'ThreadPoolExecutor.as_completed', 'asyncio.gather', 'async-pool'),
    count: fc.constantFrom(1, 8, 500, 3_000),
    cpuS: fc.constantFrom(0, 10, 100_000),
    interval: fc.constantFrom('', 'switchIntervalMs 0.01;', 'switchIntervalMs 1;'),
    retry: fc.constantFrom('', ' fails retry 50', ' fails retry 1000'),
  })
  .map(({ engine, count, cpuS, interval, retry }) => {
    const text = `${interval}${count} x cpu ${cpuS}${retry}`.replaceAll(' ', '+');
    return `#v1=${text}&engines=${engine}`;
  });

test('random links to hostile scenarios open', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('');
  await fc.assert(
    fc.asyncProperty(hostile, async (hash) => {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      // Two looks: as soon as the link is read, and while it is predicted.
      await answers(page, hash);
      await page.waitForTimeout(300);
      await answers(page, hash);
    }),
    { numRuns: 15 },
  );
});

test('a trace whose scenario is too much work opens, and closes while it is predicted', async ({ page }) => {
  await page.goto('');
  const opened = await page.evaluate(() => {
    const segments = [{ kind: 'cpu', start: 0, end: 10 }];
    const work = [{ kind: 'cpu', ms: 1e9 }];
    return window.overlap.open({
      format: 'concurrency-trace/1',
      source: 'measured',
      engine: 'threading.Thread',
      machine: { cores: 2 },
      scenario: { tasks: Array.from({ length: 8 }, (_, i) => ({ id: String(i), segments: work })) },
      totalMs: 11,
      facts: {},
      spans: [{ task: '0', lane: 0, attempt: 1, submit: 0, start: 0, end: 10, yielded: 11, outcome: 'ok', segments }],
    });
  });
  expect(opened.spans).toBe(1);
  await answers(page, 'a trace is opened');
});

test('overlap.predict ends, cut off where it must be, and an abort ends it at once', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('');
  const facts = await page.evaluate(async () => {
    const query = { engine: 'threading.Thread', scenario: '8 x cpu 1000000', as: 'summary' as const };
    return (await window.overlap.predict(query)).facts;
  });
  expect(facts?.cutOffMs).toBeGreaterThan(0);
  const outcomes = await page.evaluate(async () => {
    const trace = await window.overlap.predict({ engine: 'threading.Thread', scenario: '8 x cpu 1000000' });
    return 'spans' in trace ? trace.spans.map(({ outcome }) => outcome) : [];
  });
  expect(outcomes).toEqual(Array.from({ length: 8 }, () => 'running'));
  const reason = await page.evaluate(async () => {
    const signal = AbortSignal.timeout(200);
    const query = { engine: 'threading.Thread', scenario: '8 x cpu 1000000', signal, as: 'summary' as const };
    return window.overlap.predict(query).then(
      () => 'resolved',
      (error: Error) => error.name,
    );
  });
  expect(reason).toBe('TimeoutError');
});
