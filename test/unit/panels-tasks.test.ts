/** The table of tasks: sorting over typed arrays, what its columns say, rows over several sections. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { around } from '../../src/ui/panels/go-to.ts';
import type { Section } from '../../src/ui/panels/sections.ts';
import { columnsFor } from '../../src/ui/panels/tasks/columns.ts';
import { sortRows } from '../../src/ui/panels/tasks/sort-rows.ts';
import { TaskData, VALUES } from '../../src/ui/panels/tasks/task-data.ts';

function section(engine: Engine, text: string, measured = false): Section {
  const trace = predict(engine, draftScenario({ text: text, knobs: {}, engines: [] }), { cores: 2 });
  return {
    engine,
    trace,
    predicted: measured ? trace : undefined,
    measured,
    shiftMs: 0,
    rows: trace.spans.length,
    untilMs: trace.totalMs,
  };
}

describe('sorting rows', () => {
  test('is what a comparison gives: by key, equal keys in the order given, without a key last', () => {
    const key = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN), fc.constant(-0));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), fc.boolean(), fc.boolean(), (list, descending, backwards) => {
        const keys = Float64Array.from(list);
        const rows = Int32Array.from(keys.keys());
        if (backwards) rows.reverse();
        const compared = [...rows].sort((a, b) => {
          const [x, y] = [keys[a]!, keys[b]!];
          if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
          return x === y ? 0 : (x < y ? -1 : 1) * (descending ? -1 : 1);
        });
        expect([...sortRows(rows, keys, descending)]).toEqual(compared);
      }),
    );
  });

  test('leaves rows and keys as they are, and takes a part of them', () => {
    const keys = Float64Array.of(5, 1, 4, 2);
    const rows = Int32Array.of(0, 2, 3);
    expect([...sortRows(rows, keys, false)]).toEqual([3, 2, 0]);
    expect([...rows]).toEqual([0, 2, 3]);
    expect([...keys]).toEqual([5, 1, 4, 2]);
  });
});

describe('rows', () => {
  const workers = section(webWorkers, 'load: 3 x sleep 100ms\nsleep 50ms fails retry 1\npool 2');
  const threads = section(engineById('semaphore'), 'load: 3 x sleep 100ms\nsleep 50ms fails retry 1\npool 2');
  const both = new TaskData([workers, threads]);

  test('of several sections follow one another, each knows where it is from', () => {
    expect(both.total).toBe(10);
    expect(both.at(4)).toEqual({ section: workers, row: 4 });
    expect(both.at(5)).toEqual({ section: threads, row: 0 });
    const again = both.rowOf(threads.engine.id, 3, 2);
    expect(both.at(again).section).toBe(threads);
    expect(both.at(again).section.trace.spans.at.attempt[both.at(again).row]).toBe(2);
    expect(both.rowOf('process-pool', 0, 1)).toBe(-1);
    expect(both.rowOf(workers.engine.id, 99, 1)).toBe(-1);
  });

  test('that match are numbered in the whole list', () => {
    expect([...both.rows(({ trace }) => Int32Array.of(0, trace.spans.length - 1))]).toEqual([0, 4, 5, 9]);
    expect([...both.rows(undefined)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('know of each attempt what it did and waited for', () => {
    const { trace } = workers;
    const third = both.rowOf(workers.engine.id, 2, 1);
    expect(VALUES.sleep(workers, third)).toBeCloseTo(100, 6);
    expect(VALUES.wait(workers, third)).toBeCloseTo(100, 6);
    expect(VALUES.cpu(workers, third)).toBe(0);
    expect(VALUES.duration(workers, third)).toBeCloseTo(trace.spans.at.end[third]! - trace.spans.at.start[third]!, 9);
    expect(both.causes).toContain('worker');
  });
});

describe('columns', () => {
  const titles = (data: TaskData, byCause = false) => columnsFor(data, byCause).map(({ title }) => title);

  test('are there where they have something to say', () => {
    const plain = new TaskData([section(webWorkers, 'sleep 1..3\npool 2')]);
    expect(titles(plain)).not.toContain('Group');
    expect(titles(plain)).not.toContain('Engine');
    expect(titles(plain)).not.toContain('predicted');
    expect(titles(plain)).not.toContain('worker');
    expect(titles(plain, true)).toContain('worker');
    const measured = new TaskData([section(webWorkers, 'load: sleep 1\npool 2', true)]);
    expect(titles(measured)).toContain('Group');
    expect(titles(measured).filter((title) => title === 'predicted')).toHaveLength(3);
  });

  test('say times with units, names as they are', () => {
    const data = new TaskData([section(webWorkers, 'load: 2 x sleep 1.5\nsleep 50ms fails\npool 1')]);
    const said = (n: number) =>
      Object.fromEntries(columnsFor(data, false).map(({ id, says }) => [id, says(data.at(n))]));
    expect(said(1)).toMatchObject({
      task: '1',
      group: 'load',
      attempt: '1',
      lane: 'worker 1',
      start: '1.500 s',
      end: '3.000 s',
      wait: '1.500 s',
      sleep: '1.500 s',
      cpu: '0 ms',
      duration: '1.500 s',
      outcome: 'ok',
    });
    expect(said(2)).toMatchObject({ group: '–', outcome: 'failed' });
  });

  test('sort by what they say', () => {
    const data = new TaskData([section(webWorkers, '3 x sleep 300ms\nsleep 100ms\nsleep 200ms fails\npool 5')]);
    const column = columnsFor(data, false).find(({ id }) => id === 'duration')!;
    const sorted = sortRows(data.rows(undefined), data.keys(column.id, column.value), false);
    expect([...sorted].map((n) => column.says(data.at(n)))).toEqual(['100 ms', '200 ms', '300 ms', '300 ms', '300 ms']);
  });
});

test('a place is brought into a window as long as before, or as long as it needs', () => {
  expect(around({ fromMs: 100, toMs: 110 }, 40)).toEqual({ fromMs: 90, toMs: 130 });
  expect(around({ fromMs: 100, toMs: 200 }, 40)).toEqual({ fromMs: 90, toMs: 210 });
});
