/** What breaks, and what that costs in a run on workers that are not real. */
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { leftovers } from '../../src/kernel/live/platform/leftovers.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { tollOf } from '../../src/trace/queries/toll.ts';
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

  test('where nobody works there is nothing to hit, and the run is as it was', async () => {
    const { trace, hits } = await struck('web-workers', 'dispatch message\npool 2\n2 x sleep 10ms', [
      [4, { kind: 'kill', lane: 7 }],
      [4, { kind: 'slow', lane: 7, by: 3 }],
    ]);
    expect(hits).toEqual([false, false]);
    expect(trace.facts.blows).toBeUndefined();
  });
});
