import { expect, test } from 'vitest';
import type { Figure } from '../bench/figures.ts';

/** Plain Node reads it, so it has no types. */
const { agreementTable }: { agreementTable(figures: readonly Figure[]): string } = await import(
  new URL('../bench/agreement-table.mjs', import.meta.url).href
);

const pair = (preset: string, row: string, values: number[]): Figure => ({
  bench: 'agreement, computing',
  figure: `error of the makespan, ${preset}`,
  row,
  unit: '%',
  values,
});

test('an engine a row, an example a column, the median of the runs with its sign', () => {
  const worst: Figure = {
    bench: 'agreement, computing',
    figure: 'size of the error',
    row: 'the worst pair',
    unit: '%',
    values: [6],
    atMost: 15,
  };
  const written = agreementTable([
    pair('gil', 'web-workers', [3, -1, 6]),
    pair('gil', 'asyncio.gather', []),
    pair('mixed', 'web-workers', [-6]),
    worst,
  ]);
  expect(written.split('\n\n')[0]).toContain('met');
  expect(written.split('\n\n')[1]!.split('\n')).toEqual([
    '| error, % | gil | mixed |',
    '| --- | --- | --- |',
    '| web-workers | +3.0 | -6.0 |',
    '| asyncio.gather | none |  |',
  ]);
});
