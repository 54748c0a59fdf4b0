/** What kind of machine this is: five figures in the table's head, so that two kept tables can stand side by side. They have no marks. */
import { type Page, test } from '@playwright/test';
import { amount, keep, median } from './figures.ts';
import { benchPage, onFreshPage, reason } from './fresh-page.ts';

const MB = 2 ** 20;

interface Yardstick {
  readonly figure: string;
  readonly unit: string;
  /** So many of the unit are a millisecond. */
  readonly aMs: number;
  readonly measure: (page: Page) => Promise<number[]>;
}
const YARDSTICKS: readonly Yardstick[] = [
  {
    figure: 'a message to a worker and back',
    unit: 'us',
    aMs: 1000,
    measure: (page) => page.evaluate((times) => window.machine.messageMs(times), amount(2000, 50)),
  },
  {
    figure: 'a wake-up through shared memory',
    unit: 'us',
    aMs: 1000,
    measure: (page) => page.evaluate((times) => window.machine.wakeMs(times), amount(2000, 50)),
  },
  {
    figure: 'first touch of 100 MB',
    unit: 'ms',
    aMs: 1,
    measure: (page) =>
      page.evaluate(([bytes, times]) => window.machine.firstTouchMs(bytes, times), [100 * MB, amount(9, 2)] as const),
  },
  {
    figure: 'speed of a core beside another busy one',
    unit: 'x',
    aMs: 1,
    measure: (page) =>
      page.evaluate(([rounds, times]) => window.machine.besideAnother(rounds, times), [
        amount(2e7, 1e5),
        amount(9, 2),
      ] as const),
  },
  {
    figure: 'a frame of an empty page',
    unit: 'ms',
    aMs: 1,
    measure: (page) => page.evaluate((frames) => window.machine.frameMs(frames), amount(120, 5)),
  },
];

for (const { figure, unit, aMs, measure } of YARDSTICKS)
  test(figure, async ({ browser }) => {
    const found = await onFreshPage(browser, benchPage('machine'), 'machine', measure);
    const values = found instanceof Error ? [] : found.map((ms) => ms * aMs);
    keep({ bench: 'machine', figure, row: '', unit, values, ...(found instanceof Error && { note: reason(found) }) });
    console.log(`${figure}: ${median(values).toPrecision(3)} ${unit}`);
  });
