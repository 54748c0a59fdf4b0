/** The page's inner life: store, registry, predictor and runner, put together. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Draft, draftScenario, type MachineChoice, withKnob } from '../scenario/draft.ts';
import type { KnobName } from '../scenario/knobs.ts';
import type { Machine } from '../scenario/machine.ts';
import { DEFAULT_DRAFT } from '../scenario/presets.ts';
import type { Kill, Scenario } from '../scenario/scenario.ts';
import { History } from './draft/history.ts';
import { mistakeIn, mistakeOf } from './draft/mistake.ts';
import { Calibrator, foundWords } from './machine/calibrator.ts';
import { assumedMachine } from './machine/machine.ts';
import { neededAtOnce } from './predict/prediction-request.ts';
import { Predictor } from './predict/predictor.ts';
import { SeedBand } from './predict/seed-band.ts';
import { sliderMax } from './predict/slider.ts';
import { Runner } from './run/runner.ts';
import { FIRST_LOOK } from './state/first-look.ts';
import type { Actions, Mistake, State } from './state/state.ts';
import { oncePerFrame } from './timing/frames.ts';
import { isRun, Registry } from './traces/registry.ts';
import { sameScenario } from './traces/same-scenario.ts';

export type Store = StoreApi<State & Actions>;

export interface Overlap {
  readonly store: Store;
  readonly registry: Registry;
  readonly predictor: Predictor;
  readonly runner: Runner;
  readonly calibrator: Calibrator;
  /** The last draft whose text was right: what the scenario on the page stands for, and what links carry. */
  good(): Draft;
}

/** What the page opens with. */
export interface Opening {
  readonly draft: Draft;
  /** What was wrong with the link. */
  readonly notice: string | null;
  readonly theme: State['theme'];
  readonly singleKeys: boolean;
  /** This computer's. */
  readonly cores: number;
}

