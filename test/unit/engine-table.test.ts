/** The kept table of the real engines: what was run takes the place of its older row, all others stay. */
import { expect, test } from 'vitest';

const { withRows }: { withRows(readme: string, rows: readonly object[], where: string): string } = await import(
  new URL('../../scripts/engine-table.mjs', import.meta.url).href
);

const row = (family: string, engine: string, of: number, short: string[] = []) => ({
  family,
  of,
  engine,
  scenario: 'article',
  predictedMs: 1000,
  realMs: 1012,
  runs: short.length > 0 ? 3 : 1,
  short,
  when: '2026-11-30, load 0.1',
});

const EMPTY = 'head\n<!-- table -->\n<!-- /table -->\ntail\n';

test('a row says what was predicted, what it took, what is not met and when; what has not been run is counted', () => {
  const rows = [row('Ray', 'ray.get', 3), row('Ray', 'ray.wait', 3, ['task 1: too late', 'task 2'])];
  expect(withRows(EMPTY, rows, 'Here.').split('\n')).toEqual([
    'head',
    '<!-- table -->',
    '### Ray',
    '',
    'Here.',
    '',
    '| engine | scenario | predicted ms | real ms | off by | by the rule | run |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| ray.get | article | 1000 | 1012 | +1.2 % | met | 2026-11-30, load 0.1 |',
    '| ray.wait | article | 1000 | 1012 (3 runs) | +1.2 % | not met: task 1: too late and 1 more | 2026-11-30, load 0.1 |',
    '',
    '1 of 2 met. 1 of the family’s 3 programs have not been run.',
    '<!-- /table -->',
    'tail',
    '',
  ]);
});

test('a new run of a program takes the place of its row; other rows and families, and what stands around the table, stay', () => {
  const old = withRows(
    EMPTY,
    [row('Ray', 'ray.get', 2, ['late']), row('Ray', 'ray.wait', 2), row('Spark', 'spark', 1)],
    '',
  );
  const now = withRows(old, [row('Ray', 'ray.get', 2)], 'Now.');
  const lines = now.split('\n').filter((text) => text.startsWith('| ray') || text.startsWith('| spark'));
  expect(lines.map((text) => text.split(' | ').slice(0, 1).concat(text.split(' | ')[5]!))).toEqual([
    ['| ray.get', 'met'],
    ['| ray.wait', 'met'],
    ['| spark', 'met'],
  ]);
  expect(now).toMatch(/^head\n[\s\S]*Now\.[\s\S]*2 of 2 met\.\n\n### Spark[\s\S]*<!-- \/table -->\ntail\n$/);
});
