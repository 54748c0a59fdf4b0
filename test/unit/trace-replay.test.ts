import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { stateAt } from '../../src/trace/queries/moment.ts';
import { doneWith, EVENT_KINDS, eventsOf, lastTold, nextTold, toldAt } from '../../src/trace/queries/replay.ts';
import type { Trace } from '../../src/trace/trace.ts';

const article = (workers = 3): Trace =>
  predict(engineById('web-workers'), { ...parseNotation('sleep 0..4').scenario, workers }, { cores: 2 });
const ids = (trace: Trace, rows: ArrayLike<number>) => Array.from(rows, (row) => trace.spans.at.task[row]!);
const told = (trace: Trace, ms: number) => {
  const events = eventsOf(trace);
  return toldAt(events, ms).map((i) => `${EVENT_KINDS[events.kind[i]!]} ${trace.spans.at.task[events.row[i]!]}`);
};

describe('the article’s case on three workers, again', () => {
  test('at half a second 1, 2 and 3 run, 4 waits in the queue, and the caller has the result of 0', () => {
    const trace = article();
    const now = stateAt(trace, 500);
    expect(ids(trace, now.running).sort()).toEqual([1, 2, 3]);
    expect([now.queued, ids(trace, now.queue)]).toEqual([1, [4]]);
    expect([now.ended, now.results, ids(trace, now.latest)]).toEqual([1, 1, [0]]);
  });

  test('what happens at a moment has happened: at 1 s task 4 runs where 1 did', () => {
    const trace = article();
    const { running, queued } = stateAt(trace, 1000);
    expect(ids(trace, running).sort()).toEqual([2, 3, 4]);
    expect(queued).toBe(0);
    expect(ids(trace, stateAt(trace, 999.999).running)).toContain(1);
  });

  test('before the beginning and after the end nobody runs', () => {
    const trace = article();
    expect(stateAt(trace, -1)).toMatchObject({ queued: 0, ended: 0, results: 0 });
    const over = stateAt(trace, 1e9);
    expect([over.running.length, over.queued, over.ended, over.results]).toEqual([0, 0, 5, 5]);
  });

  test('what gives way is told before what takes its place, also where a task takes no time', () => {
    expect(told(article(), 1000)).toEqual(['end 1', 'start 4']);
    expect(told(article(1), 0)).toEqual([...['wait 2', 'wait 3', 'wait 4'], ...['start 0', 'end 0', 'start 1']]);
  });

  test('steps go from event to event, one after another also at one instant, forth and back, and end', () => {
    const events = eventsOf(article());
    const forth: number[] = [];
    for (let i = nextTold(events, 0); i >= 0; i = nextTold(events, doneWith(events, i))) forth.push(i);
    expect(forth.map((i) => events.ms[i])).toEqual([0, 0, 0, 0, 0, 0, 1000, 1000, 2000, 3000, 5000]);
    expect(toldAt(events, 1000)).toEqual(forth.slice(6, 8));
    const back: number[] = [];
    for (let i = lastTold(events, events.count); i >= 0; i = lastTold(events, i)) back.push(i);
    expect(back).toEqual(forth.toReversed());
  });

  test('names are as many as asked for, numbers are whole', () => {
    const trace = predict(
      engineById('web-workers'),
      { ...parseNotation('100 x sleep 1').scenario, workers: 1 },
      { cores: 1 },
    );
    const now = stateAt(trace, 50_500, 3);
    expect([now.queued, ids(trace, now.queue)]).toEqual([49, [51, 52, 53]]);
    expect([now.results, ids(trace, now.latest)]).toEqual([50, [49, 48, 47]]);
  });
});

test('who computes under the GIL and who waits for it', () => {
  const trace = predict(
    engineById('ThreadPoolExecutor.as_completed'),
    { ...parseNotation('2 x cpu 100ms').scenario, workers: 2 },
    { cores: 2 },
  );
  const { running, waitsFor } = stateAt(trace, 52);
  expect(running.length).toBe(2);
  expect([...waitsFor].filter((cause) => cause >= 0).length).toBe(1);
});
