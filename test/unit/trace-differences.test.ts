import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { type Differences, differencesOf } from '../../src/trace/compare/differences.ts';
import { outcomeNumber } from '../../src/trace/trace.ts';
import { growth } from '../growth.ts';

const run = (engine: string, text: string, machine = {}) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2, ...machine });
const ids = ({ a, rowA }: Differences) => [...rowA].map((row) => a.scenario.tasks[a.spans.at.task[row]!]!.id);
const rounded = (shares: readonly { part: string; ms: number }[]) =>
  shares.map(({ part, ms }) => [part, Number(ms.toFixed(3))]);

test('a fourth worker: task 4 no longer waits, and the others end as before', () => {
  const found = differencesOf(run('web-workers', 'pool 3\nsleep 0..4'), run('web-workers', 'pool 4\nsleep 0..4'));
  expect(ids(found)).toEqual(['4']);
  expect(found.ms[0]).toBe(-1000);
  expect(rounded(found.explain(0))).toEqual([['worker', -1000]]);
  expect(found).toMatchObject({ matched: 5, makespanMs: -1000 });
  expect(rounded(found.sums)).toEqual([['worker', -1000]]);
  // The path was tasks 1 and 4, and is task 4.
  expect(rounded(found.path)).toEqual([['sleep', -1000]]);
});

test('largest first, by cause, with what was done and waited for elsewhere', () => {
  const text = 'pool 1\n3 x cpu 100ms';
  const found = differencesOf(run('web-workers', text), run('web-workers', text, { speed: 0.5 }));
  expect(ids(found)).toEqual(['2', '1', '0']);
  expect([...found.ms]).toEqual([300, 200, 100]);
  expect(rounded(found.explain(0))).toEqual([
    ['worker', 200],
    ['cpu', 100],
  ]);
});

test('two scenarios: what only one has is listed, what both have is matched by id, not by place', () => {
  const of = (sleeps: Record<string, number>) => ({
    workers: 2,
    tasks: Object.entries(sleeps).map(([id, ms]) => ({ id, segments: [{ kind: 'sleep' as const, ms }] })),
  });
  const engine = engineById('web-workers');
  const a = predict(engine, of({ load: 1000, save: 2000, only: 1000 }), { cores: 2 });
  const b = predict(engine, of({ save: 2000, load: 1500, new: 1000 }), { cores: 2 });
  const names = a.scenario.tasks.map(({ id }) => id);
  const found = differencesOf(a, b);
  expect(found.matched).toBe(2);
  expect([...found.onlyA].map((row) => names[a.spans.at.task[row]!])).toEqual(['only']);
  expect(found.onlyB.length).toBe(1);
  expect(ids(found)).toEqual(['load']);
  expect(rounded(found.explain(0))).toEqual([['sleep', 500]]);
});

test('a further attempt counts from t = 0, through the attempts before it', () => {
  const a = run('web-workers', 'pool 1\nsleep 100ms fails on 1 retry 1');
  const b = run('web-workers', 'pool 1\nsleep 300ms fails on 1 retry 1');
  const found = differencesOf(a, b);
  expect([...found.ms]).toEqual([400, 200]);
  expect(rounded(found.explain(0))).toEqual([['sleep', 400]]);
});

test('what ended in one run alone stands first, and another outcome at the same time counts', () => {
  const [a, b] = [run('web-workers', 'pool 3\n3 x sleep 1'), run('web-workers', 'pool 3\n3 x sleep 1')];
  b.spans.at.end[1] = Number.NaN;
  b.spans.at.outcome[2] = outcomeNumber('failed');
  b.totalMs = Number.NaN;
  const found = differencesOf(a, b);
  expect(ids(found)).toEqual(['1', '2']);
  expect([...found.ms]).toEqual([Number.NaN, 0]);
  expect(found.explain(0)).toEqual([]);
  expect(found.makespanMs).toBeNaN();
});

test('100,000 attempts are compared in a time that grows with their number', () => {
  const pair = (count: number) =>
    [run('web-workers', `pool 64\n${count} x sleep 1`), run('web-workers', `pool 65\n${count} x sleep 1`)] as const;
  const found = differencesOf(...pair(100_000));
  expect(found.matched).toBe(100_000);
  expect(found.ms.length).toBeGreaterThan(90_000);
  expect(growth(100_000, pair, ([a, b]) => differencesOf(a, b))).toBeLessThan(40);
});
