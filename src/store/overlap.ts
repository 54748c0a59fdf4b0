/** The page's inner life: store, registry, predictor and runner, put together. */
import { createStore } from 'zustand/vanilla';
import type { TaughtProgram } from '../learn/taught.ts';
import type { Draft } from '../scenario/draft.ts';
import { DEFAULT_DRAFT } from '../scenario/presets.ts';
import { DraftEditor } from './draft/draft-actions.ts';
import { mistakeIn } from './draft/mistake.ts';
import { lookActions } from './look/look-actions.ts';
import { Calibrator } from './machine/calibrator.ts';
import { lateSeedBand } from './predict/late-seed-band.ts';
import { publishPredictions, publishSeedBands } from './predict/prediction-actions.ts';
import { Predictor } from './predict/predictor.ts';
import { sliderMax } from './predict/slider.ts';
import { runActions, runNews } from './run/run-actions.ts';
import { Runner } from './run/runner.ts';
import { firstState, type Opening } from './state/first-state.ts';
import type { Actions, State } from './state/state.ts';
import type { Page } from './state/store.ts';
import { Registry } from './traces/registry.ts';

export type { Opening } from './state/first-state.ts';
export type { Store } from './state/store.ts';

export interface Overlap extends Page {
  readonly predictor: Predictor;
  readonly runner: Runner;
  readonly calibrator: Calibrator;
  /** The last draft whose text was right: what the scenario on the page stands for, and what links carry. */
  good(): Draft;
  /** The program that the page is about, where it is about one and not about a scenario, as steps of lessons have it. */
  program?(): TaughtProgram;
}

export function createOverlap(opening: Opening): Overlap {
  const { cores, draft } = opening;
  const registry = new Registry();
  const mistake = mistakeIn(draft);
  const good = mistake ? DEFAULT_DRAFT : draft;
  // The actions join the state below, once the parts are there that carry them out.
  const store = createStore<State & Actions>()(() => firstState(opening, good, mistake, sliderMax) as State & Actions);

  const { setBusy, ...news } = runNews({ store, registry });
  const runner = new Runner({
    ...news,
    registry,
    cores,
    scenario: () => store.getState().scenario,
    chosen: () => store.getState().draft.engines,
    machine: () => store.getState().assumed.machine,
    roundsPerMs: () => calibrator.roundsPerMs,
    busyChanged: () => {
      setBusy(runner.busy);
      updateSeedBand();
    },
  });
  const calibrator = new Calibrator({ cores, alone: (work) => runner.exclusively(work), show: news.show });
  const request = () => {
    const { scenario, draft, assumed, sliderMax } = store.getState();
    return { draft: editor.good, scenario, machine: assumed.machine, shown: draft.engines, sliderMax };
  };
  const predictor = new Predictor({ registry, request, publish: (found) => publishPredictions(store, found) });
  const updateSeedBand = lateSeedBand({
    request,
    measuring: () => runner.busy,
    publish: (bands) => publishSeedBands(store, bands),
  });
  const changed = () => {
    predictor.update();
    updateSeedBand();
  };
  const editor = new DraftEditor({ store, registry, cores, calibrator, changed }, good);

  store.setState({ ...editor.actions, ...runActions(store, runner), ...lookActions(store) });
  changed();
  return { store, registry, predictor, runner, calibrator, good: () => editor.good };
}
