import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Machine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { idleAt, idleByCause, idleOf, idleSeries, lanesOf } from '../../src/trace/queries/idle.ts';
import { Trace } from '../../src/trace/trace.ts';

const run = (engine: string, text: string, machine: Partial<Machine> = {}) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2, ...machine });

test('after its last task a worker has nothing to do, and at last the run is over', () => {
  // Workers 0 and 1: 100 ms and 300 ms. A message there and back takes 2 ms.
  const trace = run('web-workers', 'pool 2\nsleep 100ms\nsleep 300ms', { messageRoundTripMs: 2 });
  expect(lanesOf(trace)).toBe(2);
  expect(idleOf(trace, 0).map(({ parts }) => parts)).toEqual([
    [{ why: 'hand-over', fromMs: 0, toMs: 1 }],
    [{ why: 'ended', fromMs: 101, toMs: 302 }],
  ]);
});

test('nothing is queued while another worker is still at it', () => {
  const trace = run('web-workers', 'pool 2\n3 x sleep 100ms', { messageRoundTripMs: 2 });
  const idle = idleAt(trace, 1, 150)!;
  expect(idle).toMatchObject({ fromMs: 101, toMs: 204, why: 'nothing', before: 1, after: -1, queued: 0 });
  expect(idle.parts.map(({ why }) => why)).toEqual(['queued', 'nothing', 'ended']);
  expect(idleAt(trace, 1, 50)).toBeUndefined();
  expect(idleAt(trace, 1, 300)).toBeUndefined();
});

test('all that is left waits for a task: how many, and which', () => {
  const trace = run('web-workers', 'pool 3\n2 x sleep 10ms\nlong: sleep 400ms\nthen after long: 2 x sleep 50ms');
  // Worker 0 is empty from 10 ms on, until task 2 ends at 400.
  expect(idleAt(trace, 0, 100)).toMatchObject({
    fromMs: 10,
    toMs: 400,
    why: 'dependency',
    dependents: 2,
    queued: 0,
    waitingFor: [2],
  });
});

test('a semaphore’s lane is its task’s: its own waits say why, and then it has ended', () => {
  const trace = run('semaphore', 'pool 1\n2 x sleep 100ms');
  expect(idleOf(trace, 0)).toMatchObject([{ fromMs: 100, toMs: 200, why: 'ended' }]);
  expect(idleOf(trace, 1)).toMatchObject([{ fromMs: 0, toMs: 100, why: 'queued' }]);
});

test('a worker that starts anew', () => {
  const trace = run('web-workers', 'pool 1\nsleep 10ms dies\nsleep 10ms', { workerStartMs: 30 });
  const idle = idleAt(trace, 0, 20)!;
  expect(idle).toMatchObject({ fromMs: 10, toMs: 40, why: 'start-up' });
});

test('lanes of a pool that were never used stood empty all the time', () => {
  const trace = run('web-workers', 'pool 4\nsleep 100ms');
  expect(idleByCause(trace)).toEqual({ lanes: 1, makespanMs: 100, busyMs: 100, idleMs: {} });
  expect(idleByCause(trace, 4)).toEqual({ lanes: 4, makespanMs: 100, busyMs: 100, idleMs: { nothing: 300 } });
  expect(idleAt(trace, 3, 50)).toMatchObject({ fromMs: 0, toMs: 100, why: 'nothing', before: -1, after: -1 });
});

test('the empty time of a window in buckets', () => {
  const trace = run('web-workers', 'pool 2\n3 x sleep 100ms');
  const series = idleSeries(trace, 0, 200, 4);
  expect(series.map((one) => [...one])).toEqual([
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 50, 50],
    [0, 0, 0, 0],
  ]);
});

test('a lane that is empty for a rounding only is not empty; whatever is, is found at its middle', () => {
  const ms = fc.double({ min: 1e-3, max: 1e12, noNaN: true });
  const ulps = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(ms, ulps, (at, steps) => {
      const trace = new Trace('measured', 'web-workers', { cores: 1 }, { tasks: [{ id: 'a', segments: [] }] });
      const next = at + steps * at * Number.EPSILON;
      for (const [from, to] of [
        [0, at],
        [next, 2 * next],
      ] as const)
        trace.spans.at.end[trace.begin(0, 0, 1, Number.NaN, from)] = to;
      trace.totalMs = 2 * next * (1 + Number.EPSILON);
      const gaps = idleOf(trace, 0);
      for (const { fromMs, toMs } of gaps) expect(idleAt(trace, 0, (fromMs + toMs) / 2)).toBeDefined();
      if (steps < 2) expect(gaps).toEqual([]);
      const { lanes, makespanMs, busyMs, idleMs } = idleByCause(trace);
      const idle = Object.values(idleMs).reduce((sum, one) => sum + one, 0);
      expect((busyMs + idle) / (lanes * makespanMs)).toBeCloseTo(1, 9);
    }),
  );
});
