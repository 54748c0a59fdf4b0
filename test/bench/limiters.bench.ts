/** Limiters on the main thread: what it costs to let at most so many resolved tasks go at once. */
import { test } from '@playwright/test';
import { amount, keep, median, rounds } from './figures.ts';
import { benchPage, onFreshPage, reason } from './fresh-page.ts';
import type { Measured } from './pages/limiters.ts';

const TASKS = amount(100_000, 5_000);
const LIMITS = [3, 100];
const ROUNDS = rounds(7);

test('limiters', async ({ browser }) => {
  const subjects = await onFreshPage(browser, benchPage('limiters'), 'limiters', (page) =>
    page.evaluate(() => window.limiters.subjects),
  );
  if (subjects instanceof Error) throw subjects;
  const found = new Map<string, Measured[]>();
  const troubles = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++)
    for (const limit of LIMITS)
      for (const subject of subjects) {
        const key = `${subject}/${limit}`;
        if (troubles.has(key)) continue;
        const measured = await onFreshPage(browser, benchPage('limiters'), 'limiters', (page) =>
          page.evaluate((given) => window.limiters.measure(...given), [subject, TASKS, limit] as const),
        );
        if (measured instanceof Error) troubles.set(key, reason(measured));
        else found.set(key, [...(found.get(key) ?? []), measured]);
      }
  for (const limit of LIMITS)
    for (const row of subjects) {
      const all = found.get(`${row}/${limit}`) ?? [];
      const note = troubles.get(`${row}/${limit}`);
      for (const [which, when] of [
        ['first', ''],
        ['warm', ', warm'],
      ] as const) {
        const values = all.map((measured) => measured[which]);
        keep({
          bench: 'limiters',
          figure: `a task, of ${TASKS}, limit ${limit}${when}`,
          row,
          unit: 'us',
          values,
          ...markOf(row),
          ...(note !== undefined && { note: `${all.length} of ${ROUNDS} rounds: ${note}` }),
        });
        console.log(`${row}, limit ${limit}${when}: ${median(values).toFixed(3)} us a task ${note ?? ''}`);
      }
    }
});

function markOf(row: string): { against?: string; atMost?: number } {
  if (row === 'bare lanes') return {};
  if (!row.startsWith('ours')) return { against: 'bare lanes' };
  return { against: row.endsWith('no trace') ? 'p-map' : 'p-limit', atMost: 1 };
}
