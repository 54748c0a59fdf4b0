import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { causeNumber } from '../../src/trace/cause.ts';
import { type CriticalPath, criticalPath, pathTo } from '../../src/trace/queries/critical-path.ts';
import { allReleasedBy, causeOf, releasedBy } from '../../src/trace/queries/givers.ts';
import { heldMeanwhile } from '../../src/trace/queries/held.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';
import type { WaitCause } from '../../src/trace/wait-causes.ts';

/** A trace by hand: for each attempt its task, lane, submit, start, end, and what it waited for until when. */
interface Told {
  readonly task: number;
  readonly lane: number;
  readonly submit?: number;
  readonly at: readonly [start: number, end: number];
  readonly waits?: readonly (readonly [WaitCause, number, number])[];
  readonly by?: number;
  readonly attempt?: number;
  readonly yielded?: number;
  readonly cpu?: true;
}

function traceOf(text: string, told: readonly Told[], totalMs: number, recorded = true): Trace {
  const trace = new Trace('measured', 'web-workers', { cores: 2 }, parseNotation(text).scenario);
  for (const { task, lane, submit = 0, at, waits = [], by = -1, attempt = 1, yielded = at[1], cpu } of told) {
    const row = trace.begin(task, lane, attempt, submit, at[0]);
    for (const [cause, from, to] of waits) trace.addWait(row, causeNumber(cause), from, to, to - from);
    trace.addSegment(row, cpu ? 1 : 0, at[0], at[1]);
    trace.spans.at.end[row] = at[1];
    trace.spans.at.yielded[row] = yielded;
    trace.spans.at.outcome[row] = outcomeNumber('ok');
    trace.spans.at.by[row] = by;
  }
  trace.totalMs = totalMs;
  trace.knowsCauses = recorded;
  return trace;
}

const told = ({ steps }: CriticalPath) =>
  steps.map(({ row, kind, fromMs, toMs }) => `${row} ${kind} ${fromMs}-${toMs}`);

test('the path follows who gave up the place, not who merely ran at the time', () => {
  // Two lanes. Row 2 got its place from row 1 although row 0 ended at the same moment, on the same lane.
  const trace = traceOf(
    '3 x sleep 100ms',
    [
      { task: 0, lane: 0, at: [0, 100] },
      { task: 1, lane: 1, at: [40, 100], submit: 0, waits: [['start-up', 0, 40]], cpu: true },
      {
        task: 2,
        lane: 0,
        at: [102, 202],
        waits: [
          ['worker', 0, 101],
          ['message', 101, 102],
        ],
        by: 1,
        yielded: 203,
      },
    ],
    203,
  );
  const path = criticalPath(trace);
  expect(told(path)).toEqual([
    '1 start-up 0-40',
    '1 cpu 40-100',
    '2 worker 100-101',
    '2 message 101-102',
    '2 sleep 102-202',
    '2 result 202-203',
  ]);
  expect(path.guessed).toBe(false);
  expect(Object.fromEntries(path.shares)).toEqual({
    sleep: 100,
    cpu: 60,
    'start-up': 40,
    worker: 1,
    message: 1,
    result: 1,
  });
  expect(path.rows).toEqual([1, 2]);
});

test('without recorded causes it is guessed from times: same lane first', () => {
  const trace = traceOf(
    '3 x sleep 100ms',
    [
      { task: 0, lane: 0, at: [0, 100] },
      { task: 1, lane: 1, at: [0, 100] },
      { task: 2, lane: 1, at: [100, 200], waits: [['worker', 0, 100]] },
    ],
    200,
    false,
  );
  expect(criticalPath(trace).guessed).toBe(true);
  expect(causeOf(trace, 2)).toBe(1);
  expect(told(criticalPath(trace))).toEqual(['1 sleep 0-100', '2 sleep 100-200']);
});

test('nobody gave way where the trace says so, whatever the times say', () => {
  const trace = traceOf(
    '2 x sleep 100ms',
    [
      { task: 0, lane: 0, at: [0, 100] },
      { task: 1, lane: 0, at: [100, 200], waits: [['worker', 0, 100]] },
    ],
    200,
  );
  expect(told(criticalPath(trace))).toEqual(['1 worker 0-100', '1 sleep 100-200']);
});

