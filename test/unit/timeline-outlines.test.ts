/** What has not begun yet is an outline with its name: while a run is under way, and in a replay. */
import { beforeAll, expect, test } from 'vitest';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { upTo } from '../../src/trace/queries/up-to.ts';
import { SvgContext } from '../../src/ui/files/svg-context.ts';
import { layoutOf, NOTHING } from '../../src/ui/timeline/model/snapshot.ts';
import type { Palette } from '../../src/ui/timeline/paint/palette.ts';
import { Pen } from '../../src/ui/timeline/paint/pen.ts';
import { loadRows, pictureOf, ROWS } from '../../src/ui/timeline/rows/list.ts';
import { paint } from '../../src/ui/timeline/rows/painter.ts';

beforeAll(() => loadRows(ROWS));

/** The names that stand in the lanes, run up to a moment (ms) or not at all. */
function namesAt(ms: number | undefined): string[] {
  const { scenario } = parseNotation('pool 2\na: 2 x sleep 200ms\nb: 2 x sleep 300ms');
  const predicted = predict(webWorkers, scenario, { cores: 2 });
  const picture = pictureOf(webWorkers, ROWS);
  picture.refresh({ predicted, ...(ms !== undefined && { measured: upTo(predicted, ms) }) }, 0);
  const layout = layoutOf(NOTHING.layout, [picture], ROWS, {}, { width: 1144, height: 608, narrow: false });
  const svg = new SvgContext(layout.width, layout.height, {
    ground: 'white',
    measure: (text) => text.length * 6,
    image: () => '',
  });
  const pen = new Pen(svg as unknown as CanvasRenderingContext2D);
  pen.palette = new Proxy({} as Palette, { get: (_, name) => `var-${String(name)}` });
  const scale = { fromMs: 0, toMs: 600, left: layout.gutter, width: layout.right - layout.gutter };
  const look = { selected: null, idle: null, notes: [], range: null, cursorMs: null, showsPath: false };
  const seen = { top: 0, height: layout.height, from: 0, to: layout.height, ratio: 1 };
  const all = { layout, pictures: [picture], scale, look, onlyFound: false, hover: null, tasks: 0, again: undefined };
  paint(
    pen,
    { ...all, ...seen },
    ROWS.filter(({ id }) => id === 'lanes'),
  );
  return [...svg.document('', '').matchAll(/>([0-3])</g)].map(([, name]) => name!).sort();
}

test('before, in the midst and at the end each task has its name once', () => {
  for (const ms of [undefined, 100, 250, 1000]) expect(namesAt(ms), String(ms)).toEqual(['0', '1', '2', '3']);
});
