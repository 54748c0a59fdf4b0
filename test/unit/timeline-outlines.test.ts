/** What has not begun yet is an outline with its name: while a run is under way, and in a replay. */
import { beforeAll, expect, test } from 'vitest';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { upTo } from '../../src/trace/queries/up-to.ts';
import { layoutOf, NOTHING } from '../../src/ui/timeline/model/snapshot.ts';
import { loadRows, pictureOf, ROWS } from '../../src/ui/timeline/rows/list.ts';
import { painted } from '../painted.ts';

beforeAll(() => loadRows(ROWS));

/** The names that stand in the lanes, run up to a moment (ms) or not at all. */
function namesAt(ms: number | undefined): string[] {
  const { scenario } = parseNotation('pool 2\na: 2 x sleep 200ms\nb: 2 x sleep 300ms');
  const predicted = predict(webWorkers, scenario, { cores: 2 });
  const picture = pictureOf(webWorkers, ROWS);
  picture.refresh({ predicted, ...(ms !== undefined && { measured: upTo(predicted, ms) }) }, 0);
  const layout = layoutOf(NOTHING.layout, [picture], ROWS, {}, { width: 1144, height: 608, narrow: false });
  const scale = { fromMs: 0, toMs: 600, left: layout.gutter, width: layout.right - layout.gutter };
  const text = painted(
    ROWS.filter(({ id }) => id === 'lanes'),
    { layout, pictures: [picture], scale },
  );
  return [...text.matchAll(/>([0-3])</g)].map(([, name]) => name!).sort();
}

test('before, in the midst and at the end each task has its name once', () => {
  for (const ms of [undefined, 100, 250, 1000]) expect(namesAt(ms), String(ms)).toEqual(['0', '1', '2', '3']);
});
