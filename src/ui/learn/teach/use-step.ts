/** The page of a step, looked at as the step says. Steps about the same share one, and what was run there. */
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { isOfProgram, type TaughtStep } from '../../../learn/taught.ts';
import type { ProgramPage } from '../../../store/python/program-page-actions.ts';
import { programIn } from '../../../store/teach/read-lesson.ts';
import { createStepPage, lookAtStep, type StepPage } from '../../../store/teach/step-page.ts';
import { useOverlap } from '../../base/use-overlap.ts';
import { waitingProgram } from '../waiting-program.ts';

/** The page, and the context that parts of the timeline ask for. */
export interface StepShown extends StepPage {
  readonly inner: ReturnType<typeof useOverlap>;
  /** Of a step about a program. */
  readonly program?: ProgramPage;
}

type Main = Pick<ReturnType<typeof useOverlap>, 'store' | 'cores'>;

/** Steps are about the same where this is the same. */
const keyOf = (step: TaughtStep): string => (isOfProgram(step) ? JSON.stringify(step.program) : step.scenario);

function shownFor(step: TaughtStep, { store, cores }: Main): StepShown {
  const context = (overlap: StepPage['overlap']) => ({ ...overlap, cores, writeLink: () => {} });
  if (isOfProgram(step)) {
    const program = waitingProgram(programIn(step), { store, cores });
    const { overlap } = program;
    return { overlap, says: undefined, unreadable: false, inner: context(overlap), program };
  }
  const { theme, singleKeys } = store.getState();
  const page = createStepPage(step.scenario, { theme, singleKeys, cores });
  return { ...page, inner: context(page.overlap) };
}

export function useStep(step: TaughtStep): StepShown {
  const { store, cores } = useOverlap();
  const pages = useRef(new Map<string, StepShown>());
  const key = keyOf(step);
  const latest = useRef(step);
  latest.current = step;
  const shown = useMemo(() => {
    const kept = pages.current.get(key);
    if (kept) return kept;
    const made = shownFor(latest.current, { store, cores });
    pages.current.set(key, made);
    return made;
  }, [key, store, cores]);
  const { look } = step;
  useEffect(() => lookAtStep(shown.overlap, look), [shown, look]);
  // Nothing goes on running behind another step.
  useEffect(() => () => shown.overlap.store.getState().cancel(), [shown]);
  return shown;
}

/** Whether a program's run has not been seen yet. */
export const useCovered = ({ overlap, program }: StepShown): boolean =>
  useStore(overlap.store, ({ opened }) => program !== undefined && opened.length === 0);
