import { expect, test } from 'vitest';
import { addNote, changeNote, putBack, removeNote } from '../../src/store/look/notes-actions.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { publishPredictions } from '../../src/store/predict/prediction-actions.ts';
import { FIRST_LOOK } from '../../src/store/state/first-look.ts';

const draft = { text: 'pool 2\n3 x sleep 20ms', knobs: {}, engines: ['web-workers'] };
const opened = (text = draft.text) =>
  createOverlap({ draft: { ...draft, text }, notice: null, theme: 'system', singleKeys: true, cores: 2 });

test('a text that is wrong keeps the last good scenario, and its link', () => {
  const { store, good } = opened();
  const { scenario } = store.getState();
  store.getState().setText('3 x sleeep');
  expect(store.getState().scenario).toBe(scenario);
  expect(store.getState().mistake?.line).toBe(1);
  expect(good().text).toBe(draft.text);
  store.getState().setText('4 x sleep 10ms');
  expect(store.getState().mistake).toBeNull();
  expect(store.getState().scenario.tasks.length).toBe(4);
  expect(good().text).toBe('4 x sleep 10ms');
});

test('a page that opens with a wrong text shows the default scenario and says what is wrong', () => {
  const { store, good } = opened('nonsense');
  expect(store.getState().draft.text).toBe('nonsense');
  expect(store.getState().mistake).not.toBeNull();
  expect(store.getState().scenario.tasks.length).toBeGreaterThan(0);
  expect(good().text).not.toBe('nonsense');
});

test('a knob moves without reading the tasks again', () => {
  const { store } = opened();
  const { tasks } = store.getState().scenario;
  store.getState().setKnob('workers', 7);
  expect(store.getState().scenario.workers).toBe(7);
  expect(store.getState().scenario.tasks).toBe(tasks);
  expect(store.getState().draft.text).toContain('pool 7');
});

test('undo and redo go along drafts, reset goes back to the first and can be undone', () => {
  const { store } = opened();
  const { setEngines, undo, redo, reset } = store.getState();
  setEngines(['async-pool']);
  setEngines(['semaphore']);
  undo();
  expect(store.getState().draft.engines).toEqual(['async-pool']);
  redo();
  expect(store.getState().draft.engines).toEqual(['semaphore']);
  reset();
  expect(store.getState().draft.engines).toEqual(['web-workers']);
  undo();
  expect(store.getState().draft.engines).toEqual(['semaphore']);
});

test('other tasks take back the window, the range and a selection that is gone', () => {
  const { store } = opened();
  const { select, look, setText } = store.getState();
  look({ view: { fromMs: 1, toMs: 2 }, range: { fromMs: 0, toMs: 1 } });
  select({ engine: 'web-workers', task: 2, attempt: 1 });
  setText('2 x sleep 20ms');
  expect(store.getState()).toMatchObject({ view: null, range: null, selected: null });
});

test('looking again at how one looked before drops a selection that is gone, and follows no run', () => {
  const { store } = opened();
  const selected = { engine: 'web-workers', task: 9, attempt: 1 };
  store.getState().lookAgain({ ...FIRST_LOOK, query: 'failed', selected });
  expect(store.getState()).toMatchObject({ query: 'failed', selected: null, following: false });
});

test('what is set is there, and nothing else changes', () => {
  const { store } = opened();
  const { replay, writeNote, showPath, showOnly, setMeasuring, follow, showPanel, tracesChanged } = store.getState();
  const { revision } = store.getState();
  replay({ cursorMs: 5, playing: 2 });
  replay({ playing: 0 });
  writeNote(3);
  showPath(true);
  showOnly('gil');
  setMeasuring(true);
  follow(false);
  showPanel('notes');
  tracesChanged();
  expect(store.getState()).toMatchObject({
    cursorMs: 5,
    playing: 0,
    writing: 3,
    showsPath: true,
    onlyState: 'gil',
    measuring: true,
    following: false,
    panel: 'notes',
    revision: revision + 1,
  });
});

test('notes stand in order of time, and a removed one comes back', () => {
  const { store } = opened();
  const at = (ms: number) => ({ text: '', fromMs: ms, toMs: ms });
  const late = addNote(store, at(9));
  const early = addNote(store, at(1));
  changeNote(store, late.id, 'late');
  store.getState().writeNote(early.id);
  const removed = removeNote(store, early.id)!;
  expect(store.getState().notes.map(({ text }) => text)).toEqual(['late']);
  expect(store.getState().writing).toBeNull();
  putBack(store, removed);
  expect(store.getState().notes.map(({ id }) => id)).toEqual([early.id, late.id]);
});

test('a cut that is over is forgotten with the next prediction of that engine', () => {
  const { store } = opened();
  publishPredictions(store, { makespans: { a: Number.NaN, b: 5 }, cutOffs: { a: 100 } });
  expect(store.getState().cutOffs).toEqual({ a: 100 });
  publishPredictions(store, { makespans: { b: 6 }, cutOffs: {} });
  expect(store.getState().cutOffs).toEqual({ a: 100 });
  publishPredictions(store, { makespans: { a: 7 }, cutOffs: {} });
  expect(store.getState().cutOffs).toEqual({});
  expect(store.getState().makespans).toMatchObject({ a: 7, b: 6 });
});

test('only engines that are drawn raise the revision', () => {
  const { store } = opened();
  const { revision } = store.getState();
  publishPredictions(store, { makespans: { semaphore: 1 } });
  expect(store.getState().revision).toBe(revision);
  publishPredictions(store, { makespans: { 'web-workers': 1 } });
  expect(store.getState().revision).toBe(revision + 1);
});
