/** Whatever is edited after a run: what is drawn as bars is a run of the scenario on the page, and nothing else is. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { settle } from '../../src/engines/knobs.ts';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { DEFAULT_DRAFT, PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import { createOverlap, type Overlap } from '../../src/store/overlap.ts';
import { readyToSortRuns } from '../../src/store/run/last-run.ts';
import { Trace } from '../../src/trace/trace.ts';

const CORES = 2;
const CHOSEN = [
  'sequential',
  'web-workers',
  'asyncio.gather',
  'ThreadPoolExecutor.as_completed',
  'multiprocessing.Pool.map',
];

type Edit =
  | { readonly kind: 'run' | 'undo' | 'redo' | 'reset' }
  | { readonly kind: 'knob'; readonly name: string; readonly value: number | string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'example'; readonly number: number }
  | { readonly kind: 'engines'; readonly ids: readonly string[] }
  | { readonly kind: 'show'; readonly shown: boolean };

const edits = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom<Edit>({ kind: 'run' }, { kind: 'undo' }, { kind: 'redo' }, { kind: 'reset' }),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Edit>(
        { kind: 'knob', name: 'workers', value: 3 },
        { kind: 'knob', name: 'workers', value: 4 },
        { kind: 'knob', name: 'chunksize', value: 2 },
        { kind: 'knob', name: 'dispatch', value: 'chunk' },
        { kind: 'knob', name: 'switchIntervalMs', value: 7 },
        { kind: 'knob', name: 'seed', value: 5 },
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(
          'sleep 0..4',
          'sleep 0..4\n# the same',
          '3 x sleep 1',
          'sleep 1 +-50%\nsleep 2',
          'oops',
          'pool 3\nsleep 0..4',
        )
        .map((text): Edit => ({ kind: 'text', text })),
    },
    { weight: 1, arbitrary: fc.nat({ max: PRESETS.length - 1 }).map((number): Edit => ({ kind: 'example', number })) },
    { weight: 1, arbitrary: fc.subarray(CHOSEN).map((ids): Edit => ({ kind: 'engines', ids })) },
    { weight: 1, arbitrary: fc.boolean().map((shown): Edit => ({ kind: 'show', shown })) },
  ),
  { minLength: 3, maxLength: 25 },
);

/** A run, as the runner leaves one behind: the prediction stands in for what would be measured. */
function run({ store, registry }: Overlap): void {
  const { scenario, draft, mistake } = store.getState();
  if (mistake || scenario.tasks.length === 0) return;
  registry.forgetMeasured();
  for (const id of draft.engines) {
    try {
      const { spans } = predict(engineById(id), scenario, { cores: CORES });
      const trace = new Trace('measured', id, { cores: CORES }, scenario);
      trace.totalMs = spans.length;
      registry.of(id).measured = trace;
    } catch {
      // It refuses this scenario.
    }
  }
  store.setState({ run: { kind: 'finished', tookMs: 1, oneByOne: false, hidden: false }, lastRun: null });
}

const ACTS: { readonly [K in Edit['kind']]: (overlap: Overlap, edit: Extract<Edit, { kind: K }>) => void } = {
  run,
  undo: ({ store }) => store.getState().undo(),
  redo: ({ store }) => store.getState().redo(),
  reset: ({ store }) => store.getState().reset(),
  knob: ({ store }, { name, value }) => store.getState().setKnob(name, value),
  text: ({ store }, { text }) => store.getState().setText(text),
  example: ({ store }, { number }) => store.getState().loadDraft(presetDraft(PRESETS[number]!)),
  engines: ({ store }, { ids }) => store.getState().setEngines(ids),
  show: ({ store }, { shown }) => store.getState().showLastRun(shown),
};
const apply = (overlap: Overlap, edit: Edit): void => ACTS[edit.kind](overlap, edit as never);

const opened = () =>
  createOverlap({
    draft: { ...DEFAULT_DRAFT, engines: CHOSEN },
    notice: null,
    theme: 'system',
    singleKeys: true,
    cores: CORES,
  });

beforeAll(readyToSortRuns);

test('a bar is never of another scenario than the one on the page', () => {
  fc.assert(
    fc.property(edits, (all) => {
      const overlap = opened();
      const { store, registry } = overlap;
      let ran: string[] = [];
      for (const edit of all) {
        apply(overlap, edit);
        const { scenario, lastRun, draft, run: state } = store.getState();
        if (edit.kind === 'run') ran = Object.keys(registry.measured());
        // Nothing measured is lost.
        expect(Object.keys(registry.measured())).toEqual(ran);
        for (const { id, knobs } of ENGINES) {
          const { measured, last } = registry.of(id);
          expect(measured === undefined || last === undefined).toBe(true);
          if (!measured) continue;
          expect(JSON.stringify(measured.scenario.tasks)).toBe(JSON.stringify(scenario.tasks));
          const used = (of: typeof scenario) => {
            const { chunksize, ...rest } = settle(knobs, of, { cores: CORES });
            // Web Workers look at the chunk size only where tasks travel in chunks.
            return id === 'web-workers' && rest.dispatch !== 'chunk' ? rest : { ...rest, chunksize };
          };
          expect(used(measured.scenario)).toEqual(used(scenario));
        }
        const others = ENGINES.filter(({ id }) => registry.of(id).last);
        const seen = others.filter(({ id }) => lastRun?.differs === 'tasks' || draft.engines.includes(id));
        expect(new Set(lastRun?.engines)).toEqual(new Set(seen.map(({ id }) => id)));
        if (seen.length > 0) expect(state.kind).toBe('ready');
      }
    }),
    { numRuns: 150 },
  );
});

test('undone back to the scenario of the run, the run is there again, whole', () => {
  fc.assert(
    fc.property(edits, (all) => {
      const overlap = opened();
      const { store, registry } = overlap;
      run(overlap);
      const before = registry.measured();
      const ended = store.getState().run;
      for (const edit of all) if (edit.kind !== 'run') apply(overlap, edit);
      for (let i = 0; i < 100 && store.getState().canUndo; i++) store.getState().undo();
      expect(store.getState()).toMatchObject({ lastRun: null, run: ended });
      for (const [id, trace] of Object.entries(before)) expect(registry.of(id).measured).toBe(trace);
    }),
    { numRuns: 100 },
  );
});
