/** The kept table of the real engines: a family that was run whole takes the place of its older part, all others stay. */
import { expect, test } from 'vitest';

interface Part {
  readonly family: string;
  readonly isWhole: boolean;
  readonly text: string;
}

const {
  partsOf,
  withParts,
}: {
  partsOf(rows: readonly object[], where: string): Part[];
  withParts(readme: string, parts: readonly Pick<Part, 'family' | 'text'>[]): string;
} = await import(new URL('../../scripts/engine-table.mjs', import.meta.url).href);

const row = (family: string, engine: string, of: number, short: string[] = []) => ({
  family,
  of,
  engine,
  scenario: 'article',
  predictedMs: 1000,
  realMs: 1012,
  runs: short.length > 0 ? 3 : 1,
  short,
});

test('a row says what was predicted, what it took and what is not met', () => {
  const [part] = partsOf(
    [row('Ray', 'ray.get', 2), row('Ray', 'ray.wait', 2, ['task 1: too late', 'task 2'])],
    'Here.',
  );
  expect(part).toMatchObject({ family: 'Ray', isWhole: true });
  expect(part!.text.split('\n')).toEqual([
    '### Ray',
    '',
    'Here.',
    '',
    '| engine | scenario | predicted ms | real ms | off by | by the rule |',
    '| --- | --- | --- | --- | --- | --- |',
    '| ray.get | article | 1000 | 1012 | +1.2 % | met |',
    '| ray.wait | article | 1000 | 1012 (3 runs) | +1.2 % | not met: task 1: too late and 1 more |',
    '',
    '1 of 2 met.',
  ]);
});

test('a family of which only some was run is told from one that was run whole', () => {
  const parts = partsOf([row('Ray', 'ray.get', 2), row('Spark', 'spark', 1)], '');
  expect(parts.map(({ family, isWhole }) => [family, isWhole])).toEqual([
    ['Ray', false],
    ['Spark', true],
  ]);
});

test('parts of other families, and what stands around the table, stay', () => {
  const readme = 'head\n<!-- table -->\n<!-- /table -->\ntail\n';
  const two = withParts(readme, [
    { family: 'Ray', text: '### Ray\n\nold' },
    { family: 'Spark', text: '### Spark\n\nold' },
  ]);
  const one = withParts(two, [{ family: 'Ray', text: '### Ray\n\nnew' }]);
  expect(one).toBe('head\n<!-- table -->\n### Ray\n\nnew\n\n### Spark\n\nold\n<!-- /table -->\ntail\n');
});
