/** The live kernel in a real browser, on a harness page of its own. Bounds are generous: other programs may be running. */
import { expect, type Page, test } from '@playwright/test';
import '../seed/load-engines.ts';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario, Segment, TaskSpec } from '../../src/scenario/scenario.ts';
import { type SpanFile, traceFile } from '../../src/trace/files/trace-file.ts';
import type { Ran, Row } from './harness/live.ts';
import { type Served, serveHarness } from './harness/serve.ts';

const NOTHING = { workers: 0, timers: 0, locks: 0, waits: 0 };
const EARLY_MS = 2;
const LATE_MS = 500;

const sleep = (ms: number): Segment => ({ kind: 'sleep', ms });
const cpu = (ms: number): Segment => ({ kind: 'cpu', ms });
const task = (id: number, segments: Segment[], more: Partial<TaskSpec> = {}): TaskSpec => ({
  id: String(id),
  segments,
  ...more,
});
const tasks = (...lists: Segment[][]): TaskSpec[] => lists.map((segments, id) => task(id, segments));

let served: Served;
test.beforeAll(async () => {
  served = await serveHarness(true);
});
test.afterAll(() => served.close());

const troubles: string[] = [];
test.beforeEach(async ({ page }) => {
  troubles.length = 0;
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) troubles.push(message.text());
  });
  await page.goto(served.url);
  await page.waitForFunction(() => 'live' in window);
});

interface Options {
  engine: string;
  scenario: Scenario;
  abortMs?: number;
  watch?: boolean;
}
/** Runs it, and sees that nothing is left behind. */
async function run(page: Page, options: Options): Promise<Ran> {
  const ran = await page.evaluate((given) => window.live.run(given), options);
  await expect.poll(() => page.evaluate(() => window.live.leftovers())).toEqual(NOTHING);
  expect(troubles).toEqual([]);
  return ran;
}

/** `task/attempt outcome`, in order of task and attempt. */
const outcomes = (rows: readonly Row[]): string[] =>
  rows
    .map(({ task: t, attempt, outcome }) => `${t}/${attempt} ${outcome}`)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b));

const ends = (rows: readonly Row[]): number[] => [...rows].sort((a, b) => a.task - b.task).map(({ end }) => end);

function expectTimes(measured: readonly number[], expected: readonly number[]): void {
  expect(measured).toHaveLength(expected.length);
  for (const [i, ms] of expected.entries()) {
    expect(measured[i]).toBeGreaterThanOrEqual(ms - EARLY_MS);
    expect(measured[i]).toBeLessThan(ms + LATE_MS);
  }
}

/** As a harness row has it. */
const byOf = (gaveWay: SpanFile['gaveWay']): string => (gaveWay ? `${gaveWay.task}/${gaveWay.attempt}` : '');

/** Spans, their segments and waits are sound: in order, no overlap, all between submit and end. */
function expectSound(rows: readonly Row[]): void {
  for (const row of rows) {
    expect(row.submit).toBeLessThanOrEqual(row.start);
    expect(row.start).toBeLessThanOrEqual(row.end);
    let at = row.start;
    for (const { start, end } of row.segments) {
      expect(start).toBeGreaterThanOrEqual(at);
      expect(end).toBeGreaterThanOrEqual(start);
      at = end;
    }
    expect(at).toBeLessThanOrEqual(row.end);
    at = row.submit;
    for (const { start, end } of row.waits) {
      expect(start).toBeGreaterThanOrEqual(at - 1e-6);
      expect(end).toBeGreaterThan(start);
      at = end;
    }
    expect(at).toBeLessThanOrEqual(row.end);
  }
  const starts = rows.map(({ start }) => start);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
}

const FOUR = ['web-workers', 'async-pool', 'semaphore', 'sequential'];
const DISPATCHES = ['message', 'chunk', 'shared'] as const;

/** The article's case, ten times as fast. */
const article = (workers: number): Scenario => ({
  workers,
  tasks: tasks([sleep(0)], [sleep(100)], [sleep(200)], [sleep(300)], [sleep(400)]),
});

for (const engine of FOUR) {
  test(`${engine}: the article's case ends in its order, at its times`, async ({ page }) => {
    const expected = engine === 'sequential' ? [0, 100, 300, 600, 1000] : [0, 100, 200, 300, 500];
    const { rows } = await run(page, { engine, scenario: article(3), watch: true });
    expectTimes(ends(rows), expected);
    expectSound(rows);
    expect([...rows].sort((a, b) => a.end - b.end).map((row) => row.task)).toEqual([0, 1, 2, 3, 4]);
    for (const row of rows) expect(row.yielded).toBeGreaterThanOrEqual(row.end);
  });
}

