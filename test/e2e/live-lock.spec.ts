/** The live GIL, and what Python's engines need of the live kernel. Bounds are generous: other programs may be running. */
import { expect, type Page, test } from '@playwright/test';
import { engineById } from '../../src/engines/list.ts';
import type { Scenario, Segment, TaskSpec } from '../../src/scenario/scenario.ts';
import type { Ran } from './harness/live.ts';
import { type Served, serveHarness } from './harness/serve.ts';

const NOTHING = { workers: 0, timers: 0, locks: 0, waits: 0 };

const sleep = (ms: number): Segment => ({ kind: 'sleep', ms });
const cpu = (ms: number): Segment => ({ kind: 'cpu', ms });
const tasks = (...lists: Segment[][]): TaskSpec[] => lists.map((segments, id) => ({ id: String(id), segments }));
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

let served: Served;
test.beforeAll(async () => {
  served = await serveHarness(true);
});
test.afterAll(() => served.close());
test.beforeEach(async ({ page }) => {
  await page.goto(served.url);
  await page.waitForFunction(() => 'live' in window);
});

async function run(page: Page, engine: string, scenario: Scenario, abortMs?: number): Promise<Ran> {
  const options = { engine, scenario, ...(abortMs === undefined ? {} : { abortMs }) };
  const ran = await page.evaluate((given) => window.live.run(given), options);
  await expect.poll(() => page.evaluate(() => window.live.leftovers())).toEqual(NOTHING);
  return ran;
}

const THREADS = 'ThreadPoolExecutor.as_completed';
const FOUR_BURNS: Scenario = { tasks: tasks([cpu(200)], [cpu(200)], [cpu(200)], [cpu(200)]) };

/** What another program does beside it spoils a measurement once or twice; a lock that is wrong spoils each. */
const inAQuietMoment = (measure: () => Promise<void>) => expect(measure).toPass({ timeout: 45_000, intervals: [0] });

test('more computing threads are no faster than one', async ({ page }) => {
  for (const workers of [2, 4])
    await inAQuietMoment(async () => {
      const one = await run(page, 'sequential', FOUR_BURNS);
      const ran = await run(page, THREADS, { ...FOUR_BURNS, workers });
      expect(ran.totalMs / one.totalMs).toBeGreaterThan(0.8);
      expect(ran.totalMs / one.totalMs).toBeLessThan(2);
    });
});

test('computing threads take turns of the switch interval, and no two compute at once', async ({ page }) => {
  for (const workers of [2, 4]) {
    const ran = await run(page, THREADS, { ...FOUR_BURNS, workers });
    expect(ran.rows.every(({ outcome }) => outcome === 'ok')).toBe(true);

    // Nobody computes while another holds the lock; whoever computes waited for it in between.
    const turns = ran.turns.filter(({ of }) => of === 'gil');
    for (const [i, turn] of turns.entries()) if (i > 0) expect(turn.start).toBeGreaterThan(turns[i - 1]!.end - 0.1);
    const waited = ran.rows.flatMap(({ waits }) => waits.filter((wait) => wait.for === 'gil'));
    expect(waited.length).toBeGreaterThan(20);

    // A switch takes the interval of 5 ms, what the holder needs to see the request, and what waking costs.
    const turnOf = ({ turns }: Ran) => {
      const own = turns.filter(({ of }) => of === 'gil');
      return median(own.filter(({ end }) => end < own.at(-1)!.end - 60).map(({ start, end }) => end - start));
    };
    expect(turnOf(ran)).toBeGreaterThan(3.5);
    await inAQuietMoment(async () => {
      expect(turnOf(await run(page, THREADS, { ...FOUR_BURNS, workers }))).toBeLessThan(16);
    });
  }
});

test('a longer switch interval makes longer turns', async ({ page }) => {
  const scenario = { workers: 2, tasks: FOUR_BURNS.tasks.slice(2) };
  const turnOf = ({ turns }: Ran) => median(turns.map(({ start, end }) => end - start));
  await inAQuietMoment(async () => {
    const short = await run(page, THREADS, scenario);
    const long = await run(page, THREADS, { ...scenario, switchIntervalMs: 40 });
    expect(turnOf(long)).toBeGreaterThan(2 * turnOf(short));
  });
});

test('sleeping threads hold no lock', async ({ page }) => {
  const scenario = { workers: 4, tasks: tasks([sleep(150)], [sleep(150)], [sleep(150)], [sleep(150)]) };
  await inAQuietMoment(async () => {
    const { totalMs } = await run(page, THREADS, scenario);
    expect(totalMs).toBeGreaterThan(148);
    expect(totalMs).toBeLessThan(550);
  });
});

