import { beforeEach, expect, test } from 'vitest';
import { encodeHash } from '../../src/scenario/packed-hash.ts';
import { openLink } from '../../src/store/draft/open-link.ts';
import { createOverlap, type Overlap } from '../../src/store/overlap.ts';
import { columnEngine } from '../../src/store/predict/prediction-request.ts';
import { enginesOf, firstPooled, furtherKnobs } from '../../src/store/state/chosen-engines.ts';
import { sectionsOf } from '../../src/store/state/sections.ts';

const ORDER = ['semaphore', 'sequential', 'asyncio.gather', 'web-workers'];
const draft = { text: '4 x sleep 100ms', knobs: { workers: 2 }, engines: ORDER };
let overlap: Overlap;

beforeEach(() => {
  overlap = createOverlap({ draft, notice: null, theme: 'system', singleKeys: true, cores: 2 });
});

test('the sections of the timeline, the figures and Run take the engines in the order in which they were put', () => {
  const { store, registry, runner } = overlap;
  const ids = (engines: readonly { readonly id: string }[]) => engines.map(({ id }) => id);
  expect(ids(sectionsOf(store.getState(), registry))).toEqual(ORDER);
  expect(ids(enginesOf(ORDER))).toEqual(ORDER);
  // This Node has no workers.
  expect(ids(runner.live())).toEqual(ORDER.filter((id) => id !== 'web-workers' || typeof Worker !== 'undefined'));
  store.getState().setEngines(ORDER.toReversed());
  expect(ids(sectionsOf(store.getState(), registry))).toEqual(ORDER.toReversed());
  store.getState().undo();
  expect(ids(sectionsOf(store.getState(), registry))).toEqual(ORDER);
});

test('the columns over the slider are those of the first engine with a pool', () => {
  const { scenario, assumed } = overlap.store.getState();
  for (const shown of [ORDER, ORDER.toReversed()]) {
    const request = { draft, scenario, machine: assumed.machine, shown, sliderMax: 16 };
    expect(columnEngine(request)?.id).toBe(shown === ORDER ? 'semaphore' : 'web-workers');
    expect(firstPooled(shown)?.id).toBe(columnEngine(request)?.id);
  }
});

test('a link keeps the order', () => {
  expect(openLink(encodeHash(draft)).draft).toEqual(draft);
  const other = { ...draft, engines: ORDER.toReversed() };
  expect(openLink(encodeHash(other)).draft).toEqual(other);
  // Even the default engines, in another order.
  const turned = { ...draft, engines: ['semaphore', 'async-pool', 'web-workers'] };
  expect(openLink(encodeHash(turned)).draft).toEqual(turned);
});

test('controls of knobs stay where they are, whatever the order', () => {
  const names = (ids: readonly string[]) => furtherKnobs(ids, { tasks: [] }).map(({ name }) => name);
  const ids = ['multiprocessing.Pool.map', 'threading.Thread', 'web-workers'];
  expect(names(ids.toReversed())).toEqual(names(ids));
});
