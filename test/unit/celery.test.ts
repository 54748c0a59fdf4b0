/** What Celery's callers publish, and when. */
import { expect, test } from 'vitest';
import '../seed/load-engines.ts';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Machine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { story } from '../live-story.ts';

test.each(['celery', 'celery.group', 'celery.chain', 'celery.chord'])(
  '%s: what follows a task is published by its child alone, also where the caller still publishes others',
  (id) => {
    const { scenario } = parseNotation(
      'pool 2\nsubmitEveryMs 5\nfirst: sleep 2ms\n4 x sleep 1ms\nafter first: sleep 1ms',
    );
    const { attempts } = story(predict(engineById(id), scenario, { cores: 2 }));
    expect(attempts.map(({ attempt }) => attempt).sort()).toEqual(
      scenario.tasks.map(({ id: task }) => `${task}/1 ok`).sort(),
    );
  },
);

/**
 * What Celery 5.7.0 did with an SQLite broker and back end: nobody counts a chord's members, `celery.chord_unlock` looks a second after they were
 * published, and each second anew. By when the worker's first look came, and with it the end of the last member, before or after that: begin of the callback (ms).
 */
test.each([
  [714.9, 1018.6, 2739.5],
  [695.6, 999.6, 1720.2],
])(
  'a chord on SQLite: first look at %d ms, its members over at %d ms, its callback begun at %d ms',
  (look, over, begun) => {
    const text = 'pool 3\nload: sleep 150ms\nload: sleep 300ms\nload: sleep 200ms\nmerge after load: sleep 100ms';
    const scenario = { ...parseNotation(text).scenario, broker: 'sqlite', pollPhaseMs: 1000 - look };
    const trace = predict(engineById('celery'), scenario, {
      cores: 2,
      publishMs: 3.3,
      beginMs: 3.1,
      turnMs: 6.2,
    } as Machine);
    const { start, end, task } = trace.spans.at;
    const rows = Array.from(task.subarray(0, 4));
    expect(Math.abs(Math.max(...[0, 1, 2].map((one) => end[rows.indexOf(one)]!)) - over)).toBeLessThan(10);
    expect(Math.abs(start[rows.indexOf(3)]! - begun) / begun).toBeLessThan(0.02);
  },
);

test('a message that comes when SQLite has been empty for long is taken at the next look, each second', () => {
  const text = 'pool 2\nsleep 10ms fails on 1 retry 1';
  const scenario = { ...parseNotation(text).scenario, broker: 'sqlite', pollPhaseMs: 900, retryDelayMs: 2500 };
  const { start, attempt } = predict(engineById('celery'), scenario, { cores: 2 }).spans.at;
  // Its retry is published at 110 ms, taken at 1,100 ms, and held until it is due.
  expect([start[0], start[1], attempt[1]]).toEqual([100, 2610, 2]);
  const late = {
    ...scenario,
    tasks: [...scenario.tasks, { id: 'late', segments: [] }],
    submitEveryMs: 2250,
    retryDelayMs: 0,
  };
  const { at } = predict(engineById('celery'), late, { cores: 2 }).spans;
  expect(Array.from(at.start.subarray(0, 3))).toEqual([100, 1100, 3100]);
});