test("with five places all of the article's tasks sleep at once", async ({ page }) => {
  for (const engine of FOUR.slice(0, 3)) {
    const { rows } = await run(page, { engine, scenario: article(5) });
    expectTimes(ends(rows), [0, 100, 200, 300, 400]);
  }
});

test('a task sees its segments one after another, and what is left of its time is named', async ({ page }) => {
  const scenario = { workers: 2, tasks: tasks([sleep(30), cpu(20), sleep(20)], [cpu(20)], [sleep(10)]) };
  for (const engine of FOUR) {
    const { rows } = await run(page, { engine, scenario });
    expectSound(rows);
    for (const row of rows) {
      const kinds = scenario.tasks[row.task]!.segments.map(({ kind }) => (kind === 'cpu' ? 1 : 0));
      expect(row.segments.map(({ kind }) => kind)).toEqual(kinds);
      // From submit to start it waited, every moment of it, for something that has a name.
      const waited = row.waits
        .filter(({ end }) => end <= row.start + 1e-6)
        .reduce((sum, w) => sum + w.end - w.start, 0);
      expect(Math.abs(waited - (row.start - row.submit))).toBeLessThan(0.01);
    }
  }
});

test('a sleeper that wakes while the main thread computes waits for the loop', async ({ page }) => {
  const scenario = { workers: 2, tasks: tasks([sleep(20), cpu(400)], [sleep(60)]) };
  const { rows } = await run(page, { engine: 'async-pool', scenario });
  const computing = rows.find((row) => row.task === 0)!;
  const sleeper = rows.find((row) => row.task === 1)!;
  const late = sleeper.waits.find(({ for: cause, start }) => cause === 'loop' && start > sleeper.start)!;
  expect(late.start - sleeper.start).toBeGreaterThan(55);
  // How long the work takes is the machine's; the sleeper waits until it is done.
  expect(late.end).toBeGreaterThanOrEqual(computing.end - 1);
  expect(late.end).toBeGreaterThan(late.start);
});

test('the heart stops while the main thread computes, and beats on while workers do', async ({ page }) => {
  const scenario = { workers: 2, tasks: tasks([cpu(300)], [cpu(300)]) };
  const longest = ({ beats }: Ran) => Math.max(...beats.map((beat, i) => beat - (beats[i - 1] ?? 0)));
  // What else the computer does may keep the page for a while, once or twice.
  await expect(async () => {
    const own = await run(page, { engine: 'async-pool', scenario });
    const workers = await run(page, { engine: 'web-workers', scenario });
    expect(longest(own)).toBeGreaterThan(200);
    expect(longest(workers)).toBeLessThan(longest(own));
  }).toPass({ timeout: 30_000, intervals: [0] });
});

test('spans of workers are seen while they are under way', async ({ page }) => {
  for (const dispatch of DISPATCHES) {
    const ran = await run(page, { engine: 'web-workers', scenario: { ...article(2), dispatch }, watch: true });
    expect(ran.seenRunning).toBeGreaterThan(5);
  }
});

test('message, chunk and shared dispatch give the same spans and outcomes', async ({ page }) => {
  const list = [
    task(0, [sleep(20)], { fails: [1], retry: 2 }),
    task(1, [sleep(60)], { fails: true }),
    task(2, [sleep(40)]),
    task(3, [sleep(30)], { after: ['2'] }),
    task(4, [sleep(20)], { after: ['1'] }),
    task(5, [], { retry: 1 }),
  ];
  const seen: string[][] = [];
  for (const dispatch of DISPATCHES) {
    const ran = await run(page, {
      engine: 'web-workers',
      scenario: { workers: 2, chunksize: 2, dispatch, tasks: list },
    });
    expectSound(ran.rows);
    seen.push(outcomes(ran.rows));
    expect(ran.queued.map((queued) => [queued.task, queued.cause])).toEqual([[4, 'dependency']]);
    const merge = ran.rows.find((row) => row.task === 3)!;
    expect(merge.waits[0]!.for).toBe('dependency');
    expect(merge.start).toBeGreaterThanOrEqual(ran.rows.find((row) => row.task === 2)!.end);
  }
  expect(seen[0]).toEqual(['0/1 failed', '0/2 ok', '1/1 failed', '2/1 ok', '3/1 ok', '5/1 ok']);
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
});

