import type { Rolldown } from 'vite';

type Groups = Exclude<NonNullable<Rolldown.OutputOptions['codeSplitting']>, boolean>['groups'];

export const PAGE_FILES: NonNullable<Groups>;
export const WORKER_FILES: NonNullable<Groups>;
