import { expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { DEFAULT_DRAFT, PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import { knobTrouble, liveness } from '../../src/store/machine/liveness.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { blockedMs } from '../../src/store/run/blocking.ts';
import { packTrace } from '../../src/store/traces/pack-trace.ts';
import { unpackTrace } from '../../src/store/traces/packed-trace.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { waitFor } from '../wait-for.ts';

function opened(draft = DEFAULT_DRAFT) {
  return createOverlap({ draft, notice: null, theme: 'system', singleKeys: true, cores: 2 });
}

test('opens with a scenario, and soon with a prediction for every engine', async () => {
  const { store, registry } = opened();
  expect(store.getState().scenario.workers).toBe(3);
  await waitFor(() => expect(store.getState().makespans['asyncio.gather']).toBe(4000));
  const { makespans, bySize } = store.getState();
  expect([makespans['web-workers'], makespans.semaphore, makespans.sequential]).toEqual([5000, 5000, 10_000]);
  expect(bySize.slice(0, 5)).toEqual([10_000, 6000, 5000, 4000, 4000]);
  expect(registry.of('web-workers').predicted?.spans.length).toBe(5);
});

test('a mistake keeps the last good scenario and says where it is', () => {
  const { store, good } = opened();
  store.getState().setText('sleep 0..4\n8 x cpu 150 m');
  const { mistake, scenario, draft } = store.getState();
  expect(mistake).toMatchObject({ line: 2, column: 9, length: 5 });
  expect(mistake?.message).toBe('Found “150 m”, expected a duration in ms, s, min or h, such as 150ms.');
  expect(scenario.tasks.length).toBe(5);
  expect(draft.text).toContain('150 m');
  expect(good().text).toBe('sleep 0..4');
});

test('a knob moved while the text is wrong moves the last good scenario too', () => {
  const { store, good } = opened();
  store.getState().setText('sleep 0..4 oops');
  store.getState().setKnob('workers', 7);
  expect(store.getState().scenario.workers).toBe(7);
  expect(store.getState().mistake).not.toBeNull();
  expect(good().knobs.workers).toBe(7);
});

test('a knob that rights its own line takes the mistake away', () => {
  const { store } = opened();
  store.getState().setText('pool x\nsleep 1');
  expect(store.getState().mistake).not.toBeNull();
  store.getState().setKnob('workers', 4);
  expect(store.getState().draft.text).toBe('pool 4\nsleep 1');
  expect(store.getState().mistake).toBeNull();
  expect(store.getState().scenario).toMatchObject({ workers: 4, tasks: [{}] });
});

test('moving a knob reads the same scenario as its text does', () => {
  const { store, good } = opened();
  for (const preset of PRESETS) {
    store.getState().loadDraft(presetDraft(preset));
    store.getState().setKnob('workers', 9);
    store.getState().setKnob('seed', 3);
    expect(store.getState().scenario).toEqual(draftScenario(good()));
    expect(store.getState().scenario).toMatchObject({ workers: 9, seed: 3 });
  }
});

test('engines chosen while the text is wrong are part of the link', () => {
  const { store, good } = opened();
  store.getState().setText('oops');
  store.getState().setEngines(['sequential']);
  expect(good()).toMatchObject({ text: 'sleep 0..4', engines: ['sequential'] });
});

test('Reset goes back to what the page opened with, undo brings it back', () => {
  const { store } = opened(presetDraft(PRESETS[1]!));
  store.getState().setText('sleep 1');
  store.getState().reset();
  expect(store.getState().draft.text).toBe('8 x cpu 150ms');
  store.getState().undo();
  expect(store.getState().draft.text).toBe('sleep 1');
  expect(store.getState().canRedo).toBe(true);
});

test('a new task list takes the view and a selection that is gone; a knob leaves both', () => {
  const { store } = opened();
  store.getState().setView({ fromMs: 1, toMs: 2 });
  store.getState().select({ engine: 'semaphore', task: 4, attempt: 1 });
  store.getState().setKnob('workers', 5);
  expect(store.getState().view).not.toBeNull();
  expect(store.getState().selected).not.toBeNull();
  store.getState().setText('sleep 1');
  expect(store.getState().view).toBeNull();
  expect(store.getState().selected).toBeNull();
});

test('what is told of a broken link goes with the first change', () => {
  const overlap = createOverlap({
    draft: DEFAULT_DRAFT,
    notice: { says: 'damaged', opened: false },
    theme: 'system',
    singleKeys: true,
    cores: 2,
  });
  expect(overlap.store.getState().notice?.says).toBe('damaged');
  overlap.store.getState().setText('sleep 1');
  expect(overlap.store.getState().notice).toBeNull();
});

test('what a run blocks is its CPU time on the main thread, retries included', () => {
  const scenario = draftScenario({ text: '3 x cpu 400ms\ncpu 1 fails retry 2\nsleep 9', knobs: {}, engines: [] });
  expect(blockedMs(engineById('async-pool'), scenario)).toBe(4200);
  expect(blockedMs(engineById('web-workers'), scenario)).toBe(0);
});

test('all engines run live but those that say why not; those with a GIL and shared memory need isolation', () => {
  const means = { workers: true, isolated: false };
  for (const engine of ENGINES) {
    const { live } = engine;
    expect(liveness(engine, { workers: true, isolated: true })).toBe(
      live.needs === 'nothing here' ? live.because : true,
    );
    if (live.needs === 'nothing here') continue;
    if (live.needs !== 'shared memory') expect(liveness(engine, means)).toBe(true);
    else expect(liveness(engine, means)).toMatch(/isolated.*Cross-Origin-Opener-Policy: same-origin/);
    if (engine.lanes.cpu === 'loop') expect(liveness(engine, { workers: false, isolated: false })).toBe(true);
  }
  expect(liveness(engineById('multiprocessing.Pool.imap'), { workers: false, isolated: false })).toContain('Workers');
  expect(knobTrouble('dispatch', 'shared', means)).toContain('isolated');
  expect(knobTrouble('dispatch', 'shared', { ...means, isolated: true })).toBeUndefined();
});

test('a trace comes out of its packed as it went in', () => {
  for (const preset of PRESETS) {
    const scenario = draftScenario(presetDraft(preset));
    const trace = predict(engineById('web-workers'), scenario, { cores: 2 });
    const sent = traceFile(trace);
    expect(sent.causes).toBe('recorded');
    const { packed, transfer } = packTrace(trace);
    const arrived = unpackTrace(structuredClone(packed, { transfer }), scenario);
    expect(traceFile(arrived)).toEqual(sent);
  }
});
