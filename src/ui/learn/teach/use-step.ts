/** The page of a step, looked at as the step says. Steps about one scenario share one, and what was run there. */
import { useEffect, useMemo, useRef } from 'react';
import type { TaughtStep } from '../../../learn/taught.ts';
import { createStepPage, lookAtStep, type StepPage } from '../../../store/teach/step-page.ts';
import { useOverlap } from '../../base/use-overlap.ts';

/** The page, and the context that parts of the timeline ask for. */
export interface StepShown extends StepPage {
  readonly inner: ReturnType<typeof useOverlap>;
}

export function useStep(step: TaughtStep): StepShown {
  const { store, cores } = useOverlap();
  const pages = useRef(new Map<string, StepShown>());
  const { scenario, look } = step;
  const shown = useMemo(() => {
    const kept = pages.current.get(scenario);
    if (kept) return kept;
    const { theme, singleKeys } = store.getState();
    const page = createStepPage(scenario, { theme, singleKeys, cores });
    const made = { ...page, inner: { ...page.overlap, cores, writeLink: () => {} } };
    pages.current.set(scenario, made);
    return made;
  }, [scenario, store, cores]);
  useEffect(() => lookAtStep(shown.overlap, look), [shown, look]);
  // Nothing goes on running behind another step.
  useEffect(() => () => shown.overlap.store.getState().cancel(), [shown]);
  return shown;
}
