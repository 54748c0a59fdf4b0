import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { inOrder, type PredictionRequest } from '../../src/store/predict/prediction-request.ts';
import { startPredictionWorkerFor } from '../../src/store/predict/start-with-tasks.ts';
import { WarmWorker } from '../../src/store/predict/warm-worker.ts';
import { inTimeSlices } from '../../src/store/timing/time-slices.ts';
import { figuresOf } from '../../src/store/traces/figures-of.ts';
import { packTrace } from '../../src/store/traces/pack-trace.ts';
import { unpackTrace } from '../../src/store/traces/packed-trace.ts';
import { waitFor } from '../wait-for.ts';

const SIX = ENGINES.slice(0, 6).map(({ id }) => id);
const draft = { text: '300 x sleep 20ms +-50%', knobs: { workers: 8 }, engines: SIX };
const opened = () => createOverlap({ draft, notice: null, theme: 'system', singleKeys: true, cores: 2 });

/** Frames, drawn when the test says so, as on a page. */
const frames: (() => void)[] = [];
function draw(): void {
  for (const call of frames.splice(0)) call();
}

beforeEach(() => {
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => frames.push(call));
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  frames.length = 0;
});

/** The pool sizes that the engines shown are predicted for. */
function sizesIn({ store, registry }: ReturnType<typeof opened>): Set<number | undefined> {
  return new Set(store.getState().draft.engines.map((id) => registry.of(id).predicted?.scenario.workers));
}

async function predicted(page: ReturnType<typeof opened>, workers: number): Promise<void> {
  await waitFor(() => {
    draw();
    expect([...sizesIn(page)]).toEqual([workers]);
  });
}

test('the frame that answers a move predicts nothing, what was shown stays until all of the new is there', async () => {
  const page = opened();
  await predicted(page, 8);
  const seen: (number | undefined)[][] = [];
  page.store.subscribe(() => seen.push([...sizesIn(page)]));
  page.store.getState().setKnob('workers', 4);
  draw();
  expect([...sizesIn(page)]).toEqual([8]);
  await predicted(page, 4);
  expect(seen.filter((sizes) => sizes.length !== 1)).toEqual([]);
});

test('a newer move leaves out what an older one still waits for', async () => {
  const page = opened();
  await predicted(page, 8);
  const seen = new Set<number | undefined>();
  page.store.subscribe(() => {
    for (const size of sizesIn(page)) seen.add(size);
  });
  page.store.getState().setKnob('workers', 4);
  draw();
  page.store.getState().setKnob('workers', 5);
  draw();
  await predicted(page, 5);
  expect([...seen]).toEqual([8, 5]);
});

test('another engine is predicted without those that are there already', async () => {
  const page = opened();
  page.store.getState().setEngines(SIX.slice(0, 2));
  await predicted(page, 8);
  const before = page.registry.of(SIX[0]!).predicted;
  page.store.getState().setEngines(SIX.slice(0, 3));
  await predicted(page, 8);
  expect(page.registry.of(SIX[0]!).predicted).toBe(before);
});

test('engines that are only listed raise no revision: they are in no picture', async () => {
  const page = opened();
  await predicted(page, 8);
  const { revision } = page.store.getState();
  const listed = inOrder({ ...page.store.getState(), shown: SIX } as unknown as PredictionRequest).later;
  expect(listed.length).toBeGreaterThan(3);
  await waitFor(() => {
    for (const { id } of listed) expect(page.store.getState().makespans[id]).toBeGreaterThan(0);
  });
  expect(page.store.getState().revision).toBe(revision);
});

test('slices end when they are as long as a frame can bear, and what is dropped is not begun', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const waiting: (() => void)[] = [];
  const done: number[] = [];
  const steps = [5, 5, 5, 50, 1, 1].map((ms, i) => () => {
    done.push(i);
    clock.mockReturnValue(performance.now() + ms);
  });
  const drop = inTimeSlices(steps, (call) => {
    waiting.push(call);
    return () => waiting.splice(0);
  });
  expect(done).toEqual([]);
  waiting.shift()!();
  expect(done).toEqual([0, 1]);
  waiting.shift()!();
  expect(done).toEqual([0, 1, 2, 3]);
  drop();
  expect(waiting).toEqual([]);
  clock.mockRestore();
});

/** A worker that answers nothing, and what it was sent. */
class Silent extends EventTarget {
  static all: Silent[] = [];
  readonly sent: unknown[] = [];
  ended = false;
  constructor() {
    super();
    Silent.all.push(this);
  }
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
}

