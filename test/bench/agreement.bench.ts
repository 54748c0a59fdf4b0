/** How far live runs lie from their predictions: every small preset on every engine. */
import { test } from '@playwright/test';
import { makespanError, pairs, runBoth } from '../agreement.ts';
import { amount, keep, median } from './figures.ts';
import { onFreshPage, productPage, reason } from './fresh-page.ts';

const RUNS = Number(process.env.RUNS ?? amount(3, 1));

test('error of the predicted makespan, live against `here`', async ({ browser }) => {
  const all = pairs().filter(({ refused }) => refused === undefined);
  const presets = [...new Set(all.map(({ preset }) => preset))].slice(0, amount(100, 2));
  for (const preset of presets)
    for (const pair of all.filter((one) => one.preset === preset)) {
      let predictedMs = Number.NaN;
      // A page for a pair: what it measures of this browser, and a run that hangs, stay with it.
      const errors = await onFreshPage(browser, productPage(), 'overlap', async (page) => {
        const found: number[] = [];
        for (let run = 0; run < RUNS; run++) {
          const outcome = await runBoth(page, pair);
          predictedMs = outcome.predicted.totalMs!;
          found.push(makespanError(outcome) * 100);
        }
        return found;
      });
      const values = errors instanceof Error ? [] : errors;
      const note = errors instanceof Error ? reason(errors) : `predicted: ${predictedMs.toFixed(0)} ms`;
      keep({
        bench: 'prediction',
        figure: `error of the makespan, ${pair.preset}`,
        row: pair.engine,
        unit: '%',
        values,
        note,
      });
      console.log(`${pair.preset.padEnd(20)} ${pair.engine.padEnd(36)} ${median(values).toFixed(1)} % ${note}`);
    }
});
