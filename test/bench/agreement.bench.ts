/** How far live runs lie from their predictions for this browser's machine: every small preset on every engine. */
import { test } from '@playwright/test';
import { computes } from '../../src/scenario/scenario.ts';
import { makespanError, type Pair, pairs, runBoth } from '../agreement.ts';
import { amount, keep, median } from './figures.ts';
import { onFreshPage, productPage, reason } from './fresh-page.ts';

/** The median of so many runs counts for a pair. */
const RUNS = Number(process.env.RUNS ?? amount(3, 1));

/** Only engines whose name this is a part of, to look into one: then the table is not whole. */
const ENGINE = process.env.ENGINE ?? '';

/** What a pair's error (%) may be at most, and the median over all pairs that compute. */
const MARKS = {
  computing: { worst: 15, median: 4 },
  sleeping: { worst: 2, median: undefined },
} as const;
type Kind = keyof typeof MARKS;

const kindOf = ({ scenario }: Pair): Kind => (computes(scenario) ? 'computing' : 'sleeping');

test('error of the predicted makespan, live against `here`', async ({ browser }) => {
  const all = pairs().filter(({ refused, engine }) => refused === undefined && engine.includes(ENGINE));
  const presets = [...new Set(all.map(({ preset }) => preset))].slice(0, amount(100, 2));
  /** Of each pair: the median of its runs (%), without its sign. */
  const sizes: Record<Kind, { pair: Pair; percent: number }[]> = { computing: [], sleeping: [] };
  for (const pair of all.filter(({ preset }) => presets.includes(preset))) {
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
    const kind = kindOf(pair);
    // What could not be measured is as bad as can be.
    sizes[kind].push({ pair, percent: values.length > 0 ? Math.abs(median(values)) : Number.POSITIVE_INFINITY });
    keep({
      bench: `agreement, ${kind}`,
      figure: `error of the makespan, ${pair.preset}`,
      row: pair.engine,
      unit: '%',
      values,
      note,
    });
    console.log(`${pair.preset.padEnd(20)} ${pair.engine.padEnd(36)} ${median(values).toFixed(1)} % ${note}`);
  }
  for (const kind of Object.keys(MARKS) as Kind[]) keepSummary(kind, sizes[kind]);
});

function keepSummary(kind: Kind, sizes: readonly { pair: Pair; percent: number }[]): void {
  const worst = [...sizes].sort((a, b) => b.percent - a.percent)[0];
  if (!worst) return;
  const [bench, unit] = [`agreement, ${kind}`, '%'];
  const marks = MARKS[kind];
  keep({
    bench,
    unit,
    figure: 'size of the error',
    row: `all ${sizes.length} pairs`,
    values: sizes.map(({ percent }) => percent),
    ...(marks.median !== undefined && { atMost: marks.median }),
  });
  keep({
    bench,
    unit,
    figure: 'size of the error',
    row: 'the worst pair',
    values: [worst.percent],
    atMost: marks.worst,
    note: `${worst.pair.preset} on ${worst.pair.engine}`,
  });
}