test('a trace with starts and ends only: the one before, and nothing under way between', () => {
  const trace = traceOf(
    '2 x sleep 100ms',
    [
      { task: 0, lane: 0, at: [10, 100], submit: Number.NaN },
      { task: 1, lane: 0, at: [130, 200], submit: Number.NaN },
    ],
    200,
    false,
  );
  expect(told(criticalPath(trace))).toEqual(['0 caller 0-10', '0 sleep 10-100', '1 idle 100-130', '1 sleep 130-200']);
});

test('dependencies, attempts before, and the caller who was late', () => {
  const trace = traceOf(
    'a: sleep 50ms\nb after a: sleep 100ms retry 1',
    [
      { task: 0, lane: 0, submit: 10, at: [10, 60] },
      { task: 1, lane: 1, submit: 10, at: [60, 160], waits: [['dependency', 10, 60]], by: 0 },
      { task: 1, lane: 0, submit: 165, attempt: 2, at: [165, 265] },
    ],
    265,
  );
  expect(told(criticalPath(trace))).toEqual([
    '0 caller 0-10',
    '0 sleep 10-60',
    '1 sleep 60-160',
    '2 caller 160-165',
    '2 sleep 165-265',
  ]);
  expect(causeOf(trace, 2)).toBe(1);
  expect(releasedBy(trace, 0)).toBe(1);
  expect(releasedBy(trace, 2)).toBe(-1);
});

test('who waited in vain: the caller gave up at 1 s, nothing was under way', () => {
  const trace = traceOf('sleep 100ms', [{ task: 0, lane: 0, at: [0, 100], yielded: Number.NaN }], 1000);
  trace.facts = { raised: ['TimeoutError'], raisedMs: 1000 };
  expect(told(criticalPath(trace))).toEqual(['0 sleep 0-100', '-1 idle 100-1000']);
  expect(told(criticalPath(traceOf('', [], 0)))).toEqual([]);
});

test('a shared core: the work first, then what was lost by sharing', () => {
  const path = criticalPath(
    predict(engineById('web-workers'), parseNotation('pool 4\n4 x cpu 100ms').scenario, { cores: 2 }),
  );
  expect(Object.fromEntries(path.shares)).toEqual({ cpu: 100, core: 100 });
});

test('the path of one attempt begins at 0 and ends with it', () => {
  const trace = traceOf(
    '3 x sleep 100ms',
    [
      { task: 0, lane: 0, at: [0, 100] },
      { task: 1, lane: 0, at: [100, 150], waits: [['worker', 0, 100]], by: 0 },
      { task: 2, lane: 0, at: [150, 250], waits: [['worker', 0, 150]], by: 1 },
    ],
    250,
  );
  expect(told(pathTo(trace, 1))).toEqual(['0 sleep 0-100', '1 sleep 100-150']);
});

test('one end can let many begin', () => {
  const trace = traceOf(
    'a: sleep 10ms\nb after a: 2 x sleep 10ms',
    [
      { task: 0, lane: 0, at: [0, 10] },
      { task: 1, lane: 0, at: [10, 20], waits: [['dependency', 0, 10]], by: 0 },
      { task: 2, lane: 1, at: [10, 20], waits: [['dependency', 0, 10]], by: 0 },
    ],
    20,
  );
  expect(releasedBy(trace, 0)).toBe(1);
  expect(allReleasedBy(trace, 0)).toEqual([1, 2]);
});

test('who held the GIL meanwhile, the longest first', () => {
  const trace = traceOf('3 x cpu 10ms', [{ task: 0, lane: 0, at: [0, 30] }], 30);
  for (const [task, from, to] of [
    [1, 0, 5],
    [2, 5, 15],
    [1, 15, 18],
    [0, 18, 30],
  ] as const)
    trace.addTurn(0, task, task, from, to);
  trace.addTurn(1, 1, 1, 0, 30);
  expect(
    heldMeanwhile(
      trace,
      'gil',
      [
        [2, 12],
        [12, 30],
      ],
      0,
    ),
  ).toEqual([
    { task: 2, ms: 10 },
    { task: 1, ms: 6 },
  ]);
  expect(heldMeanwhile(trace, 'worker', [[0, 30]], 0)).toEqual([]);
});

test('circles in a file end somewhere', () => {
  const trace = traceOf(
    '2 x sleep 0',
    [
      { task: 0, lane: 0, at: [5, 5], waits: [['worker', 0, 5]], by: 1 },
      { task: 1, lane: 0, at: [5, 5], waits: [['worker', 0, 5]], by: 0 },
    ],
    5,
  );
  const { steps } = criticalPath(trace);
  expect(steps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)).toBe(5);
});
