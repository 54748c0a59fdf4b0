/** Steps of a lesson made of what is on the page: one a note, or one of how it is looked at now. */
import { MOST, type TaughtStep } from '../../learn/taught.ts';
import { readableHash } from '../../scenario/hash.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { Overlap } from '../overlap.ts';
import { lookOf } from '../share/look-link.ts';
import type { Note, State } from '../state/state.ts';

type Page = Pick<Overlap, 'store' | 'good'>;

/** @throws {InputError} where the scenario is too long for a lesson */
export function stepsOfNotes(page: Page): readonly TaughtStep[] {
  const state = page.store.getState();
  const scenario = scenarioOf(page);
  return state.notes.map((note) => ({
    scenario,
    look: lookOf({ ...state, ...lookAtNote(note) }),
    text: note.text.slice(0, MOST.text),
    hides: [],
  }));
}

/** The scenario on the page as it is looked at now, without a text. @throws {InputError} where it is too long for a lesson */
export function stepOfNow(page: Page): TaughtStep {
  return { scenario: scenarioOf(page), look: lookOf(page.store.getState()), text: '', hides: [] };
}

function scenarioOf(page: Page): string {
  const hash = readableHash(page.good());
  if (hash.length > MOST.scenario)
    throw new InputError(
      `These tasks are too long for a step: ${hash.length} characters as a link, and ${MOST.scenario} fit`,
    );
  return hash;
}

/** What a note is about is selected, measured, or the replay's moment. */
function lookAtNote({ on, fromMs, toMs }: Note): Pick<State, 'selected' | 'range' | 'cursorMs' | 'panel'> {
  const isRange = !on && toMs > fromMs;
  return {
    selected: on ?? null,
    range: isRange ? { fromMs, toMs } : null,
    cursorMs: on || isRange ? null : fromMs,
    panel: 'figures',
  };
}
