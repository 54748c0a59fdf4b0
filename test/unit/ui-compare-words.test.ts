import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { differencesOf } from '../../src/trace/compare/differences.ts';
import { outcomeNumber } from '../../src/trace/trace.ts';
import { changes, counts, lineOf, linesIn, makespans } from '../../src/ui/panels/compare/words.ts';
import { plain } from '../../src/ui/words/sentence.ts';

const run = (engine: string, text: string, machine = {}) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2, ...machine });
const lines = (found: ReturnType<typeof differencesOf>) =>
  Array.from({ length: linesIn(found) }, (_, i) => {
    const { name, ended, why } = lineOf(found, i);
    return `${name}: ${ended}, ${plain(why)}`;
  });

test('a fourth worker, in words', () => {
  const found = differencesOf(run('web-workers', 'pool 3\nsleep 0..4'), run('web-workers', 'pool 4\nsleep 0..4'));
  expect(lines(found)).toEqual(['4: 1.00 s earlier, 1.00 s less waiting for a worker']);
  expect(plain(makespans(found))).toBe(
    'B took 1.000 s less than A: 4.000 s instead of 5.000 s. Along the critical path: 1.00 s less sleeping.',
  );
  expect(plain(changes(found)!)).toBe('From A to B: pool size 3 → 4.');
  expect(plain(counts(found))).toBe(
    '1 of 5 attempts that are in both runs ended at another time. All together: 1.00 s less waiting for a worker.',
  );
});

test('runs that are alike', () => {
  const trace = run('semaphore', 'pool 3\nsleep 0..4');
  const found = differencesOf(trace, trace);
  expect(plain(makespans(found))).toBe('Both took 5.000 s.');
  expect(plain(counts(found))).toBe('All 5 attempts that are in both runs ended at the same time.');
  expect(changes(found)).toBeUndefined();
  expect(linesIn(found)).toBe(0);
});

test('other engines, other tasks: what only one has comes first', () => {
  const found = differencesOf(
    run('web-workers', 'pool 2\nsleep 1\nsleep 2'),
    run('semaphore', 'pool 2\nsleep 1.5\nsleep 2\nsleep 1 fails'),
  );
  expect(lines(found)).toEqual(['2: only in B, ended at 2.500 s, failed', '0: 500 ms later, 500 ms more sleeping']);
  expect(plain(changes(found)!)).toBe(
    'From A to B: Web Workers → Semaphore-limited scheduler; 2 → 3 tasks, 1 of the tasks in both changed.',
  );
  expect(plain(counts(found))).toContain('1 only in B.');
});

test('another outcome, and an attempt that never ended', () => {
  const [a, b] = [run('web-workers', 'pool 3\n3 x sleep 1'), run('web-workers', 'pool 3\n3 x sleep 1')];
  b.spans.at.end[1] = Number.NaN;
  b.spans.at.outcome[2] = outcomeNumber('failed');
  expect(lines(differencesOf(a, b))).toEqual([
    '1: never, ended at 1.000 s, ok, in A',
    '2: at the same time, ok → failed',
  ]);
  expect(lines(differencesOf(b, a))[0]).toBe('1: at 1.000 s, it never ended in A');
});

test('a run that hangs has no makespan to compare', () => {
  const a = run('multiprocessing.Pool.map', 'pool 1\nsleep 1');
  const b = run('multiprocessing.Pool.map', 'pool 1\nsleep 1');
  b.facts.hung = true;
  expect(plain(makespans(differencesOf(a, b)))).toBe('B hangs: the caller waits for ever.');
});
