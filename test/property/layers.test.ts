/** Esc leaves what was opened last, and nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { createOverlap, type Overlap } from '../../src/store/overlap.ts';
import { sweepSession } from '../../src/store/sweep/session.ts';
import { leaveInnermost } from '../../src/ui/keys/esc.ts';
import { type Layer, openLayers } from '../../src/ui/keys/layers.ts';
import { modeLine } from '../../src/ui/stage/mode-line.ts';

const opened = (): Overlap =>
  createOverlap({ draft: DEFAULT_DRAFT, notice: null, theme: 'system', singleKeys: true, cores: 2 });

/** How each is opened, and how it is closed elsewhere than by Esc. */
const WAYS: { readonly [L in Exclude<Layer, 'run'>]: (overlap: Overlap, open: boolean) => void } = {
  range: ({ store }, open) => store.getState().look({ range: open ? { fromMs: 1, toMs: 2 } : null }),
  selection: ({ store }, open) => store.getState().select(open ? { engine: 'semaphore', task: 4, attempt: 1 } : null),
  sweep: (overlap, open) => sweepSession(overlap).setOpen(open),
  replay: ({ store }, open) => store.getState().replay({ cursorMs: open ? 0 : null }),
  measure: ({ store }, open) => store.getState().setMeasuring(open),
  note: ({ store }, open) => store.getState().writeNote(open ? 1 : null),
};
/** Presses Esc, and waits until it has done its work. */
async function left(overlap: Overlap): Promise<boolean> {
  const any = leaveInnermost(overlap);
  await import('../../src/ui/keys/leave.ts');
  await Promise.resolve();
  return any;
}
const LAYERS = Object.keys(WAYS) as (keyof typeof WAYS)[];

const steps = fc.array(
  fc.oneof(
    fc.constant({ kind: 'esc' } as const),
    fc.record({ kind: fc.constant('set' as const), layer: fc.constantFrom(...LAYERS), open: fc.boolean() }),
  ),
  { maxLength: 40 },
);

test('in whatever order things are opened and closed, Esc leaves the one opened last of those that are open', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const overlap = opened();
      const layers = openLayers(overlap);
      /** What is open, as a list in which what is opened is put at the end. */
      let expected: Layer[] = [];
      for (const step of all) {
        if (step.kind === 'set') {
          WAYS[step.layer](overlap, step.open);
          if (!step.open) expected = expected.filter((layer) => layer !== step.layer);
          else if (!expected.includes(step.layer)) expected.push(step.layer);
        } else expect(await left(overlap)).toBe(expected.pop() !== undefined);
        expect(layers.getState().layers).toEqual(expected);
      }
      while (expected.pop()) expect(await left(overlap)).toBe(true);
      const { selected, range, cursorMs, measuring, writing } = overlap.store.getState();
      expect([selected, range, cursorMs, measuring, writing]).toEqual([null, null, null, false, null]);
      expect(sweepSession(overlap).store.getState().open).toBe(false);
      expect(await left(overlap)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('a run is left before what was opened before it, and after what was opened since', async () => {
  const { store, ...rest } = opened();
  const cancelled: string[] = [];
  store.setState({ cancel: () => cancelled.push('cancel') });
  const overlap = { store, ...rest };
  openLayers(overlap);
  WAYS.selection(overlap, true);
  store.setState({ run: { kind: 'running', now: [], oneByOne: false } });
  WAYS.measure(overlap, true);
  await left(overlap);
  expect([store.getState().measuring, cancelled]).toEqual([false, []]);
  await left(overlap);
  expect([store.getState().selected?.task, cancelled]).toEqual([4, ['cancel']]);
  store.setState({ run: { kind: 'ready' } });
  await left(overlap);
  expect(store.getState().selected).toBeNull();
});

test('each mode says in one line what to do, and how it ends', () => {
  for (const layer of ['measure', 'replay', 'note', 'sweep'] as const) {
    expect(modeLine([layer, 'selection'], true)).toMatch(/^[A-Z].*\. Esc [a-z ]+\.$/);
    expect(modeLine([layer], false)).not.toContain('Esc');
    expect(modeLine([layer, 'run'], true)).toBeUndefined();
  }
  expect(modeLine(['selection', 'range'], true)).toBeUndefined();
});
