/** The lesson that is being made in this browser: one a page. */
import { keeper } from '../draft/persistence.ts';
import type { Overlap } from '../overlap.ts';
import { stepsOfNotes } from './from-notes.ts';
import { createTeaching, type TeachingStore } from './teaching-actions.ts';

let store: TeachingStore | undefined;

export const teaching = (): TeachingStore => (store ??= createTeaching(keeper('localStorage')));

/** Adds a step for each note of the page. Gives how many had no room. @throws {InputError} where the tasks or the program are too long for a step */
export const teachNotes = (page: Pick<Overlap, 'store' | 'good' | 'program'>): number =>
  teaching().getState().add(stepsOfNotes(page));
