/** What breaks, and what that costs: struck in a run on workers that are not real, or written into the scenario. */
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { leftovers } from '../../src/kernel/live/platform/leftovers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { tollOf } from '../../src/trace/queries/toll.ts';
import { momentIn, namedBy } from '../../src/ui/chaos/victim.ts';
import { withFailures, withKill } from '../../src/ui/chaos/write.ts';
import { startOnFakeWorkers } from '../live-on-fake-page.ts';
import { story } from '../live-story.ts';

const NOTHING = { workers: 0, timers: 0, locks: 0, waits: 0 };
const scenarioOf = (text: string) => parseNotation(text).scenario;

/** Runs it, and strikes at these moments (ms). */
async function struck(id: string, text: string, blows: readonly [number, Parameters<Strike>[0]][]) {
  const run = await startOnFakeWorkers(engineById(id), scenarioOf(text));
  const hits: boolean[] = [];
  for (const [atMs, blow] of blows) run.page.setTimer(atMs, () => hits.push(run.strike(blow)));
  await run.page.run();
  const trace = await run.finished;
  await new Promise(setImmediate);
  expect(leftovers()).toEqual(NOTHING);
  return { trace, hits };
}
type Strike = Awaited<ReturnType<typeof startOnFakeWorkers>>['strike'];

const attempts = (trace: Parameters<typeof story>[0]) => story(trace).attempts.map(({ attempt }) => attempt);

describe('in a run under way', () => {
  test('a child that is killed takes its task along; late acks and rejectOnWorkerLost have it done once more', async () => {
    const late = 'pool 2\nacksLate on\nrejectOnWorkerLost on\n4 x sleep 10ms';
    const { trace, hits } = await struck('celery', late, [[4, { kind: 'kill', lane: 0 }]]);
    expect(hits).toEqual([true]);
    expect(attempts(trace).sort()).toEqual(['0/1 killed', '0/2 ok', '1/1 ok', '2/1 ok', '3/1 ok']);
    expect(tollOf(trace, true)).toEqual({ tasks: 4, done: 4, repeated: 1, failed: 0, lost: 0 });
  });

  test('without late acks the task is lost', async () => {
    const { trace } = await struck('celery', 'pool 2\n4 x sleep 10ms', [[4, { kind: 'kill', lane: 0 }]]);
    expect(tollOf(trace, true)).toEqual({ tasks: 4, done: 3, repeated: 0, failed: 0, lost: 1 });
  });

  test('a host takes all its lanes along', async () => {
    const { trace } = await struck('ray.wait', 'pool 2\nhosts 2\n4 x sleep 10ms', [
      [4, { kind: 'kill host', lane: 3 }],
    ]);
    const killed = story(trace).attempts.filter(({ attempt }) => attempt.endsWith('killed'));
    expect(killed).toHaveLength(2);
    expect(tollOf(trace, true)).toMatchObject({ done: 4, repeated: 2, lost: 0 });
  });

  test('a lane that is slowed takes longer from its next stretch on', async () => {
    const { trace } = await struck('web-workers', 'dispatch message\npool 1\n3 x sleep 10ms', [
      [4, { kind: 'slow', lane: 0, by: 3 }],
    ]);
    expect(story(trace).attempts.map(({ times }) => times[2])).toEqual([10, 40, 70]);
  });

  test('a share of what has not begun fails, and what has begun does not', async () => {
    const { trace } = await struck('web-workers', 'dispatch message\npool 2\n6 x sleep 10ms', [
      [4, { kind: 'fail', share: 1 }],
    ]);
    expect(attempts(trace)).toEqual(['0/1 ok', '1/1 ok', '2/1 failed', '3/1 failed', '4/1 failed', '5/1 failed']);
  });

  test('a message that is dropped comes again once its visibility timeout is over; where the broker forgets it, it is lost', async () => {
    const text =
      'pool 1\nprefetchMultiplier 1\nvisibilityTimeoutMs 40\nrestoreIntervalMs 10\nrestoreEvery 1\n4 x sleep 10ms';
    const redis = await struck('celery', text, [[4, { kind: 'drop' }]]);
    expect(tollOf(redis.trace, true)).toMatchObject({ done: 4, repeated: 0, lost: 0 });
    expect(redis.trace.totalMs).toBeGreaterThan(55);
    const sqlite = await struck('celery', `broker sqlite\npollPhaseMs 1000\n${text}`, [[4, { kind: 'drop' }]]);
    expect(tollOf(sqlite.trace, true)).toMatchObject({ done: 3, lost: 1 });
  });

  test('where nobody works there is nothing to hit, and the run is as it was', async () => {
    const { trace, hits } = await struck('web-workers', 'dispatch message\npool 2\n2 x sleep 10ms', [
      [4, { kind: 'kill', lane: 7 }],
      [4, { kind: 'slow', lane: 7, by: 3 }],
    ]);
    expect(hits).toEqual([false, false]);
    expect(trace.facts.blows).toBeUndefined();
  });
});

describe('written into a scenario', () => {
  test('a kill names a task that the worker of the lane began first, and then kills just that worker', () => {
    const text = 'pool 2\nacksLate on\nrejectOnWorkerLost on\n6 x sleep 10ms';
    const celery = engineById('celery');
    const before = predict(celery, scenarioOf(text), { cores: 2 });
    const task = namedBy(before, 1, 14)!;
    expect(before.spans.at.lane[task]).toBe(1);
    const killed = withKill(text, 'worker', String(task), 14);
    expect(killed).toBe(`${text}\nkill worker of #${task} at 14ms`);
    const after = predict(celery, scenarioOf(killed), { cores: 2 });
    const rows = story(after).attempts.filter(({ attempt }) => attempt.endsWith('killed'));
    expect(rows.map(({ times }) => times[2])).toEqual([14]);
    expect(tollOf(after, true)).toMatchObject({ done: 6, repeated: 1 });
  });

  test('a worker that was killed before takes the tasks that it began along', () => {
    const text = 'dispatch message\npool 1\n4 x sleep 10ms\nkill worker of #1 at 14ms';
    const trace = predict(engineById('web-workers'), scenarioOf(text), { cores: 2 });
    expect(namedBy(trace, 0, 13)).toBe(1);
    expect(namedBy(trace, 0, 14)).toBe(2);
    expect(namedBy(trace, 5, 14)).toBeUndefined();
  });

  test('lines of tasks fail by a share, all other lines and comments stay', () => {
    const text = 'pool 3 # three\n8 x sleep 1 retry 2 # eight\n\nsleep 2 fails\nkill worker of #1 at 1s';
    expect(withFailures(text, 0.1)).toBe(
      'pool 3 # three\n8 x sleep 1 retry 2 fails 10% # eight\n\nsleep 2 fails\nkill worker of #1 at 1s',
    );
    expect(withFailures('sleep 2 fails', 0.1)).toBeUndefined();
    expect(() => parseNotation(withFailures(text, 0.1)!)).not.toThrow();
  });

  test('the moment of a stretch is its middle, in whole milliseconds where one lies within', () => {
    expect(momentIn(10, 21)).toBe(16);
    expect(momentIn(10.2, 10.5)).toBe(10.35);
  });
});
