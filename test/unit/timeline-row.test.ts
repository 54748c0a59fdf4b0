/** A row is a file and a line: one that is in no list of the page is laid out, loaded, painted, hit and described like the others. */
import { beforeAll, expect, test } from 'vitest';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import { threadPoolMap } from '../../src/engines/python/python.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { layoutOf, NOTHING } from '../../src/ui/timeline/model/snapshot.ts';
import { xOf } from '../../src/ui/timeline/model/time-scale.ts';
import { describe, hitAt, sameHit } from '../../src/ui/timeline/rows/hit.ts';
import { loadRows, pictureOf, ROWS } from '../../src/ui/timeline/rows/list.ts';
import type { Hit, Row } from '../../src/ui/timeline/rows/row.ts';
import { painted } from '../painted.ts';
import { coresRow } from './timeline-row/cores-row.ts';

const LANES = ROWS.findIndex(({ id }) => id === 'lanes');
/** The line. */
const rows: readonly Row[] = [...ROWS.slice(0, LANES + 1), coresRow, ...ROWS.slice(LANES + 1)];

const { scenario } = parseNotation('2 x cpu 200ms\nsleep 100ms\npool 2');
const pictures = [webWorkers, threadPoolMap].map((engine) => {
  const picture = pictureOf(engine, rows);
  picture.refresh({ predicted: predict(engine, scenario, { cores: 2 }) }, 0);
  return picture;
});
const layout = layoutOf(NOTHING.layout, pictures, rows, {}, { width: 1144, height: 608, narrow: false });
const scale = { fromMs: 0, toMs: 600, left: layout.gutter, width: layout.right - layout.gutter };
const boxOf = (section: number) => layout.sections[section]!.rows.find(({ id }) => id === 'cores')!;
const at = (section: number, ms: number) =>
  hitAt({ layout, pictures, scale }, xOf(scale, ms), boxOf(section).top + 7, rows);

beforeAll(() => loadRows(rows));

test('it has its room between the lanes and what is below them, in every section that wants it', () => {
  for (const [i, section] of layout.sections.entries()) {
    const lanes = section.rows.find(({ id }) => id === 'lanes')!;
    expect(boxOf(i)).toEqual({ id: 'cores', top: lanes.top + lanes.height, height: 14 });
    const next = section.rows[section.rows.indexOf(boxOf(i)) + 1]!;
    expect(next.top).toBe(boxOf(i).top + 14);
  }
  const asleep = pictureOf(webWorkers, rows);
  asleep.refresh({ predicted: predict(webWorkers, parseNotation('sleep 1').scenario, { cores: 2 }) }, 0);
  const bare = layoutOf(NOTHING.layout, [asleep], rows, {}, { width: 1144, height: 608, narrow: false });
  expect(bare.sections[0]!.rows.map(({ id }) => id)).toEqual(['lanes', 'beats']);
});

test('it is hit, told apart from other things, and described', () => {
  const hit = at(0, 100);
  expect(hit).toEqual({ row: 'cores', engine: 'web-workers', key: 'all' });
  expect(at(0, 590)).toBeNull();
  expect([sameHit(hit, at(0, 120)), sameHit(hit, at(1, 100))]).toEqual([true, false]);
  expect(describe(hit!, pictures[0]!, undefined, rows)).toMatchObject({ title: '2 tasks compute' });
});

const paintedWith = (of: readonly Row[], hover: Hit | null) => painted(of, { layout, pictures, scale, hover });

test('it is painted with its label, its bar, and a frame where the pointer is on it', () => {
  const { top } = boxOf(0);
  const [with_, without] = [paintedWith(rows, null), paintedWith(ROWS, null)];
  const bar = new RegExp(`<rect[^>]* y="${top + 2}"[^>]* height="10"[^>]*>`);
  expect(with_).toMatch(bar);
  expect(without).not.toMatch(bar);
  expect(with_.match(/>cores</g)).toHaveLength(2);
  const frame = new RegExp(`<rect[^>]* y="${top}"[^>]* width="3" height="3"[^>]*>`);
  expect(with_).not.toMatch(frame);
  expect(paintedWith(rows, at(0, 100))).toMatch(frame);
});
