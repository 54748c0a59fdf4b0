/** Opening and saving through the page's inner life: objects, texts, blobs, gzip; notes and view come along. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { fileOf } from '../../src/store/files/save.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { pageInterface } from '../../src/store/page-interface.ts';
import { runHistory } from '../../src/store/runs/run-history.ts';
import { packTasks, unpackTasks } from '../../src/store/traces/packed-tasks.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';

function page() {
  const overlap = createOverlap({ draft: DEFAULT_DRAFT, notice: null, theme: 'system', singleKeys: true, cores: 2 });
  return { ...overlap, overlap: pageInterface(overlap, 2) };
}

const engine = engineById('semaphore');
const trace = predict(engine, parseNotation('pool 2\n3 x sleep 10ms\nsleep 5ms fails').scenario, { cores: 2 });
const rejection = (promise: Promise<unknown>) =>
  promise.then(String, (error: Error) => `${error.name}: ${error.message}`);

test('a trace object, its text, a blob and a gzipped one each become a run of their own', async () => {
  const { overlap, store, registry } = page();
  const file = traceFile(trace);
  const text = JSON.stringify(file);
  const inputs = [file, text, new Blob([text]), new Blob([gzipSync(text)])];
  for (const input of inputs) {
    const { runId, spans } = await overlap.open(input);
    expect(spans).toBe(4);
    expect(traceFile(registry.of(runId).predicted!)).toEqual(file);
  }
  expect(store.getState().opened.map(({ id }) => id)).toHaveLength(4);
  expect(new Set(store.getState().opened.map(({ id }) => id)).size).toBe(4);
});

test('trace events open as objects and texts; a file gives its name', async () => {
  const { overlap, store, registry } = page();
  const events = [{ ph: 'X', name: 'f', ts: 1, dur: 2000, pid: 'a', tid: 'b' }, {}];
  for (const x of [
    events,
    { traceEvents: events },
    JSON.stringify(events),
    new File([JSON.stringify(events)], 'ray.json'),
  ]) {
    const { runId, spans } = await overlap.open(x);
    expect(spans).toBe(1);
    expect(registry.of(runId).measured!.source).toBe('imported');
  }
  expect(store.getState().opened.at(-1)!.name).toBe('ray');
});

test('what is no trace rejects and changes nothing', async () => {
  const { overlap, store } = page();
  const before = store.getState();
  expect(await rejection(overlap.open({ profiles: [] }))).toMatch(/^InputError: file: expected a concurrency-trace\/1/);
  expect(await rejection(overlap.open(null))).toMatch(/^InputError: file: expected a trace object.*found null/);
  expect(await rejection(overlap.open('{"format":"concurrency-trace/1"'))).toMatch(
    /^InputError: file: expected a whole file/,
  );
  expect(await rejection(overlap.open(new Blob([new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6])])))).toMatch(
    /^InputError: file: expected/,
  );
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(await rejection(overlap.open(circle))).toMatch(/^InputError: file: expected a value that JSON can hold/);
  const huge = new Blob(['x']);
  Object.defineProperty(huge, 'size', { value: 2e9 });
  expect(await rejection(overlap.open(huge))).toBe('InputError: file: expected at most 1,000 MB, found 2,000 MB');
  expect(store.getState().opened).toBe(before.opened);
});

test.each(['trace', 'trace-gz', 'events'] as const)(
  'saved as %s and opened again: spans, notes and view',
  async (form) => {
    const { overlap, store, registry } = page();
    const selected = { engine: 'semaphore', task: 1, attempt: 1 };
    store.setState({
      view: { fromMs: 1, toMs: 9 },
      query: '> 2 ms',
      range: { fromMs: 2, toMs: 3 },
      laneChoice: { semaphore: { pinned: [1], hidden: [2] } },
      selected,
      notes: [
        { id: 1, text: 'here', fromMs: 2, toMs: 2 },
        { id: 2, text: 'this one', fromMs: 0, toMs: 10, on: selected },
        { id: 3, text: 'of another', fromMs: 0, toMs: 10, on: { ...selected, engine: 'other' } },
      ],
    });
    const blob = await fileOf(form, store.getState(), engine, trace, (lane) => `task ${lane}`);
    store.setState({ view: null, query: '', range: null, laneChoice: {}, selected: null, notes: [] });
    const { runId } = await overlap.open(blob);
    expect(traceFile(registry.of(runId).predicted!)).toEqual(traceFile(trace));
    const state = store.getState();
    expect(state).toMatchObject({ view: { fromMs: 1, toMs: 9 }, query: '> 2 ms', range: { fromMs: 2, toMs: 3 } });
    expect(state.selected).toEqual({ ...selected, engine: runId });
    expect(state.laneChoice).toEqual({ [runId]: { pinned: [1], hidden: [2] } });
    expect(state.notes).toEqual([
      { id: 1, text: 'here', fromMs: 2, toMs: 2 },
      { id: 2, text: 'this one', fromMs: 0, toMs: 10, on: { ...selected, engine: runId } },
    ]);
  },
);

test('tasks in columns come back as they were', async () => {
  const { tasks } = parseNotation('a: 2 x cpu 5ms, sleep 3ms fails retry 2\nb after a: nothing').scenario;
  const odd = [...tasks, { id: '\ud800é', segments: [{ kind: 'cpu' as const, ms: 1, note: 'x' }] }];
  const { columns } = await packTasks(odd, async () => {});
  expect(await unpackTasks(columns, async () => {})).toEqual(odd);
});

test('open says what was read, and each run can be had again by its id', async () => {
  const { overlap } = page();
  const file = traceFile(trace);
  const text = JSON.stringify(file);
  const whole = await overlap.open(text);
  expect(whole).toMatchObject({ spans: 4, skipped: 0, complete: true, told: '4 of 4 spans read.' });
  const cut = await overlap.open(text.slice(0, text.lastIndexOf('{"task"')));
  expect(cut).toMatchObject({ spans: 3, complete: false });
  expect(cut.told).toMatch(/^3 of 3 spans read\. The file ends early, inside trace\.spans/);
  const packed = gzipSync(text);
  expect(await overlap.open(new Blob([packed.subarray(0, packed.length - 9)]))).toMatchObject({ complete: false });
  const events = [
    { ph: 'X', name: 'f', ts: 1, dur: 2000 },
    { ph: 'C', name: 'n', ts: 1 },
    { ph: 'X', name: 'x' },
  ];
  const foreign = await overlap.open(events);
  expect(foreign).toMatchObject({ spans: 1, skipped: 2, complete: true });

  expect(overlap.trace(whole.runId)).toEqual(file);
  expect(overlap.trace(foreign.runId)).toMatchObject({ source: 'imported', spans: [{ task: 'f', start: 0, end: 2 }] });
  expect(overlap.runs.map(({ runId }) => runId)).toEqual(expect.arrayContaining([whole.runId, foreign.runId]));
  expect(overlap.runs[0]).toEqual({ runId: whole.runId, title: 'semaphore', engine: 'semaphore', source: 'predicted' });
  expect(() => overlap.trace('run:none')).toThrow(/^runId: expected one of run:/);
});

test('runs lists measured and kept ones, too; a kept run of several engines gives a list of traces', () => {
  const { overlap, store, registry } = page();
  expect(overlap.runs).toEqual([]);
  expect(() => overlap.trace('semaphore')).toThrow(/^runId: expected a run, and there is none/);
  registry.of('semaphore').measured = trace;
  const other = predict(engineById('async-pool'), trace.scenario, { cores: 2 });
  runHistory({ store }).keep([trace, other]);
  expect(overlap.runs.map(({ runId, engine }) => `${runId} ${engine}`)).toEqual([
    'semaphore semaphore',
    'kept:1 semaphore, async-pool',
  ]);
  expect(overlap.trace('semaphore')).toEqual(traceFile(trace));
  expect(overlap.trace('kept:1')).toEqual({ traces: [traceFile(trace), traceFile(other)] });
});