test('threads that compute without end are stopped at once, lock or no lock', async ({ page }) => {
  const scenario = { workers: 3, tasks: tasks([cpu(3000)], [cpu(3000)], [sleep(3000)], [cpu(10)]) };
  await inAQuietMoment(async () => {
    const { rows, facts, ownMs } = await run(page, THREADS, scenario, 200);
    expect(ownMs).toBeLessThan(700);
    expect(facts.stoppedMs).toBeGreaterThan(150);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

const PYTHON = [
  THREADS,
  'ThreadPoolExecutor.map',
  'threading.Thread',
  'asyncio.to_thread',
  'ProcessPoolExecutor.as_completed',
  'ProcessPoolExecutor.map',
  'multiprocessing.Pool.map',
  'multiprocessing.Pool.imap',
  'multiprocessing.Pool.imap_unordered',
  'multiprocessing.Process',
  'asyncio.gather',
  'asyncio.TaskGroup',
  'asyncio.Semaphore',
  'event-loop',
];

test('every engine of the article runs live, and leaves nothing', async ({ page }) => {
  const scenario = { workers: 2, tasks: tasks([sleep(20)], [sleep(10), cpu(10)], [], [sleep(30)]) };
  for (const engine of PYTHON) {
    const { rows, facts } = await run(page, engine, scenario);
    expect(rows.map(({ task, outcome }) => `${task} ${outcome}`).sort()).toEqual(['0 ok', '1 ok', '2 ok', '3 ok']);
    expect(rows.every((row) => row.yielded >= row.end)).toBe(true);
    expect(facts.hung).toBeUndefined();

    // Whoever came to a place as the first was given it by nobody, everybody else by who had it before.
    const { lanes, knobs } = engineById(engine);
    const limited = knobs.some(({ name }) => name === 'workers');
    const places = lanes.perTask ? 2 : new Set(rows.map(({ lane }) => lane)).size;
    expect(rows.filter(({ by }) => by === '')).toHaveLength(limited ? places : 4);
    for (const row of rows) {
      const giver = rows.find(({ task }) => `${task}/1` === row.by);
      if (!giver) continue;
      expect(giver.end).toBeLessThan(row.start + 1);
      if (!lanes.perTask) expect(giver.lane).toBe(row.lane);
    }
  }
});

test('a lost chunk leaves the caller hanging, and that is a result', async ({ page }) => {
  const scenario = {
    workers: 2,
    kills: [{ atMs: 90, workerOf: '1' }],
    tasks: tasks([sleep(60)], [sleep(60)], [sleep(60)], [sleep(60)]),
  };
  const ran = await run(page, 'multiprocessing.Pool.imap_unordered', scenario);
  expect(ran.facts.hung).toBe(true);
  expect(ran.rows.filter(({ outcome }) => outcome === 'killed')).toHaveLength(1);
  const given = await run(page, 'multiprocessing.Pool.imap_unordered', { ...scenario, giveUpMs: 600 });
  expect(given.facts.hung).toBe(true);
  expect(given.ownMs).toBeGreaterThan(590);
});

test('a killed process breaks the pool', async ({ page }) => {
  const scenario = {
    workers: 2,
    kills: [{ atMs: 90, workerOf: '1' }],
    tasks: tasks([sleep(60)], [sleep(60)], [sleep(60)], [sleep(60)], [sleep(60)]),
  };
  const { facts, rows } = await run(page, 'ProcessPoolExecutor.as_completed', scenario);
  expect(facts.raised).toEqual(['BrokenProcessPool']);
  expect(rows.filter(({ outcome }) => outcome === 'killed')).toHaveLength(2);
});

test('a failure cancels the rest of a task group', async ({ page }) => {
  const list = tasks([sleep(30)], [sleep(500)], [sleep(500)]);
  list[0] = { ...list[0]!, fails: true };
  const { facts, rows, totalMs } = await run(page, 'asyncio.TaskGroup', { tasks: list });
  expect(facts.raised).toEqual(['0']);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['failed', 'cancelled', 'cancelled']);
  expect(totalMs).toBeLessThan(400);
});

test('a run that hangs stays open until it is cancelled, if that is wanted', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const { prepare, engineById } = window.live;
    const list = [0, 1, 2].map((id) => ({ id: String(id), segments: [{ kind: 'sleep' as const, ms: 60 }] }));
    const scenario = { workers: 1, kills: [{ atMs: 90, workerOf: '0' }], tasks: list };
    const engine = engineById('multiprocessing.Pool.imap');
    const prepared = await prepare(engine, scenario, { cores: 2, roundsPerMs: undefined });
    const controller = new AbortController();
    let hung = false;
    const live = prepared.start({ signal: controller.signal, keepHung: true, onHung: () => (hung = true) });
    let over = false;
    void live.finished.then(() => (over = true));
    const until = performance.now() + 5000;
    while (!hung && performance.now() < until) await new Promise((done) => setTimeout(done, 20));
    const openWhileHung = hung && !over;
    controller.abort();
    const { facts } = await live.finished;
    return { openWhileHung, hung: facts.hung, stopped: facts.stoppedMs! > 90 };
  });
  expect(seen).toEqual({ openWhileHung: true, hung: true, stopped: true });
});
