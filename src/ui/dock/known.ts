/** What figures and reasons are made from, read from store and registry. */
import { BASELINE } from '../../engines/baseline.ts';
import type { Overlap } from '../../store/overlap.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { isRun } from '../../store/traces/registry.ts';
import { isDisturbed, type Trace } from '../../trace/trace.ts';
import type { Known, Subject } from '../reason/reason.ts';

export function knownOf({ store, registry, predictor }: Pick<Overlap, 'store' | 'registry' | 'predictor'>): Known {
  const state = store.getState();
  const { scenario, makespans, seedBands, lastRun } = state;
  const sequential = registry.of(BASELINE);
  const ran = sequential.measured && !Number.isNaN(sequential.measured.totalMs) && comparable(sequential.measured);
  const all = sectionsOf(state, registry).map((engine): Subject => {
    const { predicted, measured, last, sequentialMs } = registry.of(engine.id);
    const cutOffMs = predicted?.facts.cutOffMs;
    return {
      engine,
      // What a prediction says up to a cut is no makespan, and no figure of the whole run.
      predicted: cutOffMs === undefined ? predicted : undefined,
      cutOffMs,
      measured,
      last: lastRun?.differs === 'knobs' ? last : undefined,
      band: seedBands[engine.id],
      sequentialMs,
    };
  });
  return {
    state,
    scenario,
    subjects: all.filter(({ engine }) => !isRun(engine.id)),
    opened: all.filter(({ engine }) => isRun(engine.id)),
    sequentialMs: makespans[BASELINE] ?? Number.NaN,
    sequentialMeasuredMs: ran ? sequential.measured!.totalMs : undefined,
    // The button of a proposal turns the page's knob, which is none of an opened run's.
    whatIf: (engine, workers) => (isRun(engine) ? undefined : predictor.whatIf(engine, workers)),
  };
}

/** A run that the user ended, or that something beside it disturbed, counts for no comparison. */
export function comparable({ facts }: Pick<Trace, 'facts'>): boolean {
  return facts.stoppedMs === undefined && !isDisturbed(facts);
}
