/** The page of a step: a store and a registry of its own, so that what stands in Tasks stays as it is. */
import { mistakeIn } from '../draft/mistake.ts';
import { openLink } from '../draft/open-link.ts';
import { createOverlap, type Overlap } from '../overlap.ts';
import { lookAs } from '../share/look-link.ts';
import { FIRST_LOOK } from '../state/first-look.ts';
import type { SettingsSlice } from '../state/state.ts';

export interface StepPage {
  readonly overlap: Overlap;
  /** What of the scenario could not be read: an engine that is not here, or its notation. */
  readonly says: string | undefined;
  /** Its notation: then `overlap` has other tasks, which are not to be shown. */
  readonly unreadable: boolean;
}

/** @param scenario of a lesson that was read (`readTaught`) */
export function createStepPage(scenario: string, settings: SettingsSlice & { readonly cores: number }): StepPage {
  const { draft, notice } = openLink(scenario);
  const mistake = mistakeIn(draft);
  const { theme, singleKeys, cores } = settings;
  const overlap = createOverlap({ draft, notice: null, theme, singleKeys, cores });
  const wrong =
    mistake && `its tasks cannot be read, line ${mistake.line}, column ${mistake.column}: ${mistake.message}`;
  return { overlap, says: wrong ?? notice?.says, unreadable: mistake !== null };
}

/** Has the page looked at as a step says, by its `look`. */
export function lookAtStep({ store }: Overlap, look: string): void {
  const { look: set, replay, showPanel } = store.getState();
  // Lanes of a program that hide by themselves stay hidden.
  const { laneChoice: _, ...first } = FIRST_LOOK;
  set(first);
  replay({ cursorMs: null, playing: 0 });
  showPanel('figures');
  lookAs(look, store);
}
