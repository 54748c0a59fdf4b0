/** What a trace takes in memory, and that nothing is lost by it. */
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { causeNumber } from '../../src/trace/cause.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { SegmentCursor, WaitCursor } from '../../src/trace/stretches.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';

const TASKS = 100_000;
const [SLEEP, CPU] = [0, 1];
const scenario: Scenario = {
  workers: 64,
  tasks: Array.from({ length: TASKS }, (_, n) => ({ id: String(n), segments: [{ kind: 'sleep', ms: 1 + (n % 7) }] })),
};

test('one stretch and one wait a span take at most 54 bytes, 58 with the drawing index', () => {
  const trace = predict(engineById('web-workers'), scenario, { cores: 2 });
  expect(trace.spans.length).toBe(TASKS);
  let [segments, waits] = [0, 0];
  for (let row = 0; row < TASKS; row++) {
    trace.eachSegment(row, () => segments++);
    trace.eachWait(row, () => waits++);
  }
  // The first at each place did not wait.
  expect([segments, waits]).toEqual([TASKS, TASKS - 64]);
  expect(trace.byteLength / TASKS).toBeLessThanOrEqual(54);
  const read = readTrace(traceFile(trace));
  expect(read.byteLength).toBe(trace.byteLength);
});

const trace = () => new Trace('measured', 'web-workers', { cores: 2 }, { tasks: [{ id: '0', segments: [] }] });
const segmentsOf = (from: Trace, row: number) => {
  const all: number[][] = [];
  from.eachSegment(row, (...segment) => all.push(segment));
  return all;
};
const waitsOf = (from: Trace, row: number) => {
  const all: number[][] = [];
  from.eachWait(row, (...wait) => all.push(wait));
  return all;
};

describe('a stretch that fills its span', () => {
  test('goes on while the span does, and ends with it', () => {
    const run = trace();
    const row = run.begin(0, 0, 1, 0, 10);
    run.fillWith(row, CPU);
    expect(segmentsOf(run, row)).toEqual([[CPU, 10, Number.NaN]]);
    run.spans.at.end[row] = 30;
    run.spans.at.outcome[row] = outcomeNumber('ok');
    expect(segmentsOf(run, row)).toEqual([[CPU, 10, 30]]);
    expect(run.segments.length).toBe(0);
  });
});

describe('waits', () => {
  const [worker, core] = [causeNumber('worker'), causeNumber('core')];

  test('from submit to start take no row until there is another one', () => {
    const run = trace();
    const row = run.begin(0, 0, 1, 2, 10);
    run.addWait(row, worker, 2, 10, 8);
    expect(run.waits.length).toBe(0);
    expect(waitsOf(run, row)).toEqual([[worker, 2, 10, 8]]);
    run.addWait(row, core, 12, 20, 3);
    expect(waitsOf(run, row)).toEqual([
      [core, 12, 20, 3],
      [worker, 2, 10, 8],
    ]);
    expect(run.waits.length).toBe(2);
  });

  test('that go on with the same cause are one', () => {
    const run = trace();
    const row = run.begin(0, 0, 1, 2, 10);
    run.addWait(row, core, 2, 10, 8);
    run.goOnWaiting(row, core, 10, 15);
    run.goOnWaiting(row, core, 15, 16);
    expect(waitsOf(run, row)).toEqual([[core, 2, 16, 14]]);
    run.goOnWaiting(row, worker, 16, 17);
    run.goOnWaiting(row, worker, 18, 19);
    expect(waitsOf(run, row).map(([, start, end]) => [start, end])).toEqual([
      [18, 19],
      [16, 17],
      [2, 16],
    ]);
  });

  test('that are shorter than their time, or begin later, keep both', () => {
    const run = trace();
    const [a, b] = [run.begin(0, 0, 1, 2, 10), run.begin(0, 0, 2, Number.NaN, 10)];
    run.addWait(a, core, 2, 10, 5);
    run.addWait(b, core, 4, 10, 6);
    expect(waitsOf(run, a)).toEqual([[core, 2, 10, 5]]);
    expect(waitsOf(run, b)).toEqual([[core, 4, 10, 6]]);
  });
});

test('a cursor used again begins anew', () => {
  const run = trace();
  const [a, b] = [run.begin(0, 0, 1, 0, 10), run.begin(0, 0, 2, 0, 10)];
  run.addSegment(a, SLEEP, 10, 12);
  run.addSegment(a, CPU, 12, 14);
  run.fillWith(b, CPU);
  run.addWait(b, causeNumber('slot'), 0, 10, 10);
  const segment = new SegmentCursor();
  expect(segment.of(run, a).next()).toBe(true);
  expect([segment.kind, segment.start]).toEqual([CPU, 12]);
  expect(segment.of(run, b).next()).toBe(true);
  expect([segment.kind, segment.start, segment.next()]).toEqual([CPU, 10, false]);
  const wait = new WaitCursor();
  expect(wait.of(run, a).next()).toBe(false);
  expect(wait.of(run, b).next()).toBe(true);
  expect([wait.cause, wait.ms, wait.next()]).toEqual([causeNumber('slot'), 10, false]);
});

test('attempts beyond 255 are told', () => {
  const run = trace();
  for (let attempt = 1; attempt <= 300; attempt++) run.begin(0, 0, attempt, 0, attempt);
  run.trim();
  expect([...run.spans.at.attempt].slice(253, 258)).toEqual([254, 255, 256, 257, 258]);
  expect(run.spans.at.attempt).toHaveLength(300);
});
