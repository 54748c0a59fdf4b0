/** What predictor and seed band tell the page. */
import type { Bands, PredictionSlice } from '../state/state.ts';
import { nextRevision, type Store } from '../state/store.ts';
import { neededAtOnce } from './prediction-request.ts';

/** Something new to show; members left out stay. Makespans are told by engine, of some engines only. */
export type PredictionNews = Partial<Omit<PredictionSlice, 'seedBands'>>;

/** Shows predictions. Makespans and cuts of engines that are not named stay as they are. */
export function publishPredictions({ setState }: Store, { makespans, cutOffs, ...others }: PredictionNews): void {
  setState((state) => {
    const named = Object.keys(makespans ?? {});
    // Engines that are only listed are in no picture.
    const drawn = named.some((id) => neededAtOnce(state.draft.engines, id));
    const kept = Object.entries(state.cutOffs).filter(([id]) => !named.includes(id));
    return {
      ...others,
      ...(makespans && {
        makespans: { ...state.makespans, ...makespans },
        cutOffs: { ...Object.fromEntries(kept), ...cutOffs },
      }),
      ...(drawn && nextRevision(state)),
    };
  });
}

export function publishSeedBands({ setState }: Store, seedBands: Bands): void {
  setState({ seedBands });
}
