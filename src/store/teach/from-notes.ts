/** Steps of a lesson made of what is on the page: one a note, or one of how it is looked at now. */
import {
  MOST,
  type ProgramStep,
  type TasksStep,
  type TaughtProgram,
  type TaughtStep,
  type TaughtTasks,
} from '../../learn/taught.ts';
import { readableHash } from '../../scenario/hash.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { Overlap } from '../overlap.ts';
import { asTaught, type Program } from '../python/program.ts';
import { lookOf } from '../share/look-link.ts';
import type { Note, State } from '../state/state.ts';

type Page = Pick<Overlap, 'store' | 'good' | 'program'>;

/** @throws {InputError} where the scenario or the program is too long for a lesson */
export function stepsOfNotes(page: Page): readonly TaughtStep[] {
  const state = page.store.getState();
  const subject = page.program ? ofProgram(page.program()) : ofScenario(page);
  return state.notes.map((note) => ({
    ...subject,
    look: lookOf({ ...state, ...lookAtNote(note) }),
    text: note.text.slice(0, MOST.text),
  }));
}

/** The scenario on the page as it is looked at now, without a text. @throws {InputError} where it is too long for a lesson */
export function stepOfNow(page: Page): TasksStep {
  return { ...ofScenario(page), look: lookOf(page.store.getState()), text: '' };
}

/** A program, without a text. @throws {InputError} where it is too long for a lesson */
export const stepOfProgram = (program: Program): ProgramStep => ({
  ...ofProgram(asTaught(program)),
  look: '',
  text: '',
});

function ofProgram(program: TaughtProgram): Pick<ProgramStep, 'program'> {
  const length = program.files.reduce((sum, [, text]) => sum + text.length, 0);
  if (length > MOST.program)
    throw new InputError(`This program is too long for a step: ${length} characters, and ${MOST.program} fit`);
  return { program };
}

function ofScenario(page: Page): TaughtTasks {
  const hash = readableHash(page.good());
  if (hash.length > MOST.scenario)
    throw new InputError(
      `These tasks are too long for a step: ${hash.length} characters as a link, and ${MOST.scenario} fit`,
    );
  return { scenario: hash, hides: [] };
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
