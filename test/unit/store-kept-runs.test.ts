import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Overlap } from '../../src/store/overlap.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { readyToSortRuns } from '../../src/store/run/last-run.ts';
import { comparison } from '../../src/store/runs/comparison.ts';
import { openedRuns } from '../../src/store/runs/opened-runs-actions.ts';
import { recordRuns } from '../../src/store/runs/record-runs.ts';
import { runHistory } from '../../src/store/runs/run-history.ts';
import { waitFor } from '../wait-for.ts';

const page = () =>
  createOverlap({
    draft: { text: 'sleep 0..4\npool 3', knobs: {}, engines: ['web-workers', 'semaphore'] },
    notice: null,
    theme: 'system',
    singleKeys: true,
    cores: 2,
  });
const traceOf = (engine: string, text: string) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2 });
const noon = new Date(2026, 0, 1, 12, 0, 5);
const names = (overlap: Overlap) =>
  runHistory(overlap)
    .store.getState()
    .runs.map(({ name }) => name);

test('a run is kept with its time, its tasks and its pool size for a name, and can be renamed', () => {
  const overlap = page();
  const kept = runHistory(overlap);
  expect(runHistory(overlap)).toBe(kept);
  kept.keep([traceOf('web-workers', 'pool 3\nsleep 0..4')], noon);
  expect(names(overlap)).toEqual(['12:00:05 5 tasks, pool 3, predicted']);
  kept.rename(kept.store.getState().runs[0]!.id, 'Monday');
  expect(names(overlap)).toEqual(['Monday']);
  kept.keep([], noon);
  expect(names(overlap)).toEqual(['Monday']);
});

test('the last ten stay, and those that are pinned; how many went is known', () => {
  const overlap = page();
  const kept = runHistory(overlap);
  const trace = traceOf('web-workers', 'sleep 1');
  for (let i = 0; i < 14; i++) {
    kept.keep([trace], new Date(2026, 0, 1, 12, 0, i));
    if (i === 1) kept.pin(kept.store.getState().runs[0]!.id, true);
  }
  const { runs, gone } = kept.store.getState();
  expect(runs.map(({ name }) => name.slice(6, 8))).toEqual([
    '13',
    '12',
    '11',
    '10',
    '09',
    '08',
    '07',
    '06',
    '05',
    '04',
    '01',
  ]);
  expect(gone).toBe(3);
  kept.forget(runs[0]!.id);
  expect(kept.store.getState()).toMatchObject({ gone: 3 });
  expect(kept.store.getState().runs.length).toBe(10);
});

test('each press of Run keeps what its engines measured', async () => {
  const overlap = page();
  recordRuns(overlap);
  overlap.registry.of('web-workers').measured = traceOf('web-workers', 'sleep 1');
  overlap.registry.of('semaphore').measured = traceOf('semaphore', 'sleep 1');
  overlap.store.setState({ run: { kind: 'starting' } });
  overlap.store.setState({ run: { kind: 'finished', tookMs: 1000, oneByOne: false, hidden: false } });
  // The next run forgets them.
  overlap.registry.forgetMeasured();
  await waitFor(() => expect(names(overlap).length).toBe(1));
  expect(
    runHistory(overlap)
      .store.getState()
      .runs[0]!.traces.map(({ engine }) => engine),
  ).toEqual(['web-workers', 'semaphore']);
});

test('what suggests itself: two predictions, then a run and its prediction, then the last two runs of an engine', async () => {
  const overlap = page();
  const { pair } = comparison(overlap);
  const keys = () => [pair().a?.key, pair().b?.key];
  await waitFor(() => expect(keys()).toEqual(['predicted web-workers', 'predicted semaphore']));
  const [three, four] = [3, 4].map((pool) => traceOf('web-workers', `pool ${pool}\nsleep 0..4`));
  overlap.registry.of('web-workers').measured = three!;
  runHistory(overlap).keep([three!], noon);
  expect(keys()).toEqual(['predicted web-workers', 'measured web-workers']);
  runHistory(overlap).keep([traceOf('semaphore', 'sleep 1'), four!], noon);
  expect(keys()).toEqual(['kept:1 web-workers', 'kept:2 web-workers']);
});

test('the pair stands in the timeline as two sections, B where the alignment puts it; closing one ends that', () => {
  const overlap = page();
  const session = comparison(overlap);
  const kept = runHistory(overlap);
  kept.keep([traceOf('web-workers', 'pool 3\nsleep 0..4')], noon);
  kept.keep([traceOf('web-workers', 'pool 4\nsleep 0..4')], noon);
  const { a, b } = session.pair() as Required<ReturnType<typeof session.pair>>;
  const shown = session.show({ a, b });
  expect(overlap.store.getState().opened.map(({ name }) => name.slice(0, 14))).toEqual([
    'A: Web Workers',
    'B: Web Workers',
  ]);
  expect(session.choices().some(({ key }) => key.startsWith('run:'))).toBe(false);
  // Task 4 began at 1 s with three workers, at once with four, and ended at 5 s and 4 s.
  session.store.setState({ align: 'start' });
  session.lay();
  expect(overlap.registry.of(shown.b).shiftMs).toBe(1000);
  session.store.setState({ align: 'end', task: '0' });
  session.lay();
  expect(session.offset()).toBe(0);
  session.store.setState({ task: 'none' });
  expect(session.chosenOffset({ a, b })).toBeUndefined();
  openedRuns(overlap).shift(shown.a, 300);
  openedRuns(overlap).shift(shown.b, 100);
  expect(session.offset()).toBe(-200);
  session.moveTo(-50);
  expect([overlap.registry.of(shown.a).shiftMs, overlap.registry.of(shown.b).shiftMs]).toEqual([0, -50]);
  expect(session.show({ a, b })).toMatchObject(shown);
  openedRuns(overlap).close(shown.a);
  expect(session.store.getState().shown).toBeNull();
  session.show({ a, b: a });
  // B stays: somebody closed A only.
  expect(overlap.store.getState().opened.length).toBe(3);
  session.hide();
  expect(overlap.store.getState().opened.map(({ id }) => id)).toEqual([shown.b]);
});

test('what was chosen and is gone is missing, not replaced by something else', () => {
  const overlap = page();
  const session = comparison(overlap);
  const kept = runHistory(overlap);
  kept.keep([traceOf('web-workers', 'sleep 1')], noon);
  session.store.setState({ b: 'kept:1 web-workers' });
  expect(session.pair().b?.trace).toBeDefined();
  kept.forget('kept:1');
  expect(session.pair().b).toBeUndefined();
});

test('a run that is drawn again, since its scenario is, is not kept a second time', async () => {
  await readyToSortRuns();
  const overlap = page();
  recordRuns(overlap);
  const { store, registry } = overlap;
  registry.of('semaphore').measured = traceOf('semaphore', 'sleep 0..4\npool 3');
  store.setState({ run: { kind: 'finished', tookMs: 5000, oneByOne: false, hidden: false } });
  await waitFor(() => expect(names(overlap)).toHaveLength(1));
  store.getState().setText('sleep 0..4\npool 4');
  expect(store.getState().run.kind).toBe('ready');
  store.getState().undo();
  expect(store.getState().run.kind).toBe('finished');
  await new Promise((done) => setTimeout(done));
  expect(names(overlap)).toHaveLength(1);
});
