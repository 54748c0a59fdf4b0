/** The row under the lanes: when each result reaches the caller, what the call raises, that nothing more comes. */
import { Later } from '../model/later.ts';
import { RESULTS } from '../model/results-data.ts';
import type { Row } from './row.ts';

const HEIGHT = 14;

const late = new Later(() => import('./paint-results.ts'));

export const resultsRow: Row = {
  id: 'results',
  label: { wide: 'results', narrow: 'r' },
  data: RESULTS,
  height: ({ engine }) => (engine.resultsRow ? HEIGHT : 0),
  paint: new Later(() => late.load().then(({ paintResults }) => paintResults)),
  hit: (place, at) => late.now?.resultAt(place, at),
  pointed: new Later(() => late.load().then(({ pointedResult }) => pointedResult)),
};
