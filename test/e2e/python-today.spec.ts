/** Python of today on the page: which one, what differs, and threads without a GIL that run for real. */
import { expect, type Page, test } from '@playwright/test';
import { serious } from './axe.ts';

const THREADS = 'ThreadPoolExecutor.as_completed';
const LINK = `/#v1=4+x+cpu+200ms&workers=2&engines=sequential,${THREADS}`;

const choice = (page: Page, knob: string, value: string) =>
  page.getByRole('group', { name: knob, exact: true }).getByRole('radio', { name: value });

interface PageOfTest {
  readonly overlap: {
    readonly scenario: { readonly python?: string };
    run(query: object): Promise<{
      readonly totalMs: number;
      readonly machine: { readonly gil?: boolean };
      readonly spans: readonly { readonly outcome: string; readonly waits?: readonly { readonly for: string }[] }[];
      readonly turns?: readonly { readonly of: string }[];
    }>;
  };
}

test('what is new is of 3.14, a link that names none is of 3.11, and one can choose', async ({ page }) => {
  await page.goto('/');
  await expect.poll(() => page.evaluate(() => (window as unknown as PageOfTest).overlap.scenario.python)).toBe('3.14');
  await page.goto(LINK);
  await expect(choice(page, 'Python', '3.11')).toBeChecked();
  const holds = page.locator(`.tl-header[data-engine="${THREADS}"] .tl-holds`);
  await expect(holds).toContainText('cpu the GIL');
  await choice(page, 'Python', '3.14').check();
  await choice(page, 'GIL', 'off').check();
  await expect(holds).toContainText('cpu a core: no GIL');
  await expect(page).toHaveURL(/python=3\.14&gil=off/);
  await expect(page.getByText('Free-threaded: no GIL, so threads compute side by side')).toBeVisible();
});

test('the table foretells each Python, and a time leads to the comparison', async ({ page }) => {
  await page.goto(LINK);
  await page.getByRole('button', { name: 'Which Python?' }).click();
  const table = page.getByRole('dialog', { name: 'Which Python?' });
  await expect(table.getByRole('row', { name: /ThreadPoolExecutor/ })).toContainText('800 ms');
  await expect(table).toContainText('less for the GIL');
  expect(await serious(page)).toEqual([]);
  await table.getByRole('button', { name: /Compare ThreadPoolExecutor on 3\.14t/ }).click();
  await expect(table).toBeHidden();
  await expect(page.getByRole('region', { name: 'Compare runs' })).toContainText('CPython 3.14t');
});

test('live, threads without a GIL compute side by side, and under a lock they take turns', async ({ page }) => {
  await page.goto(LINK);
  await page.waitForFunction(() => 'overlap' in window);
  const run = (scenario: string, gil: boolean) =>
    page.evaluate(
      async ([text, on, engine]) => {
        const query = { engine, scenario: `python 3.14\ngil ${on ? 'on' : 'off'}\npool 2\n${text}` };
        const { totalMs, spans, turns = [] } = await (window as unknown as PageOfTest).overlap.run(query);
        const waits = new Set(spans.flatMap(({ waits = [] }) => waits.map((wait) => wait.for)));
        return { totalMs, oks: spans.filter(({ outcome }) => outcome === 'ok').length, waits: [...waits], turns };
      },
      [scenario, gil, THREADS] as const,
    );
  const isWide = (await page.evaluate(() => navigator.hardwareConcurrency)) > 1;
  // What other programs do beside it spoils one or the other; with a GIL all of them would be as slow.
  await expect(async () => {
    const work = '4 x cpu 100ms';
    const [locked, free] = [await run(work, true), await run(work, false)];
    expect([locked.oks, free.oks]).toEqual([4, 4]);
    expect(locked.turns.length).toBeGreaterThan(0);
    expect(free.turns).toEqual([]);
    expect(free.waits).not.toContain('gil');
    if (isWide) expect(free.totalMs / locked.totalMs).toBeLessThan(0.8);
  }).toPass({ timeout: 30_000 });
  for (const gil of [true, false]) {
    const under = await run('4 x cpu 100ms lock a', gil);
    expect(under.oks).toBe(4);
    expect(under.waits).toContain('lock');
  }
});
