/** The row under the lanes: when each result reaches the caller, what the call raises, that nothing more comes. */
import { Later } from '../model/later.ts';
import { firstResultFrom, groupEnd, RESULTS } from '../model/results.ts';
import { selectionOf } from '../model/selection-of.ts';
import { xOf } from '../model/time-scale.ts';
import type { ResultHit } from './paint-results.ts';
import { NEAR, type Row } from './row.ts';

const HEIGHT = 14;
/** The cross of a call that raises may stand beside the results of its moment (px). */
const CROSS_RIGHT = 14;

const loadPaint = () => import('./paint-results.ts');

export const resultsRow: Row = {
  id: 'results',
  label: { wide: 'results', narrow: 'r' },
  data: RESULTS,
  height: ({ engine }) => (engine.resultsRow ? HEIGHT : 0),
  paint: new Later(() => loadPaint().then(({ paintResults }) => paintResults)),
  // The nearest mark; the cross goes before results of the same moment on its left only.
  hit({ picture }, { x, ms, scale }): ResultHit | undefined {
    const { drawn } = picture.of(RESULTS);
    const { raised, raisedMs } = picture.main!.trace.facts;
    const on = { row: 'results', engine: picture.engine.id };
    const before = firstResultFrom(drawn, ms);
    let best = -1;
    let distance = NEAR + 1;
    for (const i of [before - 1, before]) {
      const atMs = drawn.atMs[i];
      if (atMs === undefined || Math.abs(xOf(scale, atMs) - x) >= distance) continue;
      best = i;
      distance = Math.abs(xOf(scale, atMs) - x);
    }
    if (best < 0) {
      const off = raised && raisedMs !== undefined ? x - xOf(scale, raisedMs) : Number.NaN;
      return off >= -NEAR && off <= CROSS_RIGHT ? { ...on, key: 'raised', to: 0 } : undefined;
    }
    const pixelMs = (scale.toMs - scale.fromMs) / scale.width;
    const from = firstResultFrom(drawn, drawn.atMs[best]! - pixelMs / 2);
    const to = groupEnd(drawn, from, pixelMs);
    return { ...on, key: `${from} ${to}`, selects: selectionOf(picture, drawn.rows[from]!), from, to };
  },
  pointed: new Later(() => loadPaint().then(({ pointedResult }) => pointedResult)),
};
