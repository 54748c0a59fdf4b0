/** Engines whose programs load with the first need of them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sequential } from '../../src/engines/browser/sequential.ts';
import { type Engine, lateEngine } from '../../src/engines/engine.ts';
import { isThere, whenThere } from '../../src/engines/late.ts';
import { engineById, listEngine } from '../../src/engines/list.ts';
import type { Scheduler } from '../../src/engines/scheduler.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { predictScenario } from '../../src/store/predict/predict-scenario.ts';
import { waitFor } from '../wait-for.ts';

const { programs, main, ...facts } = sequential;
const scenario = { tasks: [{ id: '0', segments: [{ kind: 'sleep' as const, ms: 7 }] }] };

/** A late engine, and what lets its programs come, or fails to. */
function late(id: string): { engine: Engine; comes: () => void; fails: () => void; asked: () => number } {
  let asked = 0;
  let settle: [(scheduler: Scheduler) => void, (error: Error) => void];
  const engine = lateEngine({ ...facts, id, title: id }, () => {
    asked++;
    return new Promise((...both) => {
      settle = both;
    });
  });
  return {
    engine,
    comes: () => settle[0]({ programs, main }),
    fails: () => settle[1](new Error('no network')),
    asked: () => asked,
  };
}

const frames: (() => void)[] = [];
const draw = () => {
  for (const call of frames.splice(0)) call();
};
beforeEach(() => {
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => frames.push(call));
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  frames.length = 0;
});

const open = (engines: readonly string[]) =>
  createOverlap({
    draft: { text: 'sleep 10ms', knobs: {}, engines },
    notice: null,
    theme: 'system',
    singleKeys: true,
    cores: 2,
  });

test('its facts are there at once, its programs once they are loaded; they are asked for once', async () => {
  const { engine, comes, asked } = late('late-facts');
  expect(engine.title).toBe('late-facts');
  expect(isThere(engine)).toBe(false);
  expect(() => predict(engine, scenario, { cores: 1 })).toThrow('wait for whenThere(engine)');
  const both = Promise.all([whenThere(engine), whenThere(engine)]);
  comes();
  await both;
  expect(isThere(engine)).toBe(true);
  expect(asked()).toBe(1);
  expect(predict(engine, scenario, { cores: 1 }).totalMs).toBe(7);
});

test('its facts can be copied before its programs are there', () => {
  const { engine } = late('late-copied');
  expect({ ...engine, title: 'A copy' }).toMatchObject({ id: 'late-copied', title: 'A copy', lanes: facts.lanes });
  expect(() => engine.programs).toThrow('wait for whenThere(engine)');
});

test('a load that failed is tried again with the next need', async () => {
  const { engine, comes, fails, asked } = late('late-retried');
  const first = predictScenario(engine, scenario, { cores: 1 });
  fails();
  await expect(first).rejects.toThrow('no network');
  const second = predictScenario(engine, scenario, { cores: 1 });
  comes();
  expect((await second).totalMs).toBe(7);
  expect(asked()).toBe(2);
});

test('a page that opens with it shows the others at once, and it once its programs have come', async () => {
  const { engine, comes } = late('late-shown');
  listEngine(engine);
  const { registry, predictor, store } = open(['semaphore', 'late-shown']);
  await waitFor(() => {
    draw();
    expect(registry.of('semaphore').predicted?.totalMs).toBe(10);
  });
  expect(registry.of('late-shown').predicted).toBeUndefined();
  expect(predictor.whatIf('late-shown', 1)).toBeUndefined();
  comes();
  await waitFor(() => {
    draw();
    expect(registry.of('late-shown').predicted?.totalMs).toBe(10);
  });
  expect(predictor.whatIf('late-shown', 1)).toBe(10);
  expect(store.getState().makespans['late-shown']).toBe(10);
});

test('one that is only listed is not loaded while the page opens, but once the user changes something', async () => {
  const { engine, comes, asked } = late('late-listed');
  listEngine(engine);
  const { registry, store } = open(['semaphore']);
  const last = engineById('event-loop').id;
  await waitFor(() => {
    draw();
    expect(store.getState().makespans[last]).toBe(10);
  });
  expect(asked()).toBe(0);
  store.getState().setText('sleep 20ms');
  await waitFor(() => {
    draw();
    expect(asked()).toBe(1);
  });
  comes();
  await waitFor(() => {
    draw();
    expect(registry.of('late-listed').predicted?.totalMs).toBe(20);
  });
});

test('one that is only listed is loaded when the list is looked at', async () => {
  const { engine, comes, asked } = late('late-looked-at');
  listEngine(engine);
  const { registry, predictor } = open(['semaphore']);
  predictor.listAll();
  expect(asked()).toBe(1);
  comes();
  await waitFor(() => {
    draw();
    expect(registry.of('late-looked-at').predicted?.totalMs).toBe(10);
  });
});
