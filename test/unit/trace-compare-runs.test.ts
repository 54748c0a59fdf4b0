import { expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { compareRuns, criticalParts } from '../../src/trace/compare/compare-runs.ts';
import type { Part } from '../../src/trace/life.ts';
import { outcomeNumber } from '../../src/trace/trace.ts';

const run = (engine: string, text: string, machine = {}) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2, ...machine });
const rounded = (parts: Map<Part, number>) =>
  Object.fromEntries([...parts].map(([part, ms]) => [part, Number(ms.toFixed(3))]).sort());

test('what waited for a place is told by who held it', () => {
  expect(rounded(criticalParts(run('web-workers', 'pool 3\nsleep 0..4')))).toEqual({ sleep: 5000 });
  expect(rounded(criticalParts(run('semaphore', 'pool 3\nsleep 0..4')))).toEqual({ sleep: 5000 });
  expect(rounded(criticalParts(run('sequential', '2 x cpu 100ms, sleep 50ms')))).toEqual({ cpu: 200, sleep: 100 });
});

test('messages, the GIL and a shared core have parts of their own', () => {
  const messages = rounded(criticalParts(run('web-workers', 'pool 1\n4 x cpu 10ms', { messageRoundTripMs: 2 })));
  expect(messages.cpu).toBe(40);
  expect((messages.message ?? 0) + (messages.worker ?? 0) + (messages.result ?? 0)).toBeCloseTo(8, 6);
  const threads = criticalParts(run('ThreadPoolExecutor.as_completed', 'pool 2\n2 x cpu 100ms'));
  expect(threads.get('cpu')).toBeCloseTo(100, 3);
  expect(threads.get('gil')).toBeGreaterThan(85);
  const crowded = criticalParts(run('web-workers', 'pool 4\n4 x cpu 100ms'));
  expect([crowded.get('cpu'), crowded.get('core')]).toEqual([100, 100]);
});

test('dependencies and further attempts are followed back to the beginning', () => {
  const text = 'pool 4\na: sleep 200ms\nb after a: cpu 50ms fails on 1 retry 1\nc after b: sleep 30ms';
  expect(rounded(criticalParts(run('web-workers', text)))).toEqual({ cpu: 100, sleep: 230 });
});

test('the parts add up to the makespan, on every engine', () => {
  const texts = ['pool 3\nsleep 0..4', 'pool 2\n8 x cpu 30ms, sleep 20ms, cpu 10ms', '20 x sleep 0', ''];
  const machine = {
    cores: 2,
    messageRoundTripMs: 0.5,
    pipeRoundTripMs: 0.3,
    threadStartMs: 0.1,
    forkStartMs: 2,
    workerStartMs: 30,
  };
  for (const { id } of ENGINES) {
    for (const text of texts) {
      const trace = run(id, text, machine);
      const sum = [...criticalParts(trace).values()].reduce((all, ms) => all + ms, 0);
      expect(sum, `${id}: ${text}`).toBeCloseTo(trace.totalMs, 6);
    }
  }
});

test('a run that took as long as predicted differs in nothing', () => {
  const trace = run('semaphore', 'pool 3\nsleep 0..4');
  expect(compareRuns(trace, trace)).toEqual({
    predictedMs: 5000,
    measuredMs: 5000,
    worst: { task: 0, attempt: 1, ms: 0 },
    unmatched: 0,
    parts: [],
  });
});

test('where the difference comes from: slower computing, dearer messages', () => {
  const text = 'pool 1\n4 x cpu 100ms';
  const compared = compareRuns(
    run('web-workers', text, { speed: 0.8, messageRoundTripMs: 10 }),
    run('web-workers', text),
  );
  expect(compared.measuredMs - compared.predictedMs).toBeCloseTo(140, 6);
  expect(compared.parts[0]).toEqual({ part: 'cpu', ms: expect.closeTo(100, 6) });
  expect(compared.parts.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(140, 6);
  expect(compared.worst?.task).toBe(3);
});

test('attempts are compared by task and number; what only one run has is counted', () => {
  const measured = run('web-workers', 'pool 2\nsleep 100ms fails retry 1\nsleep 300ms');
  const predicted = run('web-workers', 'pool 2\nsleep 100ms\nsleep 250ms');
  expect(compareRuns(measured, predicted)).toMatchObject({ unmatched: 1, worst: { task: 1, attempt: 1, ms: 50 } });
});

test('an attempt that was cut off has an end like any other', () => {
  const measured = run('web-workers', 'pool 2\n2 x sleep 100ms');
  measured.spans.at.end[1] = 40;
  measured.spans.at.outcome[1] = outcomeNumber('cancelled');
  expect(compareRuns(measured, run('web-workers', 'pool 2\n2 x sleep 100ms')).worst).toEqual({
    task: 1,
    attempt: 1,
    ms: -60,
  });
});