export function createOverlap(opening: Opening): Overlap {
  const registry = new Registry();
  const { cores } = opening;
  const first = readable(opening.draft) ?? DEFAULT_DRAFT;
  const history = new History(opening.draft);
  /** The last draft whose text was right: what `scenario` stands for. */
  let good = first;
  /** What Calibrate found, once somebody pressed it. */
  let here: Machine | undefined;
  const assumedBy = ({ machine }: Draft) => {
    const assumed = assumedMachine(machine, here, cores);
    return { assumed, machineName: assumed.name };
  };

  const store: Store = createStore<State & Actions>()((set, get) => ({
    draft: opening.draft,
    scenario: draftScenario(first),
    mistake: mistakeIn(opening.draft),
    notice: opening.notice,
    run: { kind: 'ready' },
    busy: false,
    ...assumedBy(opening.draft),
    calibration: { kind: 'none' },
    makespans: {},
    predicting: null,
    bySize: [],
    seedBands: {},
    sliderMax: sliderMax(draftScenario(first).workers ?? cores),
    revision: 0,
    ...FIRST_LOOK,
    hovered: null,
    following: true,
    measuring: false,
    cursorMs: null,
    playing: 0,
    onlyState: null,
    showsPath: false,
    notes: [],
    writing: null,
    panel: 'figures',
    opened: [],
    theme: opening.theme,
    singleKeys: opening.singleKeys,
    canUndo: false,
    canRedo: false,

    setText: (text) => change({ ...get().draft, text }, 'text'),
    setKnob: (name, value) => changeKnob(name, value),
    setEngines: (engines) => change({ ...get().draft, engines }, ''),
    setMachine: (machine) => change(onMachine(get().draft, machine), 'machine'),
    calibrate,
    loadDraft: (draft) => change(draft, ''),
    undo: () => travel(history.undo()),
    redo: () => travel(history.redo()),
    reset: () => {
      if (get().draft !== opening.draft) change(opening.draft, '');
    },
    start: (sure = false) => {
      if (get().mistake || get().calibration.kind === 'under way') return;
      if (get().notice) set({ notice: null });
      runner.start(sure);
    },
    cancel: () => {
      if (get().run.kind === 'asking') set({ run: { kind: 'ready' } });
      else runner.cancel();
    },
    setView: (view) => set({ view }),
    select: (selected) => set({ selected, idle: null }),
    look: (change) => set(change),
    hover: (hovered) => set({ hovered }),
    showPanel: (panel) => set({ panel }),
    setTheme: (theme) => set({ theme }),
    setSingleKeys: (singleKeys) => set({ singleKeys }),
  }));

  const raise = () => store.setState(({ revision }) => ({ revision: revision + 1 }));
  const touch = oncePerFrame(raise);
  const request = () => {
    const { scenario, draft, assumed, sliderMax } = store.getState();
    return { draft: good, scenario, machine: assumed.machine, shown: draft.engines, sliderMax };
  };
  const predictor = new Predictor({
    registry,
    request,
    publish: ({ makespans, ...others }) =>
      store.setState((state) => {
        // Engines that are only listed are in no picture.
        const drawn = Object.keys(makespans ?? {}).some((id) => neededAtOnce(state.draft.engines, id));
        return {
          ...others,
          ...(makespans && { makespans: { ...state.makespans, ...makespans } }),
          ...(drawn && { revision: state.revision + 1 }),
        };
      }),
  });
  const runner = new Runner({
    registry,
    cores,
    scenario: () => store.getState().scenario,
    chosen: () => store.getState().draft.engines,
    setRun: (run) => store.setState({ run, ...(run.kind === 'starting' && { following: true }) }),
    touch,
    show: raise,
    roundsPerMs: () => calibrator.roundsPerMs,
    busyChanged: () => {
      store.setState({ busy: runner.busy });
      seedBand.update();
    },
  });
  const calibrator = new Calibrator({ cores, alone: (work) => runner.exclusively(work), show: raise });
  const seedBand = new SeedBand({
    request,
    measuring: () => runner.busy,
    publish: (seedBands) => store.setState({ seedBands }),
  });

  async function calibrate(): Promise<void> {
    store.setState({ calibration: { kind: 'under way' } });
    try {
      const found = await calibrator.measure();
      here = found.machine;
      store.setState({ calibration: { kind: 'found', says: foundWords(found) } });
      change(onMachine(store.getState().draft, undefined), '');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      store.setState({ calibration: { kind: 'failed', message } });
    }
  }

  function change(draft: Draft, kind: string): void {
    history.push(draft, kind, performance.now());
    show(draft);
  }

  function travel(draft: Draft | undefined): void {
    if (draft) show(draft);
  }

  function changeKnob(name: string, value: number | string | readonly Kill[] | undefined): void {
    const { draft: old, scenario, mistake } = store.getState();
    const draft = knobMoved(old, name, value);
    history.push(draft, name, performance.now());
    if (name === 'seed' || (mistake && readable(draft))) {
      show(draft);
      return;
    }
    // The tasks do not depend on any knob but the seed, so they need not be read again.
    good = knobMoved(good, name, value);
    const { [name as KnobName]: _, ...rest } = scenario;
    put(draft, (value === undefined ? rest : { ...rest, [name]: value }) as Scenario, mistake);
  }

  /** Reads a draft; where its text is wrong, the last good scenario stays and the mistake is told. */
  function show(draft: Draft): void {
    const { draft: old, scenario } = store.getState();
    if (draft.text === old.text && draft.knobs === old.knobs) {
      put(draft, scenario, store.getState().mistake);
      return;
    }
    let read: Scenario;
    try {
      read = draftScenario(draft);
    } catch (error) {
      put(draft, scenario, mistakeOf(error));
      return;
    }
    good = draft;
    put(draft, read, null);
  }

  function put(draft: Draft, scenario: Scenario, mistake: Mistake | null): void {
    const { scenario: old, sliderMax: max, run, selected } = store.getState();
    const moved = scenario !== old;
    // Engines and machine are right whatever the text.
    const { text, knobs } = good;
    good = { ...draft, text, knobs };
    const wanted = sliderMax(scenario.workers ?? cores);
    store.setState({
      draft,
      scenario,
      mistake,
      notice: null,
      ...assumedBy(draft),
      // The same task list under another knob: a slider that is being dragged keeps its range.
      sliderMax: scenario.tasks === old.tasks ? Math.max(max, wanted) : wanted,
      canUndo: history.canUndo,
      canRedo: history.canRedo,
      ...(scenario.tasks !== old.tasks && { view: null, range: null, idle: null }),
      ...(moved && { selected: stillThere(selected, scenario) }),
      ...(moved && !under(run) && { run: { kind: 'ready' } }),
    });
    if (moved && markStale(scenario)) store.setState(({ revision }) => ({ revision: revision + 1 }));
    predictor.update();
    seedBand.update();
  }

  /** Measurements of another scenario than the one shown stay, marked. Gives whether any mark has changed. */
  function markStale(scenario: Scenario): boolean {
    let changed = false;
    for (const [engine, trace] of Object.entries(registry.measured())) {
      const shown = registry.of(engine);
      const stale = !sameScenario(trace.scenario, scenario);
      changed ||= stale !== (shown.stale ?? false);
      if (stale) shown.stale = true;
      else delete shown.stale;
    }
    return changed;
  }

  predictor.update();
  seedBand.update();
  return { store, registry, predictor, runner, calibrator, good: () => good };
}

/** Whether a run is under way. */
function under({ kind }: State['run']): boolean {
  return kind === 'starting' || kind === 'running' || kind === 'hung';
}

function stillThere(selected: State['selected'], { tasks }: Scenario): State['selected'] {
  return selected && (isRun(selected.engine) || selected.task < tasks.length) ? selected : null;
}

function knobMoved(draft: Draft, name: string, value: number | string | readonly Kill[] | undefined): Draft {
  if (typeof value === 'number' || typeof value === 'string') return withKnob(draft, name as KnobName, value);
  const { [name as 'kills']: _, ...knobs } = draft.knobs;
  return { ...draft, knobs: value === undefined ? knobs : { ...knobs, kills: value } };
}

function onMachine({ machine: _, ...draft }: Draft, machine: MachineChoice | undefined): Draft {
  return machine === undefined ? draft : { ...draft, machine };
}

function readable(draft: Draft): Draft | undefined {
  return mistakeIn(draft) ? undefined : draft;
}