test('the main-thread engines fail, retry and hold back like the workers', async ({ page }) => {
  const list = [
    task(0, [sleep(20)], { fails: [1], retry: 2 }),
    task(1, [sleep(10)], { dies: true }),
    task(2, [sleep(10)], { after: ['0'] }),
    task(3, [], { after: ['1'] }),
  ];
  for (const engine of FOUR.slice(1)) {
    const ran = await run(page, { engine, scenario: { workers: 2, tasks: list } });
    expectSound(ran.rows);
    expect(outcomes(ran.rows)).toEqual(['0/1 failed', '0/2 ok', '1/1 failed', '2/1 ok']);
    expect(ran.queued.map((queued) => queued.task)).toEqual([3]);
  }
});

for (const dispatch of DISPATCHES) {
  test(`${dispatch}: a worker that closes itself kills its task, is seen to be gone, and is replaced`, async ({
    page,
  }) => {
    const list = tasks([sleep(20)], [sleep(20)], [sleep(20)], [sleep(20)], [sleep(20)]);
    list[0] = { ...list[0]!, dies: true };
    list[1] = { ...list[1]!, dies: true, retry: 1 };
    const { rows, facts } = await run(page, {
      engine: 'web-workers',
      scenario: { workers: 2, chunksize: 2, dispatch, tasks: list },
    });
    expectSound(rows);
    expect(outcomes(rows)).toEqual(['0/1 killed', '1/1 killed', '1/2 killed', '2/1 ok', '3/1 ok', '4/1 ok']);
    const deaths = facts.deaths as { task: string; reason: string }[];
    expect(deaths.map((death) => death.task).sort()).toEqual(['0', '1', '1']);
    for (const { reason } of deaths) expect(reason).toContain('closed itself');
    for (const row of rows) expect(row.yielded).not.toBeNaN();
  });

  test(`${dispatch}: a worker that is killed takes its task along, and is replaced`, async ({ page }) => {
    const kills = [{ atMs: 90, workerOf: '1' }];
    const { rows, facts } = await run(page, {
      engine: 'web-workers',
      scenario: { workers: 2, dispatch, kills, tasks: tasks([sleep(60)], [sleep(60)], [sleep(60)], [sleep(60)]) },
    });
    expectSound(rows);
    const killed = rows.filter(({ outcome }) => outcome === 'killed');
    expect(killed).toHaveLength(1);
    expect(killed[0]!.lane).toBe(rows.find((row) => row.task === 1)!.lane);
    expect(killed[0]!.end).toBeGreaterThanOrEqual(90 - EARLY_MS);
    expect(rows).toHaveLength(4);
    expect(facts.deaths).toHaveLength(1);
  });

  test(`${dispatch}: a stop ends sleeping and computing workers at once`, async ({ page }) => {
    const { rows, facts, queued, ownMs } = await run(page, {
      engine: 'web-workers',
      abortMs: 150,
      scenario: { workers: 2, dispatch, tasks: tasks([sleep(30)], [sleep(5000)], [cpu(3000)], [sleep(50)]) },
    });
    expectSound(rows);
    expect(outcomes(rows)).toEqual(['0/1 ok', '1/1 cancelled', '2/1 cancelled']);
    expect(facts.stoppedMs).toBeGreaterThan(100);
    for (const row of rows) if (row.outcome === 'cancelled') expect(row.end).toBeCloseTo(facts.stoppedMs!, 3);
    expect(queued.map((q) => [q.task, q.cause])).toEqual([[3, 'worker']]);
    expect(ownMs - 150).toBeLessThan(LATE_MS);
  });
}

test('on the main thread a stop comes when the running cpu segment ends', async ({ page }) => {
  for (const engine of FOUR.slice(1)) {
    const { rows, facts } = await run(page, {
      engine,
      abortMs: 60,
      scenario: { workers: 2, tasks: tasks([sleep(20), cpu(100), cpu(100), cpu(2000)], [sleep(5000)], [sleep(10)]) },
    });
    expectSound(rows);
    const first = rows.find((row) => row.task === 0)!;
    expect(first.outcome).toBe('cancelled');
    expect(first.segments.length).toBeLessThan(4);
    expect(first.end).toBeCloseTo(facts.stoppedMs!, 3);
  }
});