/** The methods called, in order. */
const called = ({ sent }: Silent): string[] => sent.map((message) => (message as { path: string[] }).path.join('.'));

/** One that never answers, and something to ask it for. */
function warmWorker(): { worker: WarmWorker; request: PredictionRequest } {
  Silent.all = [];
  vi.stubGlobal('Worker', Silent);
  const { scenario } = opened().store.getState();
  return {
    worker: new WarmWorker(() => {}),
    request: { draft, scenario, machine: { cores: 2 }, shown: SIX, sliderMax: 16 },
  };
}

test('the page’s worker is kept: the same tasks are read once, other knobs follow, other tasks are read anew', async () => {
  const { worker, request } = warmWorker();
  worker.take(request);
  worker.release();
  worker.take({ ...request, scenario: { ...request.scenario, workers: 9 } });
  worker.release();
  worker.take({ ...request, scenario: { ...request.scenario, tasks: [] } });
  await vi.waitFor(() => expect(Silent.all.map(called)).toEqual([['take', 'turn', 'take']]));
  expect(Silent.all[0]!.ended).toBe(false);
  worker.end();
});

test('a worker that takes its time over the engines shown tells how far it is', async () => {
  vi.stubGlobal('Worker', Silent);
  const { store } = createOverlap({
    draft: { ...draft, text: '9000 x sleep 1' },
    notice: null,
    theme: 'system',
    singleKeys: true,
    cores: 2,
  });
  expect(store.getState().predicting).toBeNull();
  await waitFor(() => {
    draw();
    expect(store.getState().predicting).toEqual({ done: 0, of: new Set([...SIX, 'sequential']).size });
  });
  store.getState().setText('sleep 1');
  await waitFor(() => {
    draw();
    expect(store.getState().predicting).toBeNull();
  });
});

test('few tasks that are much work go to the worker, and the page’s thread does not try them again', async () => {
  Silent.all = [];
  vi.stubGlobal('Worker', Silent);
  const page = createOverlap({
    draft: { text: 'sleep 1\n8 x cpu 1500', knobs: {}, engines: ['threading.Thread'] },
    notice: null,
    theme: 'system',
    singleKeys: true,
    cores: 2,
  });
  const asked = () => Silent.all.flatMap(called).filter((call) => call === 'predict').length;
  await waitFor(() => {
    draw();
    expect(asked()).toBe(1);
  });
  expect(page.registry.of('threading.Thread').predicted).toBeUndefined();
  expect(page.predictor.whatIf('threading.Thread', 2)).toBeUndefined();
  // What is little work of the same scenario was made here.
  expect(page.registry.of('sequential').predicted?.scenario).toBe(page.store.getState().scenario);
  page.store.getState().setText('sleep 1');
  await waitFor(() => {
    draw();
    expect(page.registry.of('threading.Thread').predicted?.scenario.tasks.length).toBe(1);
  });
});

test('a job that ends while the worker computes ends the worker; the next has one of its own', async () => {
  const { worker, request } = warmWorker();
  worker.take(request);
  void worker.ask((service) => service.predict('semaphore', request.machine, 'picture'));
  worker.release();
  worker.take(request);
  expect(Silent.all.map(({ ended }) => ended)).toEqual([true, false]);
  await vi.waitFor(() => expect(Silent.all.map(called)).toEqual([['take', 'predict'], ['take']]));
  worker.end();
});

test('a scenario that no text describes goes to the worker in columns, without an object for each task', async () => {
  Silent.all = [];
  vi.stubGlobal('Worker', Silent);
  const worker = await startPredictionWorkerFor(opened().store.getState().scenario, () => {});
  let objects = 0;
  const count = (x: unknown): void => {
    if (typeof x !== 'object' || x === null || ArrayBuffer.isView(x) || x instanceof ArrayBuffer) return;
    objects++;
    for (const value of x instanceof Map ? x.values() : Object.values(x)) count(value);
  };
  count(Silent.all[0]!.sent);
  expect(objects).toBeLessThan(20);
  worker.end();
});

test('figures come with the packed trace, so that the page need not look at every row', () => {
  const { scenario } = opened().store.getState();
  const trace = predict(engineById('semaphore'), scenario, { cores: 2 });
  const figures = figuresOf(trace);
  const { packed, transfer } = packTrace(trace);
  const arrived = unpackTrace(structuredClone(packed, { transfer }), scenario);
  arrived.spans.length = 0;
  expect(figuresOf(arrived)).toEqual(figures);
});
