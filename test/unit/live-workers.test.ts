/** Workers that are asked by message: started, killed, lost, and cancelled. Neither they nor the clock are real. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import type { Death } from '../../src/kernel/live/page/page-run.ts';
import { Jumps } from '../../src/kernel/live/platform/jumps.ts';
import { leftovers } from '../../src/kernel/live/platform/leftovers.ts';
import { startWorker } from '../../src/kernel/live/pool/worker-handle.ts';
import { WorkerPool } from '../../src/kernel/live/pool/worker-pool.ts';
import type { RunSetup } from '../../src/kernel/live/worker/run-setup.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { FakePage } from '../fake-page.ts';
import { FakeLocks, FakeWorker } from '../fake-worker.ts';
import { runOnFakeWorkers, startOnFakeWorkers } from '../live-on-fake-page.ts';
import { story } from '../live-story.ts';

const webWorkers = engineById('web-workers');
const scenarioOf = (text: string) => parseNotation(`dispatch message\n${text}`).scenario;
const NOTHING = { workers: 0, timers: 0, locks: 0, waits: 0 };

describe('kills', () => {
  test('a worker is killed in its task: the task is lost at that moment, another worker takes its lane', async () => {
    const scenario = scenarioOf('pool 2\n4 x sleep 10ms\nkill worker of #1 at 13ms\nkill worker of #0 at 5ms');
    const run = await runOnFakeWorkers(webWorkers, scenario);
    expect((run.facts.deaths as readonly Death[]).map(({ task, lane, atMs }) => ({ task, lane, atMs }))).toEqual([
      { task: '0', lane: 0, atMs: 5 },
      { task: '3', lane: 1, atMs: 13 },
    ]);
    const ends = (trace: typeof run) => story(trace).attempts.map(({ attempt, times }) => [attempt, times[2]]);
    expect(ends(run).sort()).toEqual(ends(predict(webWorkers, scenario, { cores: 64 })).sort());
    expect(leftovers()).toEqual(NOTHING);
  });

  test('a kill names a task that nobody has begun by then: nobody is killed', async () => {
    const run = await runOnFakeWorkers(webWorkers, scenarioOf('pool 1\n2 x sleep 10ms\nkill worker of #1 at 5ms'));
    expect(run.facts.deaths).toBeUndefined();
    expect(story(run).attempts.map(({ attempt }) => attempt)).toEqual(['0/1 ok', '1/1 ok']);
  });

  test('who dies in a chunk gives the rest of it back', async () => {
    const { scenario } = parseNotation('dispatch chunk\nchunksize 4\npool 1\nsleep 5ms\nsleep 6ms dies\n2 x sleep 7ms');
    const run = await runOnFakeWorkers(webWorkers, scenario);
    expect(story(run)).toEqual(story(predict(webWorkers, scenario, { cores: 64 })));
    expect(story(run).attempts.map(({ attempt }) => attempt)).toEqual(['0/1 ok', '1/1 killed', '2/1 ok', '3/1 ok']);
  });
});

test('a task that waits in its midst for others goes on once they are over, though its log comes with each answer', async () => {
  const scenario: Scenario = {
    workers: 2,
    tasks: [
      { id: 'parent', gets: ['a', 'b'], segments: [5, 7].map((ms) => ({ kind: 'sleep', ms })) },
      { id: 'a', segments: [{ kind: 'sleep', ms: 10 }] },
      { id: 'b', segments: [{ kind: 'sleep', ms: 12 }] },
    ],
  };
  const run = await runOnFakeWorkers(engineById('ray.wait'), scenario);
  const predicted = predict(engineById('ray.wait'), scenario, { cores: 64 });
  const attempts = (trace: typeof run) => story(trace).attempts.map(({ attempt }) => attempt);
  expect(attempts(run)).toContain('parent/1 ok');
  expect(attempts(run).sort()).toEqual(attempts(predicted).sort());
});

test('a run that is cancelled leaves no worker, timer, lock or answer that somebody waits for', async () => {
  const controller = new AbortController();
  const run = await startOnFakeWorkers(webWorkers, scenarioOf('pool 3\n9 x sleep 10ms'), { signal: controller.signal });
  run.page.setTimer(15, () => controller.abort());
  await run.page.run();
  const trace = await run.finished;
  await new Promise(setImmediate);
  expect(trace.facts.stoppedMs).toBe(15);
  // Where memory is not shared, the page has heard of those attempts only that were answered.
  expect(story(trace).attempts.map(({ attempt }) => attempt)).toEqual(['0/1 ok', '1/1 ok', '2/1 ok']);
  expect(run.workers.map(({ alive }) => alive)).toEqual([false, false, false]);
  expect(leftovers()).toEqual(NOTHING);
});

test('where somebody sets the calendar, or the computer sleeps, the run says by how much', async () => {
  const run = await startOnFakeWorkers(webWorkers, scenarioOf('pool 1\nsleep 10ms'));
  run.page.setTimer(5, () => {
    run.page.calendarAheadMs = 3_600_000;
  });
  await run.page.run();
  const trace = await run.finished;
  expect(trace.facts.clockJumpedMs).toBe(3_600_000);
  expect(trace.totalMs).toBe(10);
});

test('where the clock goes on while the computer sleeps, the run says so: no beat came for long', async () => {
  const run = await startOnFakeWorkers(webWorkers, scenarioOf('pool 1\nsleep 40000ms'));
  run.page.setTimer(5_000, () => run.page.beat());
  run.page.setTimer(35_000, () => run.page.beat());
  await run.page.run();
  expect((await run.finished).facts.clockJumpedMs).toBe(30_000);
});

test('a page that computes has no beats either, and is no computer that sleeps', () => {
  const page = new FakePage();
  const jumps = new Jumps(page);
  jumps.beat(Number.NEGATIVE_INFINITY);
  page.burn(40_000);
  jumps.beat(page.now());
  expect(jumps.sumMs).toBe(0);
  page.burn(12_000);
  jumps.beat(page.now() - 11_000);
  expect(jumps.sumMs).toBe(11_000);
  jumps.hide();
  page.burn(60_000);
  jumps.beat(Number.NEGATIVE_INFINITY);
  expect(jumps.sumMs).toBe(11_000);
});

test('a calendar that is put right by a little is no jump', async () => {
  const run = await startOnFakeWorkers(webWorkers, scenarioOf('pool 1\nsleep 10ms'));
  run.page.calendarAheadMs = -900;
  await run.page.run();
  expect((await run.finished).facts.clockJumpedMs).toBeUndefined();
});

describe('one worker', () => {
  const page = new FakePage();
  const locks = new FakeLocks();
  const fake = (silent = false) => new FakeWorker({ page, locks }, silent);
  beforeEach(() => vi.stubGlobal('navigator', { locks }));
  afterEach(() => {
    vi.useRealTimers();
    expect(leftovers()).toEqual(NOTHING);
  });

  /** Starts it; its page goes on meanwhile. */
  async function started(worker: FakeWorker) {
    const starting = startWorker(() => worker as unknown as Worker);
    await page.run();
    return await starting;
  }

  test('a script that cannot be loaded is said with its reason', async () => {
    const worker = fake(true);
    const starting = startWorker(() => worker as unknown as Worker);
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'no such script' }));
    await expect(starting).rejects.toThrow('A worker could not start: no such script');
    expect(worker.alive).toBe(false);
  });

  test('a worker that never answers is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const worker = fake(true);
    const starting = startWorker(() => worker as unknown as Worker);
    const refused = expect(starting).rejects.toThrow('A worker could not start: no answer in 30 s');
    await vi.advanceTimersByTimeAsync(30_000);
    await refused;
    expect(worker.alive).toBe(false);
  });

  test('one that goes while it is set up is said to have gone, and nobody waits for it', async () => {
    const worker = fake();
    const starting = startWorker(() => worker as unknown as Worker, {
      setUp: () => {
        worker.terminate();
        return new Promise(() => {});
      },
    });
    const refused = expect(starting).rejects.toThrow('A worker could not start: it closed itself');
    await page.run();
    await refused;
  });

  test('one that nobody waits for any more is ended before it has answered', async () => {
    const worker = fake(true);
    const controller = new AbortController();
    const starting = startWorker(() => worker as unknown as Worker, { signal: controller.signal });
    controller.abort();
    await expect(starting).rejects.toThrow('The run is over');
    expect(worker.alive).toBe(false);
  });

  test('a pool that ends takes along those that are starting', async () => {
    const worker = fake(true);
    const pool = new WorkerPool({} as RunSetup, { computes: false, makeWorker: () => worker as unknown as Worker });
    const filled = pool.fill(1);
    pool.end();
    await expect(filled).rejects.toThrow('The run is over');
    expect(worker.alive).toBe(false);
  });

  test('one that went while others were starting is nobody’s spare', async () => {
    const [first, second] = [fake(), fake(true)];
    const made = [first, second];
    const pool = new WorkerPool({} as RunSetup, {
      computes: false,
      makeWorker: () => made.shift() as unknown as Worker,
    });
    const one = pool.start();
    await page.run();
    pool.spare(await one);
    expect(pool.spares).toHaveLength(1);
    first.terminate();
    await page.run();
    expect(pool.spares).toHaveLength(0);
    pool.spare(await one);
    expect(pool.spares).toHaveLength(0);
    pool.end();
  });

  test('who is killed is gone once, with the reason of the first who killed it', async () => {
    const handle = await started(fake());
    const gone = vi.fn();
    handle.onGone = gone;
    handle.kill('first');
    handle.kill('second');
    expect(gone).not.toHaveBeenCalled();
    await page.run();
    expect(gone.mock.calls).toEqual([['first']]);
  });

  test('who closes itself is found by its lock', async () => {
    const worker = fake();
    const handle = await started(worker);
    const gone = vi.fn();
    handle.onGone = gone;
    worker.terminate();
    await page.run();
    expect(gone.mock.calls).toEqual([['it closed itself']]);
  });

  test('a message that cannot be read ends it', async () => {
    const worker = fake();
    const handle = await started(worker);
    const gone = vi.fn();
    handle.onGone = gone;
    worker.dispatchEvent(new Event('messageerror'));
    expect(gone.mock.calls).toEqual([['a message could not be read']]);
    expect(worker.alive).toBe(false);
  });

  test('of one that is of no more use nobody is told', async () => {
    const worker = fake();
    const handle = await started(worker);
    const gone = vi.fn();
    handle.onGone = gone;
    handle.end();
    handle.end();
    handle.kill('too late');
    await page.run();
    expect(gone).not.toHaveBeenCalled();
    expect(worker.alive).toBe(false);
  });
});
