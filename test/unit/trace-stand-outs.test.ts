import { expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { type StandOut, standOuts } from '../../src/trace/compare/stand-outs.ts';
import { Trace } from '../../src/trace/trace.ts';
import { standOutLook, standOutSays } from '../../src/ui/reason/stand-outs.ts';
import { plain } from '../../src/ui/words/sentence.ts';

const run = (engine: string, text: string, machine = {}) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2, ...machine });
const said = (trace: Trace, all: readonly StandOut[]) =>
  all.map((one) => plain(standOutSays(one, trace, engineById(trace.engine))));

test('the article’s case: who waited longest, who took long, who was alone, who had little to do', () => {
  const trace = run('web-workers', 'pool 3\nsleep 0..4');
  expect(said(trace, standOuts(trace))).toEqual([
    'Longest wait: task 4, 1.00 s for a worker, until task 1 ended.',
    'Slowest: task 4 took 4.00 s, while half of all attempts took at most 2.00 s.',
    'Least used: worker 3, 40 % of the time; on average lanes are used 67 % of it.',
  ]);
});

test('failures come first, a stall of the loop next', () => {
  const trace = run('async-pool', 'pool 2\ncpu 300ms\n2 x sleep 100ms fails');
  const all = standOuts(trace);
  expect(said(trace, all).slice(0, 2)).toEqual([
    '2 attempts failed, task 1 first.',
    'The event loop was held for 300 ms from 0 ms: task 0 computed.',
  ]);
  expect(standOutLook(all[0]!, trace, 'run:2')).toEqual({
    idle: null,
    selected: { engine: 'run:2', task: 1, attempt: 1 },
  });
  expect(standOutLook(all[1]!, trace, 'async-pool')).toMatchObject({ range: { fromMs: 0, toMs: 300 } });
});

test('the main thread’s heartbeat in a measured run, and what the prediction missed most', () => {
  const predicted = run('web-workers', 'pool 2\n2 x sleep 1');
  const trace = new Trace('measured', 'web-workers', { cores: 2 }, predicted.scenario);
  for (const [task, end] of [
    [0, 1000],
    [1, 1500],
  ] as const) {
    const row = trace.begin(task, task, 1, 0, 0);
    trace.addSegment(row, 0, 0, end);
    trace.spans.at.end[row] = end;
    trace.spans.at.outcome[row] = 0;
  }
  trace.totalMs = 1500;
  for (const at of [-30, 20, 400, 416, 1500]) trace.addBeat(at);
  expect(said(trace, standOuts(trace, predicted))).toEqual([
    'The main thread stood still for 1.08 s from 416 ms.',
    'Furthest from its prediction: task 1, which ended 500 ms later.',
    'From 1.00 s on task 1 ran alone, for 500 ms.',
  ]);
  trace.facts = { hidden: true };
  expect(said(trace, standOuts(trace, predicted))).toEqual(['From 1.00 s on task 1 ran alone, for 500 ms.']);
});

test('an even run has nothing that stands out; no run has more than five', () => {
  expect(standOuts(run('web-workers', 'pool 4\n4 x sleep 1'))).toEqual([]);
  expect(standOuts(run('web-workers', ''))).toEqual([]);
  const text = 'pool 3\n6 x cpu 200ms\n2 x sleep 3 fails\nsleep 10ms dies\n5 x sleep 100ms retry 1';
  for (const { id, oneCall } of ENGINES) {
    const trace = run(id, oneCall ? text.replace(' retry 1', '') : text);
    const all = standOuts(trace);
    expect(all.length).toBeLessThanOrEqual(5);
    for (const sentence of said(trace, all)) expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
  }
});
