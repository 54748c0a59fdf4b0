import { expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { pageInterface } from '../../src/store/page-interface.ts';

function page() {
  const overlap = createOverlap({ draft: DEFAULT_DRAFT, notice: null, theme: 'system', singleKeys: true, cores: 2 });
  return { ...overlap, overlap: pageInterface(overlap, 2) };
}

const article = {
  workers: 3,
  tasks: [0, 1000, 2000, 3000, 4000].map((ms, i) => ({ id: String(i), segments: [{ kind: 'sleep', ms }] })),
};

/** What a call rejects with, as `Name: message`. */
const rejection = (promise: Promise<unknown>) =>
  promise.then(String, (error: Error) => `${error.name}: ${error.message}`);

test('tells every engine with its knobs', () => {
  const { overlap } = page();
  expect(overlap.engines.map(({ id }) => id)).toEqual(ENGINES.map(({ id }) => id));
  expect(overlap.engines[0]?.knobs[0]).toEqual({ name: 'workers', title: 'Pool size', default: 2, min: 1, max: 1000 });
  expect(overlap.engines[0]?.knobs[1]).toMatchObject({ name: 'dispatch', values: ['message', 'chunk', 'shared'] });
});

test('the scenario that it gives is a copy', () => {
  const { overlap, store } = page();
  const copy = overlap.scenario as { tasks: unknown[] };
  copy.tasks.length = 0;
  expect(store.getState().scenario.tasks.length).toBe(5);
});

test('predicts what it is asked, in the form that it is asked for', async () => {
  const { overlap } = page();
  const whole = await overlap.predict({ engine: 'semaphore', scenario: article, machine: 'ideal' });
  expect(whole).toMatchObject({
    format: 'concurrency-trace/1',
    source: 'predicted',
    machine: { cores: 2 },
    totalMs: 5000,
  });
  const summary = await overlap.predict({ engine: 'web-workers', scenario: article, as: 'summary' });
  expect(summary).not.toHaveProperty('spans');
  expect(summary).toMatchObject({ figures: { makespanMs: 5000, workMs: 10_000, waitsMs: { worker: 1000 } } });
  const columns = await overlap.predict({ engine: 'web-workers', scenario: 'sleep 0..4\npool 3', as: 'columns' });
  expect(columns).toMatchObject({ columns: { outcomes: ['ok', 'failed', 'cancelled', 'killed', 'running'] } });
});

test('Python’s engines are predicted for the recordings’ machine unless another is named', async () => {
  const { overlap } = page();
  const found = await overlap.predict({ engine: 'asyncio.gather', scenario: article });
  expect(found.machine).toMatchObject({ cores: 2, switchIntervalMs: 5, forkStartMs: 1.502 });
  const other = await overlap.predict({ engine: 'asyncio.gather', scenario: article, machine: { cores: 8, speed: 2 } });
  expect(other.machine).toMatchObject({ cores: 8, speed: 2 });
});

test('bad input rejects with an InputError that begins with the path', async () => {
  const { overlap, store } = page();
  const wrong = { workers: 2, tasks: [{ id: '0', segments: [{ kind: 'sleep', ms: 'x' }] }] };
  expect(await rejection(overlap.predict({ engine: 'semaphore', scenario: wrong }))).toBe(
    'InputError: scenario.tasks[0].segments[0].ms: expected a number of 0 or more, found "x"',
  );
  expect(await rejection(overlap.load(wrong))).toMatch(/^InputError: scenario\.tasks\[0\]/);
  expect(await rejection(overlap.load('sleep 1\n8 x cpu 150 m'))).toMatch(/^InputError: scenario:2:9: /);
  expect(await rejection(overlap.load('#v1=%E0%A4%A'))).toMatch(/^InputError: hash: /);
  expect(await rejection(overlap.load('https://example.org/'))).toMatch(/^InputError: hash: /);
  expect(await rejection(overlap.load(null))).toMatch(/^InputError: scenario: expected an object, found null/);
  expect(await rejection(overlap.predict({ engine: 'nobody' }))).toMatch(
    /^InputError: engine: expected one of web-workers/,
  );
  expect(await rejection(overlap.predict(undefined as never))).toMatch(/^InputError: /);
  expect(await rejection(overlap.predict({ engine: 'semaphore', machine: { cores: 0 } }))).toMatch(
    /^InputError: machine\.cores: /,
  );
  expect(await rejection(overlap.predict({ engine: 'semaphore', machine: 'mine' }))).toMatch(/^InputError: machine: /);
  expect(await rejection(overlap.predict({ engine: 'semaphore', as: 'poem' as never }))).toMatch(/^InputError: as: /);
  expect(await rejection(overlap.predict({ engine: 'semaphore', signal: {} as never }))).toMatch(
    /^InputError: signal: /,
  );
  expect(store.getState().draft).toBe(DEFAULT_DRAFT);
});

test('more than 100,000 tasks are refused unless asked for in a smaller form', async () => {
  const { overlap } = page();
  const many = '100001 x sleep 1ms';
  expect(await rejection(overlap.predict({ engine: 'async-pool', scenario: many }))).toMatch(/^RefusedError: /);
  const summary = await overlap.predict({ engine: 'async-pool', scenario: many, as: 'summary' });
  expect(summary).toMatchObject({ figures: { workMs: 100_001 } });
});

test('an aborted prediction rejects with the signal’s reason', async () => {
  const { overlap } = page();
  const reason = new Error('enough');
  await expect(overlap.predict({ engine: 'semaphore', signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test('an engine that does not run here refuses to', async () => {
  const { overlap } = page();
  expect(await rejection(overlap.run({ engine: 'threading.Thread', scenario: article }))).toMatch(
    /^RefusedError: threading\.Thread does not run here: this browser has no Web Workers/,
  );
});

test('this browser as the machine needs workers to be measured', async () => {
  const { overlap, store } = page();
  expect(await rejection(overlap.predict({ engine: 'web-workers', machine: 'here' }))).toMatch(/^RefusedError: /);
  expect(store.getState().calibration).toEqual({ kind: 'none' });
});

test('load keeps a machine set by hand, unless a link brings its own', async () => {
  const { overlap, store } = page();
  store.getState().setMachine({ cores: 8 });
  await overlap.load('pool 2\n3 x sleep 20ms');
  expect(store.getState().draft.machine).toEqual({ cores: 8 });
  await overlap.load('#v1=sleep+1&machine=cpython-3.11-linux');
  expect(store.getState().machineName).toBe('Linux with CPython 3.11, 2 cores');
});

test('load shows a scenario, keeps the engines chosen, and a hash brings its own', async () => {
  const { overlap, store } = page();
  store.getState().setEngines(['sequential']);
  expect(await overlap.load('pool 2\n3 x sleep 20ms')).toMatchObject({ workers: 2, tasks: [{}, {}, {}] });
  expect(store.getState().draft.engines).toEqual(['sequential']);
  expect(await overlap.load(article)).toEqual(overlap.scenario);
  await overlap.load('#v1=sleep+1&engines=semaphore');
  expect(store.getState().draft).toMatchObject({ text: 'sleep 1', engines: ['semaphore'] });
  await overlap.load('http://localhost/#v1=sleep+2');
  expect(store.getState().draft.text).toBe('sleep 2');
});
