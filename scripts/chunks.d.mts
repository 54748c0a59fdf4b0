import type { Rolldown } from 'vite';

type Groups = Exclude<NonNullable<Rolldown.OutputOptions['codeSplitting']>, boolean>['groups'];

export const CHUNKS: NonNullable<Groups>;
export const WORKER_CHUNKS: NonNullable<Groups>;
