/** Spans of very many attempts, segments and waits: what is asked of them costs no square of their number. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { differencesOf } from '../../src/trace/compare/differences.ts';
import { csvText } from '../../src/trace/files/csv.ts';

const MACHINE = { cores: 2, switchIntervalMs: 5 };
const run = (text: string, engine = 'asyncio.gather.return_exceptions') =>
  predict(engineById(engine), parseNotation(text).scenario, MACHINE);

test('two runs of tens of thousands of attempts at one task are compared', () => {
  const attempts = 40_000;
  const [a, b] = ['sleep 1ms', 'sleep 2ms'].map((work) => run(`${work} fails retry ${attempts - 1}`));
  const found = differencesOf(a!, b!);
  expect(found.matched).toBe(attempts);
  // Attempt n ends n ms later: that is what it slept longer, itself and in all attempts before.
  const slept = found.sums.find(({ part }) => part === 'sleep')!;
  expect(slept.ms / ((attempts * (attempts + 1)) / 2)).toBeCloseTo(1, 6);
  const last = found.explain(0).find(({ part }) => part === 'sleep')!;
  expect(last.ms).toBeCloseTo(attempts, 3);
});

test('the sums are those of all that is explained', () => {
  const a = run('pool 2\n3 x sleep 4ms fails on 1,2 retry 3\n2 x cpu 3ms', 'async-pool');
  const b = run('pool 2\n3 x sleep 5ms fails on 1,2 retry 3\n2 x cpu 9ms', 'async-pool');
  const found = differencesOf(a, b);
  const all = new Map<string, number>();
  for (const [place] of found.ms.entries())
    for (const { part, ms } of found.explain(place)) all.set(part, (all.get(part) ?? 0) + ms);
  expect(found.ms.length).toBe(found.matched);
  for (const { part, ms } of found.sums) expect(ms, part).toBeCloseTo(all.get(part)!, 6);
});

test('a table of tasks with tens of thousands of segments and waits', () => {
  const turns = Array.from({ length: 40_000 }, () => 'cpu 1ms, sleep 0.01ms').join(', ');
  const trace = run(`${turns}\n${turns}`, 'threading.Thread');
  const [head, row] = [...csvText(trace)]
    .join('')
    .split('\r\n')
    .map((line) => line.split(','));
  expect(Number(row![head!.indexOf('cpu (ms)')])).toBeCloseTo(40_000, 1);
});