test('a stop before the begin is a result, too', async ({ page }) => {
  const { rows, facts } = await run(page, { engine: 'async-pool', abortMs: 0, scenario: article(3) });
  expect(facts.stoppedMs).toBeLessThan(LATE_MS);
  for (const { outcome } of rows) expect(['ok', 'cancelled']).toContain(outcome);
});

test("worker clocks agree with the page's within a millisecond", async ({ page }) => {
  const clocks = await page.evaluate(async () => {
    const hosts = await Promise.all([1, 2, 3].map(() => window.live.startWorker()));
    const seen = hosts.map(({ clock }) => clock);
    for (const host of hosts) host.end();
    return seen;
  });
  for (const { measuredMs, uncertaintyMs, offsetMs } of clocks) {
    expect(Math.abs(measuredMs - offsetMs)).toBeLessThan(Math.max(1, uncertaintyMs));
    expect(uncertaintyMs).toBeLessThan(5);
  }
});

test('two workers compute faster than the main thread', async ({ page }) => {
  test.skip((await page.evaluate(() => navigator.hardwareConcurrency)) < 2, 'needs two cores');
  const scenario = { workers: 2, tasks: tasks(...Array.from({ length: 4 }, () => [cpu(150)])) };
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const workers = await run(page, { engine: 'web-workers', scenario });
    const own = await run(page, { engine: 'async-pool', scenario });
    best = Math.min(best, workers.totalMs / own.totalMs);
  }
  expect(best).toBeLessThan(0.85);
});

test('thousands of empty tasks are all done, once each, by every dispatch', async ({ page }) => {
  for (const dispatch of DISPATCHES) {
    const scenario = {
      workers: 2,
      chunksize: 100,
      dispatch,
      tasks: Array.from({ length: dispatch === 'message' ? 1000 : 4000 }, (_, id) => task(id, [])),
    };
    const { rows, queued } = await run(page, { engine: 'web-workers', scenario });
    expect(new Set(rows.map((row) => row.task)).size).toBe(scenario.tasks.length);
    expect(rows).toHaveLength(scenario.tasks.length);
    expect(queued).toEqual([]);
    expect(rows.every((row) => row.yielded >= row.end)).toBe(true);
  }
});

test('a run of many tasks is rehearsed, and of the rehearsal nothing is in the trace', async ({ page }) => {
  const count = 1200;
  const tasks = Array.from({ length: count }, (_, id) => ({
    ...task(id, [{ kind: 'cpu' as const, ms: 0.01 }]),
    ...(id % 100 === 0 && { fails: [1], retry: 1 }),
  }));
  const engines = [
    ...DISPATCHES.map((dispatch) => ({ engine: 'web-workers', dispatch })),
    { engine: 'async-pool' },
    { engine: 'semaphore' },
    { engine: 'ThreadPoolExecutor.as_completed' },
  ];
  for (const { engine, ...knobs } of engines) {
    const { rows, totalMs } = await run(page, { engine, scenario: { workers: 2, chunksize: 50, tasks, ...knobs } });
    expect(rows.filter(({ outcome }) => outcome === 'failed')).toHaveLength(count / 100);
    expect(rows.filter(({ outcome }) => outcome === 'ok')).toHaveLength(count);
    // What is wrong is listed, with the engine.
    const wrong = rows.filter(({ submit, start, end }) => !(submit >= 0 && start >= submit && end <= totalMs));
    expect({ engine, ...knobs, totalMs, wrong: wrong.slice(0, 5) }).toEqual({ engine, ...knobs, totalMs, wrong: [] });
  }
});

test('workers that have ended are let go', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page);
  /** Worker objects that a garbage collector leaves. */
  const workers = async (): Promise<number> => {
    for (let n = 0; n < 4; n++) await cdp.send('HeapProfiler.collectGarbage');
    const { result } = await cdp.send('Runtime.evaluate', { expression: 'Worker.prototype' });
    const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
    const counted = await cdp.send('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    return counted.result.value as number;
  };
  const scenario: Scenario = { workers: 2, tasks: tasks([sleep(2)], [cpu(1)]) };
  const before = await workers();
  for (const dispatch of DISPATCHES)
    for (let n = 0; n < 4; n++) await run(page, { engine: 'web-workers', scenario: { ...scenario, dispatch } });
  await run(page, { engine: 'web-workers', scenario: { ...scenario, tasks: [task(0, [sleep(5)], { dies: true })] } });
  // The last run's may still be on their way out.
  await expect.poll(workers).toBeLessThanOrEqual(before + 2);
});

