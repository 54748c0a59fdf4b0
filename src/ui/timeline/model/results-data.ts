import { Later } from './later.ts';
import { NO_RESULTS, type ResultsData } from './results.ts';
import type { LateData } from './row-data.ts';

/** The results of engines that have a row of them. */
export const RESULTS: LateData<ResultsData> = {
  none: { drawn: NO_RESULTS, predicted: NO_RESULTS },
  has: ({ resultsRow }) => resultsRow,
  work: new Later(() => import('./result-rows.ts').then(({ RESULT_ROWS }) => RESULT_ROWS)),
};
