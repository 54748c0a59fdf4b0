import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { openedRuns } from '../../src/store/runs/opened-runs-actions.ts';
import { sectionsOf } from '../../src/store/state/sections.ts';
import { figuresOf } from '../../src/store/traces/figures-of.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { knownOf } from '../../src/ui/dock/known.ts';
import { oneLine } from '../../src/ui/dock/one-line.ts';
import { rowsOf } from '../../src/ui/dock/rows.ts';
import { reasonFor } from '../../src/ui/reason/choose.ts';
import { plain } from '../../src/ui/words/sentence.ts';
import { waitFor } from '../wait-for.ts';

const page = () =>
  createOverlap({
    draft: { text: 'sleep 0..4\npool 3', knobs: {}, engines: ['web-workers'] },
    notice: null,
    theme: 'system',
    singleKeys: true,
    cores: 2,
  });

function made(engine: string, text: string, change: Partial<TraceFile> = {}) {
  const trace = predict(engineById(engine), parseNotation(text).scenario, { cores: 2 });
  return readTrace({ ...JSON.parse(JSON.stringify(traceFile(trace))), source: 'measured', ...change });
}
/** Waits for all that is predicted of an opened run: the For loop over its tasks comes last. */
const settled = ({ registry }: ReturnType<typeof page>, id: string) =>
  waitFor(() => expect(registry.of(id).sequentialMs).toBeGreaterThan(0));

test('an opened run is a section below the engines, with a row of figures and a reason of its own', async () => {
  const overlap = page();
  const id = openedRuns(overlap).open(made('semaphore', 'pool 2\n4 x sleep 1'), 'monday.json');
  await settled(overlap, id);
  const sections = sectionsOf(overlap.store.getState(), overlap.registry);
  expect(sections.map(({ id, title }) => [id, title])).toEqual([
    ['web-workers', 'Web Workers'],
    [id, 'monday.json'],
  ]);
  expect(sectionsOf(overlap.store.getState(), overlap.registry)[1]).toBe(sections[1]);
  const known = knownOf(overlap);
  // Its own prediction, and a For loop over its own four seconds of sleep.
  expect(rowsOf(known)[1]).toMatchObject({
    name: 'monday.json',
    makespan: '2.000 s',
    predicted: '2.000 s',
    error: '+0.0 %',
    speedUp: '2.00×',
  });
  expect(oneLine(known, id)).toMatch(/^2\.00 s · 2\.00× · 100 % busy/);
  overlap.store.getState().select({ engine: id, task: 3, attempt: 1 });
  const reason = reasonFor(knownOf(overlap));
  expect(reason).toMatchObject({ title: 'Why was task 3 late?', about: 'monday.json' });
  expect(plain(reason.says[0]!)).toContain('It waited 1.000 s for a permit');
});

test('what an engine made that nobody knows opens too, with lanes like threads and no prediction', async () => {
  const overlap = page();
  const trace = made('web-workers', 'pool 3\nsleep 0..4', { engine: 'viztracer', source: 'imported' });
  const id = openedRuns(overlap).open(trace, 'trace.json');
  await settled(overlap, id);
  const section = sectionsOf(overlap.store.getState(), overlap.registry)[1]!;
  expect(section).toMatchObject({ title: 'trace.json', holds: 'viztracer, imported', lanes: { kind: 'thread' } });
  expect(overlap.registry.of(id).predicted).toBeUndefined();
  // 10 s of sleep on three lanes within 5 s.
  expect(figuresOf(trace).utilisation).toBeCloseTo(2 / 3, 6);
  expect(rowsOf(knownOf(overlap))[1]).toMatchObject({
    predicted: '–',
    utilisationOf: 'of 3 threads',
    speedUp: '2.00×',
  });
  overlap.store.getState().select({ engine: id, task: 4, attempt: 1 });
  expect(reasonFor(knownOf(overlap)).title).toBe('Why was task 4 late?');
});

test('where tasks are lanes, each has its own, whatever the recording said', () => {
  const overlap = page();
  const trace = made('asyncio.gather', '3 x sleep 1', { source: 'recorded' });
  for (let row = 0; row < trace.spans.length; row++) trace.spans.at.lane[row] = 0;
  openedRuns(overlap).open(trace, 'gather');
  expect([...trace.spans.at.lane.slice(0, 3)]).toEqual([...trace.spans.at.task.slice(0, 3)]);
});

test('a prediction is drawn as one', async () => {
  const overlap = page();
  const trace = predict(engineById('semaphore'), parseNotation('pool 2\n4 x sleep 1').scenario, { cores: 2 });
  const id = openedRuns(overlap).open(trace, 'foretold');
  await settled(overlap, id);
  expect(overlap.registry.of(id)).toMatchObject({ predicted: trace });
  expect(overlap.registry.of(id).measured).toBeUndefined();
  expect(rowsOf(knownOf(overlap))[1]).toMatchObject({ makespan: '–', predicted: '2.000 s' });
});

test('the page’s own run, draft and interface leave opened runs alone, and closing takes all of one away', async () => {
  const overlap = page();
  const runs = openedRuns(overlap);
  const id = runs.open(made('semaphore', 'pool 2\n12 x sleep 1'), 'a');
  const other = runs.open(made('semaphore', 'pool 2\n2 x sleep 1'), 'b');
  await settled(overlap, id);
  expect(overlap.registry.measured()).toEqual({});
  overlap.registry.forgetMeasured();
  expect(overlap.registry.of(id).measured).toBeDefined();
  overlap.store.getState().select({ engine: id, task: 11, attempt: 1 });
  overlap.store.getState().setText('2 x sleep 1');
  expect(overlap.store.getState().selected?.task).toBe(11);
  expect(overlap.registry.of(id).last).toBeUndefined();
  runs.rename(id, 'Monday');
  expect(sectionsOf(overlap.store.getState(), overlap.registry).find((one) => one.id === id)?.title).toBe('Monday');
  runs.close(id);
  expect(overlap.store.getState()).toMatchObject({ selected: null, opened: [{ id: other, name: 'b' }] });
  expect(overlap.registry.of(id).measured).toBeUndefined();
});

test('what an exported program measured is held against the machine that the page was told, if the file knows only cores', async () => {
  const overlap = page();
  overlap.store.getState().setMachine({ cores: 8, threadStartMs: 40 });
  const program = { source: 'recorded', machine: { cores: 2 } } as const;
  const open = async (change: Partial<TraceFile>) => {
    const id = openedRuns(overlap).open(made('ThreadPoolExecutor.map', 'pool 2\n2 x sleep 0.1', change), 'out.json');
    await settled(overlap, id);
    return overlap.registry.of(id).predicted!.machine;
  };
  expect(await open(program)).toEqual({ cores: 2, threadStartMs: 40 });
  // A recording that tells its machine's costs is predicted with those, and so is a run of another page.
  expect(await open({ ...program, machine: { cores: 2, threadStartMs: 1 } })).toEqual({ cores: 2, threadStartMs: 1 });
  expect(await open({ ...program, source: 'measured' })).toEqual({ cores: 2 });
  overlap.store.getState().setMachine(undefined);
  expect(await open(program)).toEqual({ cores: 2 });
});