test('too many workers are refused, by name', async ({ page }) => {
  const name = await page.evaluate(async () => {
    const { prepare, engineById } = window.live;
    const scenario = { workers: 65, tasks: [{ id: '0', segments: [] }] };
    return prepare(engineById('web-workers'), scenario, { cores: 2, roundsPerMs: 1 }).catch((error) => error.name);
  });
  expect(name).toBe('RefusedError');
});

test('what was prepared and never started leaves nothing', async ({ page }) => {
  await page.evaluate(async () => {
    const { prepare, engineById } = window.live;
    const scenario = { workers: 2, tasks: [{ id: '0', segments: [] }] };
    (await prepare(engineById('web-workers'), scenario, { cores: 2, roundsPerMs: 1 })).dispose();
  });
  await expect.poll(() => page.evaluate(() => window.live.leftovers())).toEqual(NOTHING);
});

test.describe('without cross-origin isolation', () => {
  let plain: Served;
  test.beforeAll(async () => {
    plain = await serveHarness(false);
  });
  test.afterAll(() => plain.close());

  test('tasks still run by message and by chunk; shared memory is refused, with the way to it', async ({ page }) => {
    await page.goto(plain.url);
    await page.waitForFunction(() => 'live' in window);
    const list = tasks([sleep(40)], [sleep(20)], [cpu(20)], [sleep(20)]);
    list[1] = { ...list[1]!, fails: true };
    list[3] = { ...list[3]!, dies: true };
    for (const dispatch of ['message', 'chunk'] as const) {
      const { rows } = await run(page, {
        engine: 'web-workers',
        scenario: { workers: 2, chunksize: 2, dispatch, tasks: list },
      });
      expectSound(rows);
      expect(outcomes(rows)).toEqual(['0/1 ok', '1/1 failed', '2/1 ok', '3/1 killed']);
    }
    const refused = await page.evaluate(
      (scenario) =>
        window.live.run({ engine: 'web-workers', scenario }).catch(({ name, message }) => `${name}: ${message}`),
      { workers: 2, dispatch: 'shared' as const, tasks: list },
    );
    expect(refused).toContain('RefusedError');
    expect(refused).toContain('Cross-Origin-Opener-Policy');
  });
});

/** Where workers take tasks themselves, one that is quick takes a task of no length and the next before its fellow is awake. */
const longer = (list: readonly TaskSpec[]): TaskSpec[] =>
  list.map((one) => ({ ...one, segments: one.segments.map(({ ms }) => sleep(ms + 100)) }));

test("who gave way in the article's case is measured as it is predicted", async ({ page }) => {
  for (const engine of FOUR) {
    const scenario = article(3);
    const { spans } = traceFile(predict(engineById(engine), scenario, { cores: 2 }));
    const predicted = Object.fromEntries(spans.map((span) => [span.task, byOf(span.gaveWay)]));
    for (const dispatch of engine === 'web-workers' ? DISPATCHES : [undefined]) {
      const tasksOf = dispatch === 'shared' ? longer(scenario.tasks) : scenario.tasks;
      const given = { ...scenario, tasks: tasksOf, ...(dispatch && { dispatch }) };
      const { rows } = await run(page, { engine, scenario: given });
      expect(Object.fromEntries(rows.map((row) => [String(row.task), row.by]))).toEqual(predicted);
    }
  }
});

test('a retry, a dependency and a permit tell who let them begin', async ({ page }) => {
  const list = [
    task(0, [sleep(50)], { fails: [1], retry: 1 }),
    task(1, [sleep(160)]),
    task(2, [sleep(40)], { after: ['0', '1'] }),
    task(3, [sleep(300)]),
  ];
  for (const engine of FOUR.slice(0, 3)) {
    for (const workers of [2, 4]) {
      const { rows } = await run(page, { engine, scenario: { workers, tasks: list } });
      const by = Object.fromEntries(rows.map((row) => [`${row.task}/${row.attempt}`, row.by]));
      // With four places nobody waits for one; with two, task 3 takes up what the failed attempt gave up.
      if (workers === 4) expect(by).toEqual({ '0/1': '', '1/1': '', '3/1': '', '0/2': '0/1', '2/1': '1/1' });
      else expect(by).toEqual({ '0/1': '', '1/1': '', '3/1': '0/1', '0/2': '1/1', '2/1': '0/2' });
    }
  }
});
