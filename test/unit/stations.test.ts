/** Where tasks stood at each moment of a run on several machines, and what the dock and the log say of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { movesOf } from '../../src/trace/queries/moves.ts';
import { Changes, levelAt } from '../../src/trace/queries/staircase.ts';
import { type Stations, stationsOf } from '../../src/trace/queries/stations.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { machinesAt } from '../../src/ui/panels/monitor/machines.ts';
import { stagesAt } from '../../src/ui/panels/monitor/stages.ts';
import { whole } from '../../src/ui/timeline/model/slices.ts';

const traceOf = (engine: string, text: string): Trace =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2 });
const stations = (trace: Trace): Stations => whole(stationsOf(trace));

test('a staircase has the sum of all changes up to each moment', () => {
  const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: -3, max: 3 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(changes, fc.integer({ min: -1, max: 51 }), (all, ms) => {
      const made = new Changes();
      for (const [at, by] of all) made.add(at, by);
      const steps = made.staircase();
      expect(levelAt(steps, ms)).toBe(all.reduce((sum, [at, by]) => (at <= ms ? sum + by : sum), 0));
      expect([...steps.at]).toEqual([...new Set(steps.at)].sort((a, b) => a - b));
    }),
  );
});

test('many changes are summed up in slots, and end where they would end', () => {
  const made = new Changes();
  for (let i = 0; i < 30_000; i++) made.add(i, 1);
  const steps = made.staircase();
  expect(steps.at.length).toBeLessThan(10_000);
  expect(levelAt(steps, 30_000)).toBe(30_000);
  expect(Math.abs(levelAt(steps, 15_000) - 15_000)).toBeLessThan(10);
});

test("Celery's messages wait in the queue, then at a worker, then they are under way", () => {
  const { queued, all, total } = stations(traceOf('celery', 'pool 1\nprefetchMultiplier 1\n4 x sleep 100ms'));
  // One is under way, one is reserved behind it, two are in the queue.
  expect([queued, total.reserved, total.running].map((of) => levelAt(of, 50))).toEqual([2, 1, 1]);
  expect(levelAt(total.done, 250)).toBe(2);
  expect(all).toHaveLength(1);
});

test('each task is done once, at one of the machines', () => {
  const { all, total, endMs } = stations(traceOf('ray.wait', 'hosts 3\npool 2\n20 x sleep 50ms +-40%'));
  expect(all.reduce((sum, { done }) => sum + levelAt(done, endMs), 0)).toBe(20);
  expect(levelAt(total.done, endMs)).toBe(20);
  expect(levelAt(total.running, endMs)).toBe(0);
});

test('a node of Ray that goes away loses what it did, which the others do again', () => {
  const trace = traceOf('ray.get', 'hosts 2\npool 2\n8 x sleep 300ms\nkill host of #2 at 200ms');
  const { all, total, endMs } = stations(trace);
  const gone = all.find(({ goneMs }) => goneMs === 200)!;
  const other = all.find((one) => one !== gone)!;
  expect(levelAt(gone.killed, endMs)).toBeGreaterThan(0);
  expect(levelAt(gone.running, 201)).toBe(0);
  expect([...gone.running.at].every((ms) => ms <= 200)).toBe(true);
  expect(levelAt(other.done, endMs)).toBe(8);
  expect(levelAt(total.again, endMs)).toBe(levelAt(gone.killed, endMs));
  expect(trace.facts.hung).toBeUndefined();
});

test('results that others need on another node are moves', () => {
  const trace = traceOf('ray.get', 'hosts 2\npool 2\nload: 4 x sleep 100ms\nuse after load: 4 x sleep 100ms');
  const moves = movesOf(trace);
  // Each of the four needs the two results of the other node.
  expect(moves).toHaveLength(8);
  const { lane } = trace.spans.at;
  for (const { from, to } of moves) expect(trace.hostOfLane![lane[from]!]).not.toBe(trace.hostOfLane![lane[to]!]);
});

test('the monitor has a row a machine, at the moment that it is asked for', () => {
  const engine = engineById('celery');
  const trace = traceOf('celery', 'hosts 2\npool 1\nprefetchMultiplier 1\nsleep 1s\n3 x sleep 100ms');
  const { heads, rows } = machinesAt(engine, trace, stations(trace), 150, 1);
  expect(heads).toEqual(['Worker', 'Children', 'Under way', 'Reserved', 'Done', 'Failed', 'Begun again', 'Tasks/s']);
  expect(rows).toEqual([
    ['Worker 1', '1', '0', '1', '–', '–', '–', '0.0'],
    ['Worker 2', '1', '3', '–', '1', '–', '–', '6.7'],
  ]);
});

test('the stages of Spark are a table', () => {
  const trace = traceOf('spark', 'pool 2\nmap: 4 x sleep 100ms\nreduce after map: 2 x sleep 300ms');
  expect(stagesAt(trace, Number.POSITIVE_INFINITY).rows).toEqual([
    ['0 map', '4', '200 ms', '100 ms', '100 ms', '–', 'writes'],
    ['1 reduce', '2', '300 ms', '300 ms', '300 ms', '–', 'reads'],
  ]);
  expect(stagesAt(trace, 150).rows[0]!.slice(0, 2)).toEqual(['0 map', '2 of 4']);
});
